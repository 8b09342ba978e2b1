"""The pages of labels, lots, products and places. All addresses stay for ever; a GET changes nothing."""

import uuid

import structlog
from flask import Blueprint, Response, make_response, redirect, request, url_for
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app import clock
from app.config import settings
from app.db import reading
from app.errors import answer_http_error, answer_refusal
from app.headers import listed
from app.keeping import DatabaseAway
from app.policy import public
from app.refusals import TooManyRequests
from app.scan import pages
from app.scan.answers import answer_label_page, answer_page
from app.scan.label_page import label_page
from app.scan.linked_data import batch_block, product_block
from app.scan.looking import looking
from app.scan.products import find_public_product
from app.secrets import label_keys
from app.sightings import note_scan
from batches.days import day_of
from batches.provenance.places import find_public_packing_house, find_public_place
from batches.provenance.queries import find_public_batch
from batches.provenance.story import PublicBatch
from labels.codes.codes import show

blueprint = Blueprint("scan", __name__, template_folder="templates")
blueprint.add_app_template_global(batch_block)
blueprint.add_app_template_global(product_block)

AWAY_S = 30  # when a page is worth another try
MAX_TYPED = 64  # of a code of 16 characters, with room for blanks and dashes


@blueprint.get("/")
@public
def home() -> Response:
    """Where a code is typed; `?code=` leads to its page."""
    typed = typed_code(request.args.get("code", ""))
    if not typed:
        return _page(pages.home_page(), indexed=True)
    page = url_for("scan.label", code=typed, lang=request.args.get("lang"))
    return make_response(redirect(page, code=303))


@blueprint.get("/t/<code>")
@public
def label(code: str) -> Response:
    """The fruit of a label."""
    return answer_label(code, gtin=None, lot=None)


@blueprint.get("/b/<lot>")
@public
def lot_page(lot: str) -> Response:
    return answer_lot(find_lot(lot))


@blueprint.get("/p/<uuid:product_id>")
@public
def product_page(product_id: uuid.UUID) -> Response:
    return answer_product(product_id=product_id, unknown=request.args.get("unknown"))


@blueprint.get("/privacy")
@public
def privacy() -> Response:
    return _page(pages.privacy_page(settings().controller), indexed=True)


@blueprint.errorhandler(Exception)
def failed(error: Exception) -> Response:
    """A buyer gets a page and no status of any label; the reason goes to the log."""
    if isinstance(error, HTTPException):
        return nothing_here(error)
    if isinstance(error, TooManyRequests):
        return too_often(error)
    if isinstance(error, (DatabaseAway, DBAPIError, PoolTimeout)):
        structlog.get_logger().error("database_away", cause=type(error).__name__)
        page = _page(pages.away_page(), status=503)
        page.headers["Retry-After"] = str(AWAY_S)
        return page
    structlog.get_logger().error("page_failed", exc_info=error)
    return _page(pages.failure_page(), status=500)


@blueprint.app_errorhandler(404)
def nothing_here(error: HTTPException) -> Response:
    """A calm page for any address that is none of ours; a problem for programs."""
    if request.path.startswith("/api/"):
        return answer_http_error(error)
    return answer_unknown()


@blueprint.app_errorhandler(TooManyRequests)
def too_often(refusal: TooManyRequests) -> Response:
    """A calm page for whoever asks too often; a problem for programs."""
    problem = answer_refusal(refusal)
    if request.path.startswith("/api/"):
        return problem
    page = _page(pages.too_often_page(), status=problem.status_code)
    page.headers["Retry-After"] = problem.headers["Retry-After"]
    return page


def typed_code(text: str) -> str:
    """The code in what a person typed or pasted, which may be a whole link."""
    return text.strip().partition("?")[0].rstrip("/").rpartition("/")[2].strip()[:MAX_TYPED]


def answer_label(code: str, *, gtin: str | None, lot: str | None) -> Response:
    """The page of a code; a GTIN or lot that came with it must be the code's own."""
    scanned = looking().scan(label_keys(), code)
    if scanned is None:
        return _page(pages.unknown_code_page(code[:MAX_TYPED]), status=404)
    found = scanned.label
    if gtin not in (None, found.gtin) or lot not in (None, found.lot):
        return _page(pages.mismatch_page(show(found.code)))
    note_scan(found.run_id, found.serial)
    if scanned.batch is not None:
        return answer_label_page(label_page(scanned))
    if not scanned.is_checked:
        raise DatabaseAway
    page = pages.not_bound_page(
        show(found.code),
        organisation=scanned.owner,
        is_sample=scanned.is_sample,
        is_void=found.is_void,
        looked=scanned.looked,
    )
    return _page(page)


def find_lot(lot: str) -> PublicBatch | None:
    with reading() as session:
        return find_public_batch(session, lot=lot, now=clock.now())


def answer_lot(batch: PublicBatch | None) -> Response:
    if batch is None:
        return answer_unknown()
    html = pages.batch_page(
        batch,
        label=None,
        host=settings().label_host,
        today=day_of(clock.now()),
        base_url=settings().label_base_url or "",
    )
    return _page(html)


def answer_product(
    *, product_id: uuid.UUID | None = None, gtin: str | None = None, unknown: str | None = None
) -> Response:
    """The page of a product.

    Args:
        unknown: `label` or `lot` where one was asked for that is not known, which the page then says.
    """
    with reading() as session:
        product = find_public_product(session, product_id=product_id, gtin=gtin)
    if product is None:
        return answer_unknown()
    return _page(pages.product_page(product, unknown=unknown), indexed=unknown is None)


def answer_place(*, short_code: str, plot_code: str | None = None) -> Response:
    """The page of an organisation, or of one of its plots."""
    with reading() as session:
        place = find_public_place(session, short_code=short_code, plot_code=plot_code)
    return _page(pages.place_page(place)) if place else answer_unknown()


def answer_packing_house(code: str) -> Response:
    with reading() as session:
        place = find_public_packing_house(session, code)
    return _page(pages.place_page(place)) if place else answer_unknown()


def answer_unknown(*, status: int = 404) -> Response:
    return _page(pages.unknown_page(), status=status)


def _page(html: str, *, status: int = 200, indexed: bool = False) -> Response:
    response = answer_page(html, status=status)
    return listed(response) if indexed else response
