"""What names a place or a party: a GLN, or our own `/party/…` and `/loc/…`, as events name them."""

from typing import Any, Final
from urllib.parse import quote

from sqlalchemy.orm import Session

from app.db import reading
from app.resolver.addresses import root
from app.resolver.found import Found
from app.resolver.links import JSON, place_level
from app.resolver.plain import place_form
from app.scan.linked_data import place_data
from batches.gs1.digital_link import GLN_AI, PARTY_AI, DigitalLink
from batches.provenance.places import find_code_by_gln, find_public_packing_house, find_public_place
from batches.provenance.story import PublicPlace

GLN_KEYS: Final = (GLN_AI, PARTY_AI)
PARTY: Final = "masterData"
PLACE: Final = "locationInfo"


def find_gln(session: Session, link: DigitalLink) -> Found | None:
    """Whom a GLN belongs to, as a place or as a party."""
    short_code = find_code_by_gln(session, link.value) if link.key in GLN_KEYS else None
    place = find_public_place(session, short_code=short_code) if short_code else None
    if short_code is None or place is None:
        return None
    anchor, relation = link.up_to().path, PLACE if link.key == GLN_AI else PARTY
    return _found(place, anchor, page=party_page(short_code), relation=relation, gln=anchor)


def find_party(short_code: str, anchor: str, *, relation: str) -> Found | None:
    """An organisation by our own name of it, as party or as the place where it works."""
    with reading() as session:
        place = find_public_place(session, short_code=short_code)
    return _found(place, anchor, page=party_page(short_code), relation=relation) if place else None


def find_plot(short_code: str, plot_code: str) -> Found | None:
    """A plot, of which no more is told than the commune."""
    with reading() as session:
        place = find_public_place(session, short_code=short_code, plot_code=plot_code)
    page = plot_page(short_code, plot_code)
    return _found(place, page, page=page, relation=PLACE) if place else None


def find_packing_house(code: str) -> Found | None:
    """A packing house by the code that an authority gave."""
    with reading() as session:
        place = find_public_packing_house(session, code)
    page = packing_house_page(code)
    return _found(place, page, page=page, relation=PLACE) if place else None


def party_page(short_code: str) -> str:
    return f"/party/{quote(short_code, safe='')}"


def plot_page(short_code: str, plot_code: str) -> str:
    return f"/loc/plot/{quote(short_code, safe='')}.{quote(plot_code, safe='')}"


def packing_house_page(code: str) -> str:
    return f"/loc/packing-house/{quote(code, safe='')}"


def place_of(place: PublicPlace, media: str, *, page: str, gln: str | None = None) -> dict[str, Any]:
    """The data of a place, whose page tells what it is; `gln` is the path of a GLN that names it."""
    if media == JSON:
        return place_form(place)
    named = {"site" if page.startswith("/loc/") else "party": page}
    return place_data(place, root=root(), gln=gln, **named)


def _found(place: PublicPlace, anchor: str, *, page: str, relation: str, gln: str | None = None) -> Found:
    name = place.packing_house or place.organisation_name
    level = place_level(anchor, page=page, name=name, relation=relation)
    return Found(levels=[level], form=lambda media: place_of(place, media, page=page, gln=gln))
