"""What the edge itself refuses: who calls, and requests whose shape is wrong. Statuses are in errors.py."""

from collections.abc import Mapping

from app.field_problems import FieldProblem
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


class NotMultipart(DomainError):
    code = "not-multipart"
    vi = "Cần nội dung kiểu multipart/form-data, nhưng nhận được “{content_type}”."
    en = "Expected a body of type multipart/form-data, got “{content_type}”."


class MalformedJson(DomainError):
    code = "malformed-json"
    vi = "Nội dung không phải là JSON đúng: {reason}."
    en = "The body is not well-formed JSON: {reason}."


class InvalidInput(DomainError):
    """One or more fields are wrong; each stands in `problems` with its JSON pointer."""

    code = "invalid-input"
    vi = "Có {count} chỗ chưa đúng trong yêu cầu; xem “errors”."
    en = "Places in the request that are wrong: {count}; see “errors”."

    def __init__(self, problems: Mapping[str, FieldProblem]) -> None:
        super().__init__(count=len(problems))
        self.problems = dict(problems)


class IdempotencyKeyInvalid(DomainError):
    code = "idempotency-key-invalid"
    vi = "Idempotency-Key cần từ 1 đến {most} ký tự ASCII in được, nhận được {got}."
    en = "Expected an Idempotency-Key of 1 to {most} printable ASCII characters, got {got}."


class IdempotencyKeyReused(DomainError):
    code = "idempotency-key-reused"
    vi = "Idempotency-Key này đã được dùng cho một yêu cầu có nội dung khác; việc mới cần một khóa mới."
    en = "This Idempotency-Key came with another body or query before; a new request takes a new key."


class IdempotencyInProgress(DomainError):
    code = "idempotency-in-progress"
    vi = "Một yêu cầu có cùng Idempotency-Key đang được xử lý; hãy gửi lại sau một giây."
    en = "A request with the same Idempotency-Key is being answered; send it again in a second."


class KeptAnswerUnreadable(DomainError):
    """The service's secret is another one than when it answered, e.g. after a restore without keys."""

    code = "kept-answer-unreadable"
    vi = (
        "Yêu cầu có Idempotency-Key này đã được thực hiện, nhưng câu trả lời không đọc lại được nữa; "
        "hãy tìm trong danh sách, đừng gửi lại với khóa mới khi chưa xem."
    )
    en = (
        "The request with this Idempotency-Key was carried out, but its answer can no longer be read; look for its "
        "effect in the list before you send it with a new key."
    )


class PreconditionRequired(DomainError):
    code = "precondition-required"
    vi = "Muốn sửa thì cần tiêu đề If-Match với ETag của bản vừa đọc."
    en = "A change needs the header If-Match with the ETag of what was read."


class PreconditionFailed(DomainError):
    code = "precondition-failed"
    vi = "Dữ liệu đã được người khác sửa sau khi bạn đọc; hãy đọc lại rồi sửa."
    en = "This was changed by someone else since you read it; read it again, then change it."


class CursorInvalid(DomainError):
    code = "cursor-invalid"
    vi = "Con trỏ trang không đúng hoặc thuộc danh sách khác: hãy dùng nguyên “next” đã nhận được."
    en = "The cursor is broken or another list's: use the “next” of an answer as it is."


class BulkItemRefused(DomainError):
    """At least one item of a list that stands or falls together was refused; each stands in `problems`."""

    code = "bulk-item-refused"
    vi = "{count} mục bị từ chối nên không mục nào được ghi; xem “errors”."
    en = "{count} items were refused, so none was recorded; see “errors”."

    def __init__(self, refused: Mapping[int, DomainError]) -> None:
        super().__init__(count=len(refused))
        self.refused = dict(refused)


class RangeBeyondFile(DomainError):
    code = "range-beyond-file"
    vi = "Tệp có {length} byte, không có đoạn {asked} được hỏi; hãy tải lại từ đầu."
    en = "The file has {length} bytes, and not the range {asked} that was asked for; fetch it from its beginning."


class TooManyRequests(DomainError):
    code = "too-many-requests"
    vi = "Đã có quá nhiều yêu cầu trong một lúc; hãy gửi lại sau {seconds} giây."
    en = "Too many requests at once; send the request again in {seconds} seconds."


class MetricsTokenWrong(DomainError):
    code = "metrics-token-wrong"
    vi = "Số đo chỉ dành cho ai gửi tiêu đề “Authorization: Bearer …” với RONGUON_METRICS_TOKEN."
    en = "Metrics are for whoever sends “Authorization: Bearer …” with RONGUON_METRICS_TOKEN."


class ServiceBusy(DomainError):
    code = "service-busy"
    vi = "Cơ sở dữ liệu đang bận; hãy gửi lại sau vài giây."
    en = "The database is busy; send the request again in a few seconds."


class InternalError(DomainError):
    code = "internal-error"
    vi = "Có lỗi ở phía chúng tôi. Khi báo lỗi, hãy kèm mã request_id."
    en = "Something failed on our side. Please quote the request_id when you report it."


class NothingKnown(DomainError):
    code = "nothing-known"
    vi = "“{path}” viết đúng, nhưng ở đây không ghi nhận gì dưới tên đó."
    en = "“{path}” is well-formed, but nothing is recorded under that name here."


class LinkTypeMissing(DomainError):
    code = "link-type-missing"
    vi = "Không có liên kết loại “{link_type}” ở đây; có: {offered}."
    en = "There is no link of type “{link_type}” here; there are: {offered}."


HTTP_SENTENCES = {
    404: (
        "Không có địa chỉ này; các địa chỉ có ở /api/v1/docs.",
        "There is no such address; /api/v1/docs lists those that there are.",
    ),
    405: (
        "Địa chỉ này không nhận {method}; chỉ nhận {methods}.",
        "This address does not take {method}; it takes {methods}.",
    ),
    413: (
        "Nội dung gửi lên dài quá mức cho phép; hãy chia thành nhiều yêu cầu.",
        "The body is longer than is taken; send it in several requests.",
    ),
}
"""What Flask itself refuses most, by status; the rest keeps the words of HTTP."""
