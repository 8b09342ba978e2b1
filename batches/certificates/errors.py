"""What certificates refuse."""

from batches.errors import DomainError


class CertificateNumberInvalid(DomainError):
    code = "certificate-number-invalid"
    vi = (
        "Số giấy chứng nhận “{number}” không dùng được: cần 4 đến 50 chữ cái không dấu, chữ số, dấu cách "
        "hoặc . / -, bắt đầu bằng chữ hoặc số, ví dụ VietGAP-TT-13-09-68-0096."
    )
    en = (
        "The certificate number “{number}” cannot be used: expected 4 to 50 letters, digits, blanks or . / -, "
        "the first a letter or digit, such as VietGAP-TT-13-09-68-0096."
    )


class CertificateDatesReversed(DomainError):
    code = "certificate-dates-reversed"
    vi = "Giấy chứng nhận hết hạn ngày {valid_to}, trước ngày bắt đầu {valid_from}."
    en = "The certificate ends on {valid_to}, before it begins on {valid_from}."


class CertificateEntered(DomainError):
    code = "certificate-entered"
    vi = (
        "Giấy chứng nhận số {number} đã được nhập, hiệu lực từ {valid_from} đến {valid_to}: hãy sửa bản đó, "
        "đừng nhập lần nữa."
    )
    en = "The certificate {number} is entered already, from {valid_from} to {valid_to}: correct that one."
