"""What inspections and laboratory tests refuse."""

from batches.errors import DomainError


class DayOutOfOrder(DomainError):
    code = "day-out-of-order"
    vi = "Ngày {got_on} ({what_vi}) không thể trước ngày {earliest_on} ({after_vi})."
    en = "The day {got_on} ({what_en}) cannot be before {earliest_on} ({after_en})."


class DayInFuture(DomainError):
    code = "day-in-future"
    vi = "Ngày {got_on} còn ở tương lai: hôm nay là {today}."
    en = "The day {got_on} is in the future: today is {today}."


class ResultContradictsLimit(DomainError):
    code = "result-contradicts-limit"
    vi = "{name}: kết quả {value} {unit} vượt giới hạn {limit} {unit} mà lại ghi là đạt."
    en = "{name}: the result of {value} {unit} is over the limit of {limit} {unit}, but it is entered as passed."


class AnalyteNamedTwice(DomainError):
    code = "analyte-named-twice"
    vi = "Chỉ tiêu {name} được nêu hai lần trong một phiếu."
    en = "The analyte {name} is named twice in one report."


class ExportTestsMissing(DomainError):
    code = "export-tests-missing"
    vi = "Lô {lot} đóng cho Trung Quốc còn thiếu kết quả kiểm nghiệm đạt: {missing}."
    en = "Batch {lot} is packed for China and lacks a passed test of: {missing}."
