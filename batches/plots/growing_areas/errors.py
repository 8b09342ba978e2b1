"""What growing-area codes refuse."""

from batches.errors import DomainError


class GrowingAreaCodeInvalid(DomainError):
    code = "growing-area-code-invalid"
    vi = "Mã số vùng trồng “{growing_area_code}” không đúng dạng, ví dụ VN-DTOR-0017."
    en = "The growing-area code “{growing_area_code}” does not read like VN-DTOR-0017."


class PlotNotUnderCode(DomainError):
    code = "plot-not-under-code"
    vi = "Thửa {plot} không thuộc mã số vùng trồng {growing_area_code}."
    en = "Plot {plot} is not under the growing-area code {growing_area_code}."
