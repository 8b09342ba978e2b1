"""Refusals about QR symbols."""

from batches.errors import DomainError


class PayloadNotEncodable(DomainError):
    code = "payload-not-encodable"
    vi = "Liên kết «{met}» không in được thành mã QR của tem: cần {expected}."
    en = "The link “{met}” cannot be a label's QR code: expected {expected}."


class PayloadTooLong(DomainError):
    code = "payload-too-long"
    vi = "Liên kết dài {met} ký tự, không vừa mã QR {expected}: {text}"
    en = "The link has {met} characters and does not fit a QR code of {expected}: {text}"


class ModuleTooSmall(DomainError):
    code = "module-too-small"
    vi = (
        "Ô mã QR rộng {box_mm} mm{printer_vi} cho mã {modules} × {modules} điểm vuông {met} mm, nhỏ hơn mức tối thiểu "
        "{expected} mm. Có thể dùng: ô rộng từ {needed_mm} mm{others_vi}."
    )
    en = (
        "A QR box of {box_mm} mm{printer_en} gives a code of {modules} × {modules} modules of {met} mm, under the "
        "minimum of {expected} mm. What would do: a box of {needed_mm} mm{others_en}."
    )
