"""What the edge itself refuses: who calls, and requests whose shape is wrong. Statuses are in errors.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from batches.errors import DomainError


class TokenMissing(DomainError):
    code = "token-missing"
    vi = "Yêu cầu này cần mã truy cập: gửi tiêu đề “Authorization: Bearer rn_…”."
    en = "This request needs a token: send the header “Authorization: Bearer rn_…”."


class TokenInvalid(DomainError):
    code = "token-invalid"
    vi = "Mã truy cập không đúng: hãy kiểm tra xem đã chép đủ {length} ký tự chưa."
    en = "The token is not valid: check that all of its {length} characters were copied."


class TokenRevoked(DomainError):
    code = "token-revoked"
    vi = "Mã truy cập này đã bị thu hồi lúc {revoked_at}; hãy xin quản lý cấp mã mới."
    en = "This token was revoked at {revoked_at}; ask a manager for a new one."


class NotAllowed(DomainError):
    code = "not-allowed"
    vi = "Vai trò “{role}” không được làm việc này; cần một trong các vai trò: {roles}."
    en = "The role “{role}” may not do this; it takes one of: {roles}."


class ScopeMissing(DomainError):
    code = "scope-missing"
    vi = "Mã truy cập này không có quyền {scope}."
    en = "This token lacks the scope {scope}."


class NotJson(DomainError):
    code = "not-json"
    vi = "Cần nội dung kiểu application/json, nhưng nhận được “{content_type}”."
    en = "Expected a body of type application/json, got “{content_type}”."


class MalformedJson(DomainError):
    code = "malformed-json"
    vi = "Nội dung không phải là JSON đúng: {reason}."
    en = "The body is not well-formed JSON: {reason}."


class InvalidInput(DomainError):
    """One or more fields are wrong; each stands in `problems` with its JSON pointer."""

    code = "invalid-input"
    vi = "Có {count} chỗ chưa đúng trong yêu cầu; xem “errors”."
    en = "The request has {count} wrong places; see “errors”."

    def __init__(self, problems: Mapping[str, "FieldProblem"]) -> None:
        super().__init__(count=len(problems))
        self.problems = dict(problems)


class ServiceBusy(DomainError):
    code = "service-busy"
    vi = "Cơ sở dữ liệu đang bận; hãy gửi lại sau vài giây."
    en = "The database is busy; send the request again in a few seconds."


class InternalError(DomainError):
    code = "internal-error"
    vi = "Có lỗi ở phía chúng tôi. Khi báo lỗi, hãy kèm mã request_id."
    en = "Something failed on our side. Please quote the request_id when you report it."


FIELD_SENTENCES = {
    "missing-field": ("Thiếu trường này.", "This field is missing."),
    "unknown-field": ("Không có trường nào tên như vậy.", "There is no field of this name."),
    "null-field": ("Trường này không được là null.", "This field may not be null."),
    "not-an-object": ("Cần một đối tượng JSON, nhận được {got}.", "Expected a JSON object, got {got}."),
    "not-text": ("Cần chữ, nhận được {got}.", "Expected text, got {got}."),
    "not-a-number": (
        "Cần số thập phân viết trong dấu nháy, ví dụ “1250.5”, nhận được {got}.",
        "Expected a decimal number as a string such as “1250.5”, got {got}.",
    ),
    "not-whole": ("Cần số nguyên, nhận được {got}.", "Expected a whole number, got {got}."),
    "not-a-day": (
        "Cần ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-10-05, nhận được {got}.",
        "Expected a day as YYYY-MM-DD such as 2026-10-05, got {got}.",
    ),
    "not-an-id": ("Cần mã định danh dạng UUID, nhận được {got}.", "Expected an id (UUID), got {got}."),
    "not-a-choice": ("Cần một trong: {choices}; nhận được {got}.", "Expected one of {choices}, got {got}."),
    "out-of-range": (
        "Cần từ {least} đến {most}, nhận được {got}.",
        "Expected from {least} to {most}, got {got}.",
    ),
    "too-many-decimals": (
        "Cần nhiều nhất {most} chữ số thập phân, nhận được {got}.",
        "Expected at most {most} decimals, got {got}.",
    ),
    "wrong-length": (
        "Cần từ {least} đến {most} ký tự, nhận được {got}.",
        "Expected {least} to {most} characters, got {got}.",
    ),
    "forbidden-character": (
        "Ký tự {got} ở vị trí {position} không được phép (ký tự điều khiển, đảo chiều chữ hoặc hỏng).",
        "The character {got} at position {position} is not allowed (control, bidi or broken character).",
    ),
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, told in words by `FIELD_SENTENCES`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        vi, en = FIELD_SENTENCES[self.code]
        return (vi if language == "vi" else en).format(**self.values)
