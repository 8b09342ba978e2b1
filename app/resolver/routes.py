"""The addresses that name something. Each is answered here, or handed over to the page of what it names."""

from flask import Blueprint, Response, request

from app import clock
from app.db import reading
from app.policy import public
from app.scan.products import find_public_product
from app.scan.routes import answer_label, answer_lot, answer_product, answer_unknown, failed, find_lot
from batches.gs1.digital_link import parse_link
from batches.gs1.errors import DigitalLinkInvalid
from batches.provenance.queries import find_public_batch

blueprint = Blueprint("resolver", __name__)
blueprint.register_error_handler(Exception, failed)


@blueprint.get("/01/<gtin>")
@blueprint.get("/01/<gtin>/10/<lot>")
@blueprint.get("/01/<gtin>/21/<code>")
@blueprint.get("/01/<gtin>/10/<lot>/21/<code>")
@public
def digital_link(**_parts: str) -> Response:
    """A label, lot or product by its GS1 Digital Link, which is checked as a whole."""
    try:
        link = parse_link(request.path)
    except DigitalLinkInvalid:
        return answer_unknown()
    if (serial := link.get("21")) is not None:
        return answer_label(serial, gtin=link.value, lot=link.get("10"))
    if (lot := link.get("10")) is not None:
        batch = find_lot(lot)
        return answer_lot(batch if batch and batch.gtin == link.value else None)
    return answer_product(gtin=link.value)


@blueprint.get("/obj/<code>")
@public
def label(code: str) -> Response:
    """A label by our own name of it."""
    return answer_label(code, gtin=None, lot=None)


@blueprint.get("/class/<product>.<lot>")
@public
def lot_of_product(product: str, lot: str) -> Response:
    """A lot by our own name of it, where its product has no GTIN."""
    with reading() as session:
        batch = find_public_batch(session, lot=lot, now=clock.now())
        own = find_public_product(session, product_id=batch.product_id) if batch else None
    return answer_lot(batch if own and own.code == product else None)
