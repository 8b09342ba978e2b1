"""What packing houses refuse."""

from batches.errors import DomainError


class PackingHouseCodeInvalid(DomainError):
    code = "packing-house-code-invalid"
    vi = "Mã số cơ sở đóng gói “{packing_house_code}” không đúng dạng, ví dụ VN-DTPH-0001."
    en = "The packing-house code “{packing_house_code}” does not read like VN-DTPH-0001."


class PackingHouseCodeTaken(DomainError):
    code = "packing-house-code-taken"
    vi = (
        "Mã số cơ sở đóng gói {packing_house_code} đã có trong hệ thống; mỗi mã chỉ thuộc một tổ chức. Nếu mã được "
        "cấp cho tổ chức của bạn mà bạn chưa khai, hãy báo ngay cho người vận hành hệ thống: có thể mã bị mượn dùng."
    )
    en = (
        "The packing-house code {packing_house_code} is entered already, and belongs to one organisation. If it was "
        "given to yours and you have not entered it, tell the operator at once: somebody may be borrowing it."
    )
