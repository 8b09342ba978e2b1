"""What an address is refused for."""

from batches.errors import DomainError


class ProvinceUnknown(DomainError):
    code = "province-unknown"
    vi = (
        "Không có tỉnh, thành phố mang mã “{province_code}”; cần một trong 34 mã hai chữ số, "
        "ví dụ 82 (Đồng Tháp)."
    )
    en = (
        "There is no province with code “{province_code}”; expected one of the 34 two-digit codes, "
        "e.g. 82 (Dong Thap)."
    )


class CommuneUnknown(DomainError):
    code = "commune-unknown"
    vi = (
        "Không có xã, phường, đặc khu mang mã “{commune_code}”; cần mã năm chữ số đang dùng từ 01/07/2025, "
        "ví dụ 30244 (Phú Hựu)."
    )
    en = (
        "There is no commune with code “{commune_code}”; expected a five-digit code in use "
        "since 1 July 2025, e.g. 30244 (Phu Huu)."
    )


class CommuneNotInProvince(DomainError):
    code = "commune-not-in-province"
    vi = "{commune} (mã {commune_code}) thuộc tỉnh mã {expected}, không thuộc tỉnh mã “{province_code}”."
    en = "{commune} (code {commune_code}) lies in province {expected}, not in “{province_code}”."
