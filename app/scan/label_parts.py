"""What a page says of one label, or of a lot without one: its status, what to compare, its serial. No database."""

from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import gettext as _

from app.pages.languages import format_day
from app.scan.age import age_sentence
from app.scan.details import serial_row
from app.scan.holes import parts_of
from batches.days import day_of
from batches.provenance.story import PublicBatch
from labels.scans.queries import Looked
from labels.scans.rules import KEY_EXPOSED, PAST_SHELF_LIFE, SEEN_OFTEN

UNCHECKED = "unchecked"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownLabel:
    """The label that was scanned.

    Attributes:
        code: as it is printed.
        status: as `FoundLabel.status` tells it, or `unchecked` while nobody can tell.
        looked: its scans.
    """

    code: str
    status: str
    looked: Looked


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    look: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a buyer should know first; `look` is `warning` or `note`."""

    look: str
    text: str


def label_parts(
    batch: PublicBatch, label: ShownLabel | None, host: str, *, today: date | None = None
) -> dict[str, str]:
    """What fills the holes of the batch's page; `host` is "" where none is decided, `today` says how old fruit is."""
    return parts_of(
        render_template(
            "scan/label.html",
            batch=batch,
            label=label,
            host=host,
            chip=_chip(batch, label),
            standing=_standing(batch, label),
            caution=None if label and label.status == UNCHECKED else _caution(batch, host),
            age=age_sentence(batch, today) if today else None,
            second_looks=_second_looks_below(batch, label) if label else [],
            serial=serial_row(label.code) if label else None,
        )
    )


def void_text() -> str:
    """What a label says that should stand on no fruit."""
    text: str = _(
        "Đơn vị phát hành đã hủy tem này: tem không còn được dán lên trái nào. Đừng tin vào nguồn gốc ghi ở đây, "
        "hãy hỏi nơi bán."
    )
    return text


def second_looks(looked: Looked) -> list[str]:
    """What a buyer may want to know of a label's scans: facts, and what they can mean either way."""
    if looked.sighting is None:
        times, since = 0, ""
    else:
        times, since = looked.sighting.count, format_day(day_of(looked.sighting.first_at))
    sentences = {
        SEEN_OFTEN: _(
            "Mã này đã được mở %(times)s lần, lần đầu ngày %(since)s. Có thể nhiều người cùng xem một tem, "
            "cũng có thể tem đã bị sao chép: hãy hỏi người bán.",
            times=times,
            since=since,
        ),
        PAST_SHELF_LIFE: _(
            "Lô này đã qua thời hạn sử dụng khá lâu. Nếu trái trên tay bạn còn tươi, tem có thể không phải của "
            "trái đó: hãy hỏi người bán."
        ),
        KEY_EXPOSED: _key_exposed_text(),
    }
    return [sentences[sign] for sign in looked.signs]


def _chip(batch: PublicBatch, label: ShownLabel | None) -> Chip | None:
    """A void label first, since it should stand on no fruit; then what stands with the batch; then its label."""
    warnings = {
        "void": _("Tem đã bị hủy"),
        "recalled": _("Bị thu hồi"),
        "rejected": _("Lô đã bị loại"),
        "on_hold": _("Đang tạm giữ"),
    }
    first = "void" if label is not None and label.status == "void" else batch.status
    if label is not None and label.status == UNCHECKED:
        return Chip(look="unchecked", text=_("Lúc này chưa kiểm tra được"))
    if first in warnings:
        return Chip(look="warning", text=warnings[first])
    if label is None:
        return None
    if batch.is_sample:
        return Chip(look="demo", text=_("Tem thử"))
    text = _("Đã phát hành, đã in lại") if label.status == "reprinted" else _("Đã phát hành")
    return Chip(look="issued", text=text)


def _standing(batch: PublicBatch, label: ShownLabel | None) -> Standing | None:
    """What a buyer should know when label or batch is not in order, or the batch is no longer sold by itself."""
    warnings = {
        "on_hold": _(
            "Đơn vị sản xuất đang tạm giữ lô này để kiểm tra. Trong lúc đó lô không được ghi chứng nhận nào."
        ),
        "rejected": _("Đơn vị sản xuất đã loại lô này: không còn bán dưới mã lô này nữa."),
        "recalled": _("Lô này đang bị thu hồi. Xin đừng ăn, đừng bán tiếp và hãy báo cho nơi bán."),
    }
    if label is not None and label.status == UNCHECKED:
        return Standing(look="warning", text=_unchecked_text(batch))
    if label is not None and label.status == "void" and batch.status != "recalled":
        return Standing(look="warning", text=void_text())
    if batch.status in warnings:
        return Standing(look="warning", text=warnings[batch.status])
    return _note(batch, label)


def _note(batch: PublicBatch, label: ShownLabel | None) -> Standing | None:
    """What is in order and should be known all the same."""
    if label is not None and label.status == "reprinted":
        return Standing(
            look="note",
            text=_(
                "Tem mang mã này đã được in lại, có lý do ghi trong sổ in. Nếu thấy hai trái cùng một mã, "
                "xin báo cho nơi bán."
            ),
        )
    if batch.status == "used_up":
        return Standing(look="note", text=_("Trái của lô này đã được đóng hết vào lô khác."))
    if label is not None and KEY_EXPOSED in label.looked.signs:
        return Standing(look="warning", text=_key_exposed_text())
    return None


def _second_looks_below(batch: PublicBatch, label: ShownLabel) -> list[str]:
    """What is not already said above all else."""
    standing = _standing(batch, label)
    return [text for text in second_looks(label.looked) if standing is None or text != standing.text]


def _key_exposed_text() -> str:
    text: str = _(
        "Khóa dùng để tạo mã của đợt tem này đã bị lộ, nên người ngoài có thể tạo mã giống thật. "
        "Hãy hỏi thẳng đơn vị sản xuất."
    )
    return text


def _unchecked_text(batch: PublicBatch) -> str:
    """A recall that was known is told all the same: it weighs more than that it may have ended."""
    text: str = _(
        "Hệ thống lúc này chưa kiểm tra được tình trạng của tem và của lô. Phần nói về lô ở dưới là bản lưu gần "
        "nhất. Hãy mở lại trang này sau ít phút."
    )
    if batch.status != "recalled":
        return text
    recalled = _("Theo bản lưu gần nhất, lô này đang bị thu hồi. Xin đừng ăn.")
    return f"{recalled} {text}"


def _caution(batch: PublicBatch, host: str) -> str:
    """What the page cannot prove, and what a buyer can compare."""
    names = {"organisation": batch.organisation_name, "lot": batch.lot}
    caution: str = (
        _(
            "Mã này do %(organisation)s phát hành cho lô %(lot)s. Trang này không chứng minh được tem "
            "chưa bị sao chép: hãy so mã trên tem, giống, ngày thu hoạch và tên miền %(host)s.",
            host=host,
            **names,
        )
        if host
        else _(
            "Mã này do %(organisation)s phát hành cho lô %(lot)s. Trang này không chứng minh được tem "
            "chưa bị sao chép: hãy so mã trên tem, giống và ngày thu hoạch.",
            **names,
        )
    )
    return caution
