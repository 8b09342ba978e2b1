"""Makes valid things of the field: households, their plots, work in the diary."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from batches.diary.model import Pesticide
from batches.diary.pesticides import add_pesticide
from batches.diary.service import WorkReport
from batches.organisations.members.model import Member
from batches.plots.model import Plot
from batches.plots.service import add_plot
from tests.builders import Cooperative, make_address
from tests.conftest import NOW


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
