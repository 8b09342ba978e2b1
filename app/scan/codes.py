"""The QR code of a lot's page as a file, for listings elsewhere; a label's own code is in none."""

from typing import Final

from flask import Blueprint, Response, abort

from app import clock
from app.config import settings
from app.db import reading
from app.pages.sharing import lot_path
from app.pages.symbols import draw_png_file, draw_svg_file
from app.policy import public
from app.scan.routes import failed
from batches.provenance.queries import find_public_batch
from labels.qr.symbol import Segment, Symbol, encode_segments

blueprint = Blueprint("lot-codes", __name__)
blueprint.register_error_handler(Exception, failed)

LEVEL: Final = "M"
KEPT_S = 3600


@blueprint.get("/b/<lot>/qr.svg")
@public
def lot_code_svg(lot: str) -> Response:
    return _file(draw_svg_file(_symbol(lot)), "image/svg+xml")


@blueprint.get("/b/<lot>/qr.png")
@public
def lot_code_png(lot: str) -> Response:
    return _file(draw_png_file(_symbol(lot)), "image/png")


def _symbol(lot: str) -> Symbol:
    """The link that a share kit has; a lot is made of characters of the alphanumeric mode."""
    base_url = settings().label_base_url
    with reading() as session:
        batch = find_public_batch(session, lot=lot, now=clock.now())
    if batch is None or base_url is None:
        abort(404)
    head, _, tail = (base_url + lot_path(batch)).rpartition("/")
    return encode_segments((Segment(f"{head}/", "byte"), Segment(tail, "alphanumeric")), LEVEL)


def _file(content: bytes, content_type: str) -> Response:
    response = Response(content, content_type=content_type)
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_S
    return response
