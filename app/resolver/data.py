"""The data beside each page, under an address of its own; and what this resolver says of itself."""

import uuid
from typing import Any, Final

from flask import Response, request

from app import clock
from app.db import reading
from app.errors import answer_refusal
from app.policy import public
from app.refusals import NothingKnown
from app.resolver.addresses import root, sent_path
from app.resolver.answers import answer_data
from app.resolver.links import JSON, LINKED_DATA
from app.resolver.linkset import CONTEXT
from app.resolver.names import KEYS, batch_of, label_of, product_of
from app.resolver.places import packing_house_page, party_page, place_of, plot_page
from app.resolver.routes import blueprint
from app.scan.products import find_public_product
from app.secrets import label_keys
from batches.provenance.places import find_public_packing_house, find_public_place
from batches.provenance.public_events import find_public_events
from batches.provenance.queries import find_public_batch
from labels.runs.finding import find_label

_DESCRIPTION: Final[dict[str, Any]] = {
    "name": "Rõ Nguồn",
    "supportedPrimaryKeys": list(KEYS),
    "supportedLinkType": [{"namespace": "https://ref.gs1.org/voc/", "prefix": "gs1:"}],
    "linkTypeDefaultCanBeLinkset": False,
    "jsonLdContextLocation": CONTEXT,
}


@blueprint.get("/.well-known/gs1resolver")
@public
def description() -> Response:
    """The resolver description file (3)."""
    return answer_data({"resolverRoot": root(), **_DESCRIPTION}, JSON)


@blueprint.get("/t/<code>/jsonld")
@blueprint.get("/t/<code>/json")
@public
def label_data(code: str) -> Response:
    """A label with its lot."""
    with reading() as session:
        label = find_label(session, label_keys(), code, now=clock.now())
        found = label and label.batch_id
        batch = find_public_batch(session, batch_id=found, now=None) if found else None
    return _answer(label_of(label, batch, _form()) if label else None)


@blueprint.get("/b/<lot>/jsonld")
@blueprint.get("/b/<lot>/json")
@public
def lot_data(lot: str) -> Response:
    """A lot."""
    with reading() as session:
        batch = find_public_batch(session, lot=lot, now=None)
    return _answer(batch_of(batch, _form()) if batch else None)


@blueprint.get("/b/<lot>/epcis")
@public
def lot_events(lot: str) -> Response:
    """The public events of a lot, as one EPCIS 2.0 document."""
    with reading() as session:
        document = find_public_events(session, lot)
    return _answer(document)


@blueprint.get("/p/<uuid:product_id>/jsonld")
@blueprint.get("/p/<uuid:product_id>/json")
@public
def product_data(product_id: uuid.UUID) -> Response:
    """A product."""
    with reading() as session:
        product = find_public_product(session, product_id=product_id)
    return _answer(product_of(product, _form()) if product else None)


@blueprint.get("/party/<short_code>/jsonld")
@blueprint.get("/party/<short_code>/json")
@public
def party_data(short_code: str) -> Response:
    """An organisation."""
    with reading() as session:
        place = find_public_place(session, short_code=short_code)
    return _answer(place_of(place, _form(), page=party_page(short_code)) if place else None)


@blueprint.get("/loc/plot/<short_code>.<plot_code>/jsonld")
@blueprint.get("/loc/plot/<short_code>.<plot_code>/json")
@public
def plot_data(short_code: str, plot_code: str) -> Response:
    """A plot, no nearer than the commune."""
    with reading() as session:
        place = find_public_place(session, short_code=short_code, plot_code=plot_code)
    return _answer(place_of(place, _form(), page=plot_page(short_code, plot_code)) if place else None)


@blueprint.get("/loc/packing-house/<house>/jsonld")
@blueprint.get("/loc/packing-house/<house>/json")
@public
def packing_house_data(house: str) -> Response:
    """A packing house."""
    with reading() as session:
        place = find_public_packing_house(session, house)
    return _answer(place_of(place, _form(), page=packing_house_page(house)) if place else None)


def _form() -> str:
    """The media type that the last part of the address names; events are linked data."""
    return JSON if request.path.endswith("/json") else LINKED_DATA


def _answer(data: dict[str, Any] | None) -> Response:
    if data is None:
        return answer_refusal(NothingKnown(path=sent_path()[:120]))
    return answer_data(data, _form())
