"""The public pages as HTML, made of values. No database; the language is the request's."""

from datetime import date

from flask import render_template
from flask_babel import gettext as _

from app.pages.languages import page_language
from app.pages.sharing import preview_of
from app.scan.chain import days_text, missing_rows, origin_rows, places_of, stage_rows
from app.scan.commune_map import commune_map
from app.scan.details import (
    batch_names,
    claim_sentence,
    grower_rows,
    legal_rows,
    product_name,
    short_claim,
    use_rows,
)
from app.scan.holes import HoledPage
from app.scan.label_parts import ShownLabel, label_parts, second_looks, void_text
from app.scan.papers import published_papers, report_tables
from app.scan.products import PublicProduct
from batches.provenance.story import PublicBatch, PublicPlace
from labels.scans.queries import Looked


def home_page() -> str:
    return render_template("scan/home.html")


def batch_page(
    batch: PublicBatch, *, label: ShownLabel | None, host: str, today: date | None = None, base_url: str = ""
) -> str:
    """The page of a label's fruit, or of a lot when there is no label.

    Args:
        host: as it stands on the label; "" where none is decided.
        today: None: nothing is said of the fruit's age.
        base_url: on which links and pictures for other sites stand; "" where none is decided.
    """
    page = holed_batch_page(batch, is_lot=label is None, base_url=base_url)
    return page.filled(label_parts(batch, label, host, today=today))


def holed_batch_page(batch: PublicBatch, *, is_lot: bool = False, base_url: str = "") -> HoledPage:
    """What the page says of the batch, the same for all its labels, with a hole for each of their parts.

    Args:
        is_lot: nobody showed a label: what the law makes public, and no more.
    """
    language = page_language()
    return HoledPage.of(
        render_template(
            "scan/batch.html",
            batch=batch,
            is_lot=is_lot,
            preview=preview_of(batch, base_url) if base_url else None,
            short_claims=[short_claim(claim) for claim in batch.claims],
            reports=[] if is_lot else report_tables(batch),
            papers=[] if is_lot else published_papers(batch),
            name=product_name(batch_names(batch), language),
            harvested=days_text(batch.harvested_on, batch.harvested_to_on),
            grown_in=places_of(batch, language),
            claims=[claim_sentence(claim) for claim in batch.claims],
            map=commune_map(batch, language),
            origins=origin_rows(batch, language),
            stages=stage_rows(batch, language),
            missing_stages=missing_rows(batch),
            grower=grower_rows(batch.grower),
            details=legal_rows(batch, language),
            use=use_rows(batch),
        )
    )


def product_page(product: PublicProduct, *, unknown: str | None = None) -> str:
    """The page of a product; `unknown` is `label` or `lot` where one was asked for that is not known."""
    language = page_language()
    notices = {
        "label": _(
            "Chúng tôi không phát hành tem nào mang mã bạn vừa mở, nên trang này không nói gì về trái bạn đang cầm."
        ),
        "lot": _("Chúng tôi không ghi nhận lô hàng bạn vừa mở; trang này chỉ nói về sản phẩm nói chung."),
    }
    return render_template(
        "scan/product.html",
        product=product,
        notice=notices.get(unknown or ""),
        name=product_name(product.names, language),
        address=product.organisation_address.full(language.code),
    )


def place_page(place: PublicPlace) -> str:
    return render_template("scan/place.html", place=place, address=place.address.full(page_language().code))


def privacy_page(controller: str | None) -> str:
    """What is kept of whom; `controller` is who runs the service, None where nobody said."""
    return render_template("scan/privacy.html", controller=controller)


def failure_page() -> str:
    """Something failed on our side: nothing is said about the fruit."""
    return render_template(
        "scan/not_found.html",
        title=_("Trang này tạm thời chưa xem được"),
        text=_("Có lỗi ở phía chúng tôi. Xin thử lại sau ít phút; trang này chưa nói gì về tem của bạn."),
        typed="",
    )


def away_page() -> str:
    """The database does not answer, and nothing is kept of the fruit: nothing is said about it."""
    return render_template(
        "scan/not_found.html",
        title=_("Lúc này chưa kiểm tra được"),
        text=_(
            "Hệ thống lúc này chưa kiểm tra được tem nào; trang này chưa nói gì về tem của bạn. "
            "Xin mở lại sau ít phút."
        ),
        typed="",
    )


def not_bound_page(code: str, *, organisation: str, is_sample: bool, is_void: bool, looked: Looked) -> str:
    """A blank label of ours: whose it is, that it tells of no fruit, and what its scans and its key say."""
    text = (
        void_text()
        if is_void
        else _(
            "Tem này chưa được gắn với lô nào, nên trang này chưa nói được gì về trái bạn đang cầm. "
            "Nếu trái đang được bán với tem này, hãy hỏi nơi bán."
        )
    )
    return render_template(
        "scan/not_bound.html",
        code=code,
        organisation=organisation,
        is_sample=is_sample,
        text=text,
        is_void=is_void,
        second_looks=second_looks(looked),
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
