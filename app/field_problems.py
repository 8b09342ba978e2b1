"""What is wrong with one field of a request: a code, and its sentence in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELD_SENTENCES = {
    "missing-field": ("Thiếu trường này.", "This field is missing."),
    "unknown-field": (
        "Không có trường nào tên như vậy; có: {known}.",
        "There is no field of this name; there are: {known}.",
    ),
    "repeated-parameter": (
        "Tham số này được gửi {count} lần; chỉ gửi một lần.",
        "This parameter came {count} times; send it once.",
    ),
    "null-field": ("Trường này không được là null.", "This field may not be null."),
    "not-an-object": ("Cần một đối tượng JSON, nhận được {got}.", "Expected a JSON object, got {got}."),
    "not-text": ("Cần chữ, nhận được {got}.", "Expected text, got {got}."),
    "not-a-number": (
        "Cần số thập phân viết trong dấu nháy, ví dụ “1250.5”, nhận được {got}.",
        "Expected a decimal number as a string such as “1250.5”, got {got}.",
    ),
    "not-a-measure": (
        "Cần một số, trong JSON không có dấu nháy, ví dụ 63.5, nhận được {got}.",
        "Expected a number, in JSON without quotes such as 63.5, got {got}.",
    ),
    "not-whole": (
        "Cần số nguyên, trong JSON không có dấu nháy, ví dụ 14, nhận được {got}.",
        "Expected a whole number, in JSON without quotes such as 14, got {got}.",
    ),
    "not-a-day": (
        "Cần ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-10-05, nhận được {got}.",
        "Expected a day as YYYY-MM-DD such as 2026-10-05, got {got}.",
    ),
    "not-yes-or-no": ("Cần true hoặc false, nhận được {got}.", "Expected true or false, got {got}."),
    "not-an-instant": (
        "Cần thời điểm theo RFC 3339 có múi giờ, ví dụ 2026-10-25T03:00:00Z, nhận được {got}.",
        "Expected an instant as in RFC 3339 with its offset such as 2026-10-25T03:00:00Z, got {got}.",
    ),
    "not-a-file": ("Cần một tệp, nhận được chữ.", "Expected a file, got text."),
    "not-a-list": ("Cần một danh sách, nhận được {got}.", "Expected a list, got {got}."),
    "not-a-position": (
        "Cần hai số [kinh độ, vĩ độ] tính bằng độ, ví dụ [105.8, 10.25], nhận được {got}.",
        "Expected two numbers [longitude, latitude] in degrees such as [105.8, 10.25], got {got}.",
    ),
    "wrong-count": (
        "Cần từ {least} đến {most} mục, nhận được {got}.",
        "Expected {least} to {most} items, got {got}.",
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
