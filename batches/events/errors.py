"""What an event is refused for before it is recorded."""

from batches.errors import DomainError


class ReservedWord(DomainError):
    code = "reserved-word"
    vi = (
        "“{value}” (mục {field}) là từ dành riêng của tiêu chuẩn EPCIS/CBV; hãy ghi khác đi, "
        "ví dụ viết hoa hoặc thêm chữ."
    )
    en = (
        "“{value}” (field {field}) is a word reserved by the EPCIS/CBV standard; expected another spelling, "
        "for example with a capital or one more word."
    )
