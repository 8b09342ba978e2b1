"""What growing-area codes refuse."""

from batches.errors import DomainError


class GrowingAreaCodeInvalid(DomainError):
    code = "growing-area-code-invalid"
    vi = "Mã số vùng trồng “{growing_area_code}” không đúng dạng, ví dụ VN-DTOR-0017."
    en = "The growing-area code “{growing_area_code}” does not read like VN-DTOR-0017."


class GrowingAreaCodeTaken(DomainError):
    code = "growing-area-code-taken"
    vi = (
        "Mã số vùng trồng {growing_area_code} đã có trong hệ thống; mỗi mã chỉ thuộc một tổ chức. Nếu mã được "
        "cấp cho tổ chức của bạn mà bạn chưa khai, hãy báo ngay cho người vận hành hệ thống: có thể mã bị mượn dùng."
    )
    en = (
        "The growing-area code {growing_area_code} is entered already, and belongs to one organisation. If it was "
        "given to yours and you have not entered it, tell the operator at once: somebody may be borrowing it."
    )


class GrowingAreaPeriodReversed(DomainError):
    code = "growing-area-period-reversed"
    vi = "Khoảng thời gian bị ngược: bắt đầu {from_on} nhưng kết thúc {to_on}."
    en = "The period is the wrong way round: it starts on {from_on} and ends on {to_on}."


class MarketInvalid(DomainError):
    code = "market-invalid"
    vi = "Thị trường “{market}” không hợp lệ: cần mã nước hai chữ in hoa (ISO 3166-1), ví dụ CN; trong nước là VN."
    en = "The market “{market}” is not valid: expected two capitals of ISO 3166-1 such as CN; VN is domestic."


class PlotNotUnderCode(DomainError):
    code = "plot-not-under-code"
    vi = "Thửa {plot} không thuộc mã số vùng trồng {growing_area_code}."
    en = "Plot {plot} is not under the growing-area code {growing_area_code}."


class SeasonOutsideValidity(DomainError):
    code = "season-outside-validity"
    vi = (
        "Vụ “{season}” từ {starts_on} đến {ends_on} nằm ngoài hiệu lực của mã số vùng trồng, từ {valid_from} "
        "đến {valid_to}."
    )
    en = (
        "The season “{season}” from {starts_on} to {ends_on} does not lie within the code's validity, "
        "{valid_from} to {valid_to}."
    )


class SeasonsOverlap(DomainError):
    code = "seasons-overlap"
    vi = "Hai vụ “{first}” và “{second}” chồng lên nhau: “{second}” bắt đầu {starts_on}, “{first}” kết thúc {ends_on}."
    en = "The seasons “{first}” and “{second}” overlap: “{second}” starts on {starts_on}, “{first}” ends on {ends_on}."
