"""The addresses that name something: GS1 Digital Links, and our own names of labels, lots and parties."""

from functools import partial

from flask import Blueprint, Flask, Response, g, request
from werkzeug.routing import BaseConverter

from app.errors import answer_refusal
from app.front import front_of
from app.policy import public
from app.resolver.addresses import sent_path
from app.resolver.answers import Asked, answer, complete
from app.resolver.choosing import accepted_types, named_type
from app.resolver.links import HTML
from app.resolver.names import KEYS, LOT, find_link, find_own_label, find_own_lot
from app.resolver.places import PARTY, PLACE, find_packing_house, find_party, find_plot
from app.resolver.redirects import Redirects
from app.scan.routes import (
    answer_label,
    answer_lot,
    answer_packing_house,
    answer_place,
    answer_product,
    answer_unknown,
    failed,
    find_lot,
)
from batches.gs1.application_identifiers import primary_keys
from batches.gs1.digital_link import GTIN_AI, LOT_AI, SERIAL_AI, DigitalLink, parse_link
from batches.gs1.epc_binary import decompress
from batches.gs1.errors import DigitalLinkInvalid

blueprint = Blueprint("resolver", __name__)
blueprint.register_error_handler(Exception, failed)

LINK = "resolver.digital_link"
OWN = frozenset(f"resolver.{name}" for name in ("label", "lot_of_product", "party", "plot", "packing_house"))


class Elements(BaseConverter):
    """A path that begins with a primary key of GS1, and all that stands behind it, slashes included, or nothing."""

    regex = f"(?:{'|'.join(primary_keys())})(?:/.*)?"
    part_isolating = False


class Compressed(BaseConverter):
    """An EPC binary string as a part of a path (GS1 Digital Link: Compression 1.0, 4.2)."""

    regex = "e[hx][0-9A-Za-z_-]+/?"
    part_isolating = False


def init_resolver(app: Flask) -> None:
    """Let an application's addresses have parts of these kinds; an empty part is never taken for none."""
    app.url_map.converters.update(elements=Elements, compressed=Compressed)
    app.url_map.merge_slashes = False
    app.register_blueprint(blueprint)
    front_of(app).kinds.append(Redirects())


@blueprint.url_value_preprocessor
def _read(endpoint: str | None, values: dict[str, str] | None) -> None:
    """Read a Digital Link before anything is counted: limits.py goes by the code or the lot that is asked for."""
    if endpoint != LINK or values is None:
        return
    try:
        g.link = _sent_link(values)
    except DigitalLinkInvalid as refusal:
        g.refusal = refusal
        return
    values.update({name: value for name, value in _guessable(g.link).items() if value is not None})


@blueprint.get("/<elements:elements>", endpoint="digital_link")
@blueprint.get("/<compressed:epc>", endpoint="digital_link")
@public
def digital_link(**_parts: str) -> Response:
    """What a Digital Link names."""
    if "refusal" in g:
        return answer_unknown(status=400) if _is_browser() else answer_refusal(g.refusal)
    link: DigitalLink = g.link
    return answer(
        Asked(path=link.path, find=partial(find_link, link), answer_page=partial(_answer_link, link))
    )


@blueprint.get("/obj/<code>")
@public
def label(code: str) -> Response:
    """A label by our own name of it."""
    page = partial(answer_label, code, gtin=None, lot=None)
    return answer(Asked(path=_own_path(), find=partial(find_own_label, code), answer_page=page))


@blueprint.get("/class/<product>.<lot>")
@public
def lot_of_product(product: str, lot: str) -> Response:
    """A lot by our own name of it, where its product has no GTIN."""
    find = partial(find_own_lot, product, lot)
    return answer(
        Asked(path=_own_path(), find=find, answer_page=lambda: answer_lot(find_lot(lot) if find() else None))
    )


@blueprint.get("/party/<short_code>")
@blueprint.get("/loc/organisation/<short_code>")
@public
def party(short_code: str) -> Response:
    """An organisation, as events name it as party or place; its name is its page's address."""
    page = partial(answer_place, short_code=short_code)
    relation = PLACE if request.path.startswith("/loc/") else PARTY
    find = partial(find_party, short_code, _own_path(), relation=relation)
    return answer(Asked(path=_own_path(), find=find, answer_page=page, is_page=True))


@blueprint.get("/loc/plot/<short_code>.<plot_code>")
@public
def plot(short_code: str, plot_code: str) -> Response:
    """A plot, as events name it."""
    page = partial(answer_place, short_code=short_code, plot_code=plot_code)
    find = partial(find_plot, short_code, plot_code)
    return answer(Asked(path=_own_path(), find=find, answer_page=page, is_page=True))


@blueprint.get("/loc/packing-house/<house>")
@public
def packing_house(house: str) -> Response:
    """A packing house, as events name it."""
    page, find = partial(answer_packing_house, house), partial(find_packing_house, house)
    return answer(Asked(path=_own_path(), find=find, answer_page=page, is_page=True))


@blueprint.after_request
def _complete(response: Response) -> Response:
    """Each answer says where the linkset of what was asked for is; so does one to OPTIONS."""
    if request.endpoint == LINK:
        link: DigitalLink | None = g.get("link")
        return complete(
            response, link.path if link else None, is_compressed="epc" in (request.view_args or {})
        )
    return complete(response, _own_path() if request.endpoint in OWN else None)


def _sent_link(values: dict[str, str]) -> DigitalLink:
    """A link as it was sent, without the one slash that may stand at its end (2.13)."""
    if "epc" in values:
        return decompress(values["epc"].removesuffix("/"))
    return parse_link(sent_path().removesuffix("/"), request.query_string.decode("latin-1"))


def _guessable(link: DigitalLink) -> dict[str, str | None]:
    return {"lot": link.get(LOT_AI), "code": link.get(SERIAL_AI)} if link.key == GTIN_AI else {}


def _answer_link(link: DigitalLink) -> Response:
    """The page of a label, a lot or, where its lot is unknown, of the product; or of whom a GLN belongs to."""
    if link.key != GTIN_AI:
        found = find_link(link) if link.key in KEYS else None
        return answer_place(short_code=found.levels[0].page.rpartition("/")[2]) if found else answer_unknown()
    if (serial := link.get(SERIAL_AI)) is not None:
        return answer_label(serial, gtin=link.value, lot=link.get(LOT_AI))
    if (lot := link.get(LOT_AI)) is not None:
        batch = find_lot(lot)
        if batch is not None and batch.gtin == link.value:
            return answer_lot(batch)
    return answer_product(gtin=link.value, unknown=LOT if lot is not None else None)


def _own_path() -> str:
    return sent_path().removesuffix("/")


def _is_browser() -> bool:
    return named_type(accepted_types(request.headers.get("Accept", ""))) == HTML
