"""What keeping a stock refuses."""

from batches.errors import DomainError


class StockKeyTaken(DomainError):
    code = "stock-key-taken"
    vi = "Đã có loại giấy tem «{key}» ({what_vi}); hãy đặt khóa khác."
    en = "There is a label stock “{key}” already ({what_en}); choose another key."


class StockRetired(DomainError):
    code = "stock-retired"
    vi = "Loại giấy tem «{key}» đã ngừng dùng từ ngày {retired_on}; hãy chọn loại khác."
    en = "The label stock “{key}” is retired since {retired_on}; choose another."


class StockBuiltIn(DomainError):
    code = "stock-built-in"
    vi = "Loại giấy tem «{key}» có sẵn trong hệ thống nên không sửa được; hãy chép thành loại riêng với khóa khác."
    en = "The label stock “{key}” comes with the service and cannot be changed; copy it to one of your own."
