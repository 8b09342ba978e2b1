"""What organisations refuse."""

from batches.errors import DomainError


class ShortCodeInvalid(DomainError):
    code = "short-code-invalid"
    vi = "Mã ngắn “{short_code}” không hợp lệ: cần 2 đến 5 ký tự 0-9, A-Z."
    en = "The short code “{short_code}” is not valid: expected 2 to 5 of 0-9, A-Z."


class ShortCodeTaken(DomainError):
    code = "short-code-taken"
    vi = "Mã ngắn {short_code} đã có tổ chức khác dùng."
    en = "The short code {short_code} belongs to another organisation."
