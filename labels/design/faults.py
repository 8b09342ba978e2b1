"""What is wrong with a design: a code, where, and words that name the value met and the value expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not-an-object": ("Cần một đối tượng JSON, gặp {met}.", "Expected a JSON object, met {met}."),
    "not-a-list": ("Cần một danh sách, gặp {met}.", "Expected a list, met {met}."),
    "not-text": ("Cần chữ, gặp {met}.", "Expected text, met {met}."),
    "not-a-number": ("Cần một số, gặp {met}.", "Expected a number, met {met}."),
    "not-whole": ("Cần một số nguyên, gặp {met}.", "Expected a whole number, met {met}."),
    "not-yes-or-no": ("Cần true hoặc false, gặp {met}.", "Expected true or false, met {met}."),
    "missing": ("Thiếu phần này.", "This is missing."),
    "unknown": ("Không có phần tên như vậy; có: {expected}.", "There is no such name; there are: {expected}."),
    "not-a-choice": ("Gặp {met}, cần một trong: {expected}.", "Met {met}, expected one of: {expected}."),
    "out-of-range": ("Gặp {met}, cần từ {least} đến {most}.", "Met {met}, expected {least} to {most}."),
    "wrong-count": ("Có {met}, cần từ {least} đến {most}.", "There are {met}, expected {least} to {most}."),
    "wrong-length": (
        "Có {met} ký tự, cần từ {least} đến {most}.",
        "It has {met} characters, expected {least} to {most}.",
    ),
    "wrong-form": ("Gặp «{met}», cần dạng {expected}.", "Met “{met}”, expected the form {expected}."),
    "not-printable": (
        "Chữ «{met}» có ký tự không in được.",
        "The text “{met}” has a character that cannot be printed.",
    ),
    "repeated": ("{met} có hai lần.", "{met} stands twice."),
    "qr-count": ("Mẫu tem có {met} mã QR, cần đúng 1.", "The design has {met} QR codes, expected exactly 1."),
    "qr-too-small": (
        "Ô mã QR rộng {met} mm; mức sửa lỗi {level} cần ít nhất {expected} mm.",
        "The QR box is {met} mm wide; level {level} needs {expected} mm at least.",
    ),
    "outside-label": (
        "Phần «{element}» chiếm {met} mm, ra ngoài tem {expected} mm.",
        "The element “{element}” takes {met} mm, outside the label of {expected} mm.",
    ),
    "over-quiet-zone": (
        "Phần «{element}» chiếm {met} mm, đè lên mã QR và vùng trắng của mã: {expected} mm.",
        "The element “{element}” takes {met} mm, over the QR code and its quiet zone: {expected} mm.",
    ),
    "texts-overlap": (
        "Ô chữ chiếm {met} mm, đè lên ô chữ ở {expected} mm.",
        "The text box takes {met} mm, over the text box at {expected} mm.",
    ),
    "line-not-straight": (
        "Đường kẻ đi từ {met} đến {expected} mm; cần ngang sang phải hoặc dọc xuống dưới.",
        "The line goes from {met} to {expected} mm; expected to the right or straight down.",
    ),
    "sizes-reversed": (
        "Cỡ chữ nhỏ nhất {met} pt lớn hơn cỡ chữ {expected} pt.",
        "The smallest size of {met} pt is above the size of {expected} pt.",
    ),
    "fields-or-words": (
        "Một dòng chữ cần “fields” hoặc “words”, không cả hai; gặp {met}.",
        "A passage takes “fields” or “words”, not both; met {met}.",
    ),
    "stands-alone": (
        "«{met}» khác nhau trên từng tem nên đứng riêng trên một dòng; gặp: {expected}.",
        "“{met}” differs from label to label and stands alone on one line; met: {expected}.",
    ),
    "caption-missing": (
        "Chỗ để viết tay cần có nhãn (caption); gặp «{met}».",
        "A place to write on needs a caption; met “{met}”.",
    ),
    "image-size": (
        "Hình có {met} byte; {width_px} × {height_px} điểm cần {expected} byte.",
        "The image has {met} bytes; {width_px} × {height_px} pixels take {expected} bytes.",
    ),
    "too-many-passages": (
        "Mẫu tem có {met} dòng chữ (passages) trong mọi ô, chỉ được tối đa {expected}.",
        "The design has {met} passages in all its boxes, expected {expected} at most.",
    ),
    "images-too-large": (
        "Các hình có tất cả {met} ký tự base64, chỉ được tối đa {expected}.",
        "The images have {met} characters of base64 together, expected {expected} at most.",
    ),
    "fields-missing": (
        "Tem phải in: {expected}; mẫu này chưa in: {met}.",
        "A label must print: {expected}; this design does not print: {met}.",
    ),
    "claim-not-ours": (
        "Không in được «{met}»: tem chỉ ghi điều đã được chứng minh. Hãy bỏ «{expected}».",
        "“{met}” cannot be printed: a label states only what is proven. Leave out “{expected}”.",
    ),
    "market-missing": (
        "«{met}» chỉ đúng trên mẫu tem của thị trường {expected}.",
        "“{met}” is true only on a design whose market is {expected}.",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class DesignFault:
    """One thing that is wrong.

    Attributes:
        pointer: JSON pointer (RFC 6901) of the part of the design.
    """

    code: str
    pointer: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """The sentence in `language`: Vietnamese for `vi`, English for any other."""
        vi, en = SENTENCES[self.code]
        return (vi if language == "vi" else en).format(**self.values)


def fault(code: str, pointer: str, **values: object) -> DesignFault:
    return DesignFault(code=code, pointer=pointer, values=values)
