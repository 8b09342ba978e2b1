"""The demo's season on each plot: an invented pesticide list, and a diary that keeps every interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import VIETNAM
from batches.diary.model import Pesticide
from batches.diary.pesticides import add_pesticide
from batches.diary.service import Performer, WorkReport, record_entry
from batches.plots.model import Plot

TEAM = Performer(name="Đội chăm sóc vườn (mẫu)")
WRITTEN_AT = time(18, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPesticide:
    product_name: str
    active_ingredient: str
    interval_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoWork:
    """Work so many days before the plot's first cut; `pesticide` is a place in the list."""

    kind: str
    days_before: int
    pesticide: int | None = None
    product_name: str | None = None
    target: str | None = None
    dose: str | None = None
    note: str | None = None


PESTICIDES = (
    DemoPesticide(product_name="Mẫu Rầy 10WP", active_ingredient="Hoạt chất mẫu A", interval_days=7),
    DemoPesticide(product_name="Mẫu Nấm 72WP", active_ingredient="Hoạt chất mẫu B", interval_days=14),
    DemoPesticide(product_name="Mẫu Sâu 5EC", active_ingredient="Hoạt chất mẫu C", interval_days=10),
)
SEASON = (
    DemoWork(kind="flowering", days_before=120, note="Xổ nhụy rộ"),
    DemoWork(kind="fertiliser", days_before=100, product_name="Phân mẫu NPK 12-12-17", dose="0,8 kg mỗi gốc"),
    DemoWork(kind="pesticide", days_before=80, pesticide=0, target="Rầy xanh", dose="20 g cho 16 lít nước"),
    DemoWork(kind="pesticide", days_before=55, pesticide=1, target="Thán thư", dose="40 g cho 16 lít nước"),
    DemoWork(kind="fertiliser", days_before=45, product_name="Phân hữu cơ mẫu", dose="5 kg mỗi gốc"),
    DemoWork(
        kind="pesticide", days_before=30, pesticide=2, target="Sâu đục trái", dose="25 ml cho 16 lít nước"
    ),
    DemoWork(kind="irrigation", days_before=20, note="Tưới phun gốc, nước kênh"),
)


def add_pesticides(session: Session, actor: Actor, *, now: datetime) -> list[Pesticide]:
    """The list of an organisation, in the order of the data."""
    return [
        add_pesticide(
            session,
            actor,
            product_name=pesticide.product_name,
            active_ingredient=pesticide.active_ingredient,
            pre_harvest_interval_days=pesticide.interval_days,
            now=now,
        )
        for pesticide in PESTICIDES
    ]


def keep_diary(
    session: Session, actor: Actor, plot: Plot, pesticides: Sequence[Pesticide], *, first_cut_on: date
) -> None:
    """The season of one plot, each entry written in the evening of its day."""
    for work in SEASON:
        performed_on = first_cut_on - timedelta(days=work.days_before)
        report = WorkReport(
            plot_ids=[plot.id],
            kind=work.kind,
            performed_on=performed_on,
            pesticide_id=None if work.pesticide is None else pesticides[work.pesticide].id,
            product_name=work.product_name,
            target=work.target,
            dose=work.dose,
            note=work.note,
            performed_by=TEAM,
        )
        record_entry(session, actor, report, now=datetime.combine(performed_on, WRITTEN_AT, VIETNAM))
