"""Makes valid things of the field: households, their plots, work in the diary."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.storage import storage
from batches.actors import Actor
from batches.diary.model import Pesticide
from batches.diary.pesticides import add_pesticide
from batches.diary.service import WorkReport
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


def make_pesticide(session: Session, cooperative: Cooperative, **but: Any) -> Pesticide:
    given = {"product_name": "Thuốc Mẫu 50WP", "pre_harvest_interval_days": 7, "now": NOW}
    return add_pesticide(session, cooperative.actor, **{**given, **but})


def make_document(session: Session, actor: Actor, **but: Any) -> Document:
    """A document of some kind and visibility; its bytes are a picture's."""
    document = keep_public_image(session, actor, storage(), content=PIXEL, kind="photo", now=NOW)
    for name, value in but.items():
        setattr(document, name, value)
    session.flush()
    return document


def make_report(cooperative: Cooperative, **but: Any) -> WorkReport:
    """A spraying of 15 October with an interval of 7 days."""
    given: dict[str, Any] = {
        "plot_ids": [cooperative.plot.id],
        "kind": "pesticide",
        "performed_on": date(2026, 10, 15),
        "product_name": "Thuốc Mẫu 50WP",
        "pre_harvest_interval_days": 7,
    }
    return WorkReport(**{**given, **but})
