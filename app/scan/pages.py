"""The public pages as HTML, made of values. No database; the language is the request's."""

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from app.pages.languages import format_day, page_language
from app.scan.chain import days_text, missing_rows, origin_rows, places_of, stage_rows
from app.scan.details import batch_names, claim_sentence, grower_rows, legal_rows, product_name
from app.scan.products import PublicProduct
from batches.days import day_of
from batches.provenance.story import PublicBatch, PublicPlace
from labels.scans.queries import Looked
from labels.scans.rules import KEY_EXPOSED, PAST_SHELF_LIFE, SEEN_OFTEN


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownLabel:
    """The label that was scanned: `code` as it is printed, `status` as `find_label` tells it, its scans."""

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


def home_page() -> str:
    return render_template("scan/home.html")


def batch_page(batch: PublicBatch, *, label: ShownLabel | None, host: str) -> str:
    """The page of a label's fruit, or of a lot when there is no label; `host` is "" where none is decided."""
    language = page_language()
    return render_template(
        "scan/batch.html",
        batch=batch,
        label=label,
        host=host,
        name=product_name(batch_names(batch), language),
        chip=_chip(batch, label),
        standing=_standing(batch, label),
        harvested=days_text(batch.harvested_on, batch.harvested_to_on),
        grown_in=places_of(batch, language),
        claims=[claim_sentence(claim) for claim in batch.claims],
        caution=_caution(batch, host),
        second_looks=_second_looks(label.looked) if label else [],
        origins=origin_rows(batch, language),
        stages=stage_rows(batch, language),
        missing_stages=missing_rows(batch),
        grower=grower_rows(batch.grower),
        details=legal_rows(batch, label.code if label else None, language),
    )


def product_page(product: PublicProduct) -> str:
    language = page_language()
    return render_template(
        "scan/product.html",
        product=product,
        name=product_name(product.names, language),
        address=product.organisation_address.full(language.code),
    )


def place_page(place: PublicPlace) -> str:
    return render_template("scan/place.html", place=place, address=place.address.full(page_language().code))


def failure_page() -> str:
    """Something failed on our side: nothing is said about the fruit."""
    return render_template(
        "scan/not_found.html",
        title=_("Trang này tạm thời chưa xem được"),
        text=_("Có lỗi ở phía chúng tôi. Xin thử lại sau ít phút; trang này chưa nói gì về tem của bạn."),
        typed="",
    )


def not_bound_page(code: str, *, organisation: str, is_sample: bool, is_void: bool) -> str:
    """A blank label of ours: whose it is, and that it tells of no fruit."""
    text = (
        _void_text()
        if is_void
        else _("Tem này chưa được gắn với lô nào, nên trang này chưa nói được gì về trái bạn đang cầm.")
    )
    return render_template(
        "scan/not_bound.html",
        code=code,
        organisation=organisation,
        is_sample=is_sample,
        text=text,
        is_void=is_void,
    )


def mismatch_page(code: str) -> str:
    """A code of ours under a GTIN or lot that is not its own: nothing of its lot is told."""
    return render_template("scan/mismatch.html", code=code)


def unknown_code_page(typed: str) -> str:
    """Where no label has the code; what was typed stands ready to be corrected."""
    return render_template(
        "scan/not_found.html",
        typed=typed,
        title=_("Không tìm thấy mã này"),
        text=_(
            "Chúng tôi không phát hành tem nào mang mã này. Thường là do gõ nhầm một ký tự; hãy xem lại tem."
        ),
    )


def unknown_page() -> str:
    return render_template(
        "scan/not_found.html",
        typed="",
        title=_("Không tìm thấy lô hoặc sản phẩm này"),
        text=_(
            "Đường dẫn không trỏ tới lô hay sản phẩm nào của chúng tôi. "
            "Nếu bạn có tem, hãy gõ mã in trên tem."
        ),
    )


def too_often_page() -> str:
    return render_template("scan/too_often.html")


def _chip(batch: PublicBatch, label: ShownLabel | None) -> Chip | None:
    """A void label first, since it should stand on no fruit; then what stands with the batch; then its label."""
    warnings = {
        "void": _("Tem đã bị hủy"),
        "recalled": _("Bị thu hồi"),
        "rejected": _("Lô đã bị loại"),
        "on_hold": _("Đang tạm giữ"),
    }
    first = "void" if label is not None and label.status == "void" else batch.status
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
    if label is not None and label.status == "void" and batch.status != "recalled":
        return Standing(look="warning", text=_void_text())
    if batch.status in warnings:
        return Standing(look="warning", text=warnings[batch.status])
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
    return None


def _second_looks(looked: Looked) -> list[str]:
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
        KEY_EXPOSED: _(
            "Khóa dùng để tạo mã của đợt tem này đã bị lộ, nên người ngoài có thể tạo mã giống thật. "
            "Hãy hỏi thẳng đơn vị sản xuất."
        ),
    }
    return [sentences[sign] for sign in looked.signs]


def _void_text() -> str:
    text: str = _(
        "Đơn vị phát hành đã hủy tem này: tem không còn được dán lên trái nào. Đừng tin vào nguồn gốc ghi ở đây, "
        "hãy hỏi nơi bán."
    )
    return text


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
