"""What keeping a design refuses."""

from batches.errors import DomainError


class DesignKeyTaken(DomainError):
    code = "design-key-taken"
    vi = "Đã có mẫu tem «{key}» ({what_vi}); hãy đặt khóa khác."
    en = "There is a design “{key}” already ({what_en}); choose another key."


class DesignRetired(DomainError):
    code = "design-retired"
    vi = "Mẫu tem «{key}» đã ngừng dùng từ ngày {retired_on}; hãy chọn mẫu khác."
    en = "The design “{key}” is retired since {retired_on}; choose another."


class DesignBuiltIn(DomainError):
    code = "design-built-in"
    vi = "Mẫu tem «{key}» có sẵn trong hệ thống nên không sửa được; hãy chép thành mẫu riêng với khóa khác."
    en = "The design “{key}” comes with the service and cannot be changed; copy it to one of your own."
