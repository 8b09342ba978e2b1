"""The root of every refusal: a code for programs, a sentence in Vietnamese and in English for people."""

from typing import ClassVar, Literal, Protocol


class Fault(Protocol):
    """One of several things that are wrong at once."""

    @property
    def code(self) -> str:
        """As of a refusal."""

    @property
    def pointer(self) -> str:
        """JSON pointer of the field that is to blame, or "" for the thing as a whole."""

    def sentence(self, language: str) -> str:
        """What was met and what was expected: in Vietnamese for `vi`, in English for any other."""


class DomainError(Exception):
    """A refusal that the domain gives on purpose; `app/statuses.py` alone knows its HTTP status.

    Subclasses set `code` (kebab-case, for ever) and the two sentences, which may name the keyword
    values given when it is raised: the value met and the value expected. Where several things are wrong
    at once, `faults` has each of them.
    """

    code: ClassVar[str]
    vi: ClassVar[str]
    en: ClassVar[str]
    faults: tuple[Fault, ...] = ()

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence in `language`: Vietnamese for `vi`, English for any other."""
        return (self.vi if language == "vi" else self.en).format(**self.values)

    @property
    def pointer(self) -> str:
        """JSON pointer of the request's field that is to blame, or "" for the request as a whole."""
        return str(self.values.get("pointer", ""))


What = Literal[
    "batch",
    "certificate",
    "consent",
    "device",
    "diary entry",
    "document",
    "event",
    "growing-area code",
    "hold",
    "inspection",
    "invitation",
    "label design",
    "label stock",
    "laboratory test",
    "member",
    "movement",
    "organisation",
    "packing",
    "packing house",
    "pesticide",
    "photo",
    "plot",
    "print run",
    "printer",
    "problem report",
    "product",
    "recall",
    "reprint",
    "size",
    "token",
    "user",
]

WHAT_VI: dict[What, str] = {
    "batch": "lô",
    "certificate": "giấy chứng nhận",
    "consent": "sự đồng ý",
    "device": "máy",
    "diary entry": "mục nhật ký",
    "document": "tài liệu",
    "event": "sự kiện",
    "growing-area code": "mã số vùng trồng",
    "hold": "việc tạm giữ",
    "inspection": "lần kiểm tra",
    "invitation": "thẻ mời",
    "label design": "mẫu tem",
    "label stock": "loại giấy tem",
    "laboratory test": "phiếu kiểm nghiệm",
    "member": "hộ thành viên",
    "movement": "chuyến hàng",
    "organisation": "tổ chức",
    "packing": "lần đóng gói",
    "packing house": "cơ sở đóng gói",
    "pesticide": "thuốc bảo vệ thực vật",
    "photo": "ảnh",
    "plot": "thửa",
    "print run": "đợt in",
    "printer": "máy in",
    "problem report": "phản ánh",
    "product": "sản phẩm",
    "recall": "việc thu hồi",
    "reprint": "yêu cầu in lại",
    "size": "kích cỡ ảnh",
    "token": "mã truy cập",
    "user": "người dùng",
}
"""What can be missing, as Vietnamese calls it."""


class NotFound(DomainError):
    """A thing that is not there, or not the caller's to see: the two look the same."""

    code = "not-found"
    vi = "Không tìm thấy {what_vi} {id} trong những gì bạn được xem."
    en = "There is no {what} {id} that you may see."

    def __init__(self, *, what: What, **values: object) -> None:
        super().__init__(what=what, what_vi=WHAT_VI[what], **values)
