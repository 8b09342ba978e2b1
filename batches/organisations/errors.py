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


class PhoneInvalid(DomainError):
    code = "phone-invalid"
    vi = "Cần số điện thoại Việt Nam, ví dụ 0912 345 678."
    en = "Expected a Vietnamese phone number such as 0912 345 678."


class TaxCodeInvalid(DomainError):
    code = "tax-code-invalid"
    vi = "Mã số thuế “{tax_code}” không đúng dạng: cần 10 chữ số, hoặc 10 chữ số, gạch nối và 3 chữ số."
    en = (
        "The tax code “{tax_code}” has the wrong form: expected 10 digits, or 10 digits, a dash and 3 digits."
    )


class CompanyPrefixInvalid(DomainError):
    code = "company-prefix-invalid"
    vi = "Mã doanh nghiệp GS1 “{gs1_company_prefix}” không đúng dạng: cần từ {least} đến {most} chữ số."
    en = (
        "The GS1 company prefix “{gs1_company_prefix}” has the wrong form: expected {least} to {most} digits."
    )


class GlnTaken(DomainError):
    code = "gln-taken"
    vi = "Mã địa điểm GLN {gln} đã có tổ chức khác dùng."
    en = "The GLN {gln} belongs to another organisation."
