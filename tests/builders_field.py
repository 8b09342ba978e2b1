"""Makes valid things of the field: households, their plots, work in the diary."""

from typing import Any

from sqlalchemy.orm import Session

from app.storage import storage
from batches.actors import Actor
from batches.documents.model import Document
from batches.documents.service import keep_public_image
from batches.organisations.members.model import Member
from batches.plots.model import Plot
from batches.plots.service import add_plot
from tests.builders import PIXEL, Cooperative, make_address
from tests.conftest import NOW


def make_member(session: Session, cooperative: Cooperative, **but: Any) -> Member:
    given = {
        "organisation_id": cooperative.organisation.id,
        "household_code": "H01",
        "name": "Hộ Mẫu",
        "phone": None,
        "photo_id": None,
        "created_at": NOW,
        "updated_at": NOW,
        "erased_at": None,
    }
    member = Member(**{**given, **but})
    session.add(member)
    session.flush()
    return member


def make_plot(
    session: Session, cooperative: Cooperative, *, member: Member | None = None, **but: Any
) -> Plot:
    given = {"code": "B-01", "variety": "Ri6", "area_m2": 10_000, "place": make_address(), "now": NOW}
    plot = add_plot(session, cooperative.actor, **{**given, **but})
    plot.member_id = member.id if member else None
    session.flush()
    return plot


def make_document(session: Session, actor: Actor, **but: Any) -> Document:
    """A document of some kind and visibility; its bytes are a picture's."""
    document = keep_public_image(session, actor, storage(), content=PIXEL, kind="photo", now=NOW)
    for name, value in but.items():
        setattr(document, name, value)
    session.flush()
    return document
