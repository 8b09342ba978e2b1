"""What a report is refused for."""

from batches.errors import DomainError


class ReportKindMissing(DomainError):
    code = "report-kind-missing"
    vi = "Hãy chọn một điều bạn muốn báo."
    en = "Choose what you want to report."


class ReportTextWrong(DomainError):
    code = "report-text-wrong"
    vi = "Hãy kể điều bạn thấy, từ 1 đến {most} ký tự: bạn đã viết {got}."
    en = "Tell what you saw in 1 to {most} characters: you wrote {got}."


class ReportContactTooLong(DomainError):
    code = "report-contact-too-long"
    vi = "Cách liên lạc dài nhất {most} ký tự: bạn đã viết {got}."
    en = "A contact has at most {most} characters: you wrote {got}."
