"""Where the fruit of a batch was cut, and what the diary says of those plots before."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.diary.model import DiaryEntry, diary_entry_plot
from batches.diary.queries import stands
from batches.harvest.checks import Spraying
from batches.harvest.model import Batch
from batches.organisations.model import Organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.provenance.rules import interval_before, role_of
from batches.provenance.story import LATE_AFTER, PublicOrigin, PublicStage

SEASON = timedelta(days=366)  # what was done on a plot longer before a harvest is of another one


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """An entry of a diary; only sprayings have a product and an interval."""

    plot_id: uuid.UUID
    kind: str
    performed_on: date
    recorded_at: datetime
    product_name: str | None
    interval_days: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Grown:
    """A harvest with its plot and what was done there in the year before."""

    batch: Batch
    plot: Plot
    organisation: Organisation
    growing_area_code: str | None
    work: Sequence[Work]

    @property
    def origin(self) -> PublicOrigin:
        sprayings = [
            Spraying(
                product_name=work.product_name or "",
                sprayed_on=work.performed_on,
                interval_days=work.interval_days,
            )
            for work in self.work
            if work.kind == "pesticide" and work.interval_days is not None
        ]
        return PublicOrigin(
            place=self.plot.place,
            organisation=self.organisation.name,
            growing_area_code=self.growing_area_code,
            harvested_on=self.batch.harvested_on,
            interval=interval_before(sprayings, harvested_on=self.batch.harvested_on),
        )

    @property
    def cultivation(self) -> PublicStage | None:
        """The diary as one stage, from its first entry to its last; None where there is none."""
        if not self.work:
            return None
        days = [work.performed_on for work in self.work]
        return PublicStage(
            kind="cultivation",
            since_on=min(days) if min(days) != max(days) else None,
            occurred_on=max(days),
            recorded_at=max(work.recorded_at for work in self.work),
            organisation=self.organisation.name,
            role=role_of("cultivation", self.organisation.kind),
            place=self.plot.place,
            is_late=any(work.recorded_at.date() - work.performed_on > LATE_AFTER for work in self.work),
        )


def grown_of(
    session: Session,
    harvests: Sequence[Batch],
    *,
    organisations: Mapping[uuid.UUID | None, Organisation],
    plots: Mapping[uuid.UUID | None, Plot],
    codes: Mapping[uuid.UUID | None, GrowingAreaCode],
) -> list[Grown]:
    """The harvests with their diaries, by one query."""
    work = _work(session, harvests)
    found = []
    for batch in harvests:
        code = codes.get(batch.growing_area_code_id)
        found.append(
            Grown(
                batch=batch,
                plot=plots[batch.plot_id],
                organisation=organisations[batch.organisation_id],
                growing_area_code=code.code if code else None,
                work=[one for one in work if one.plot_id == batch.plot_id and _is_before(one, batch)],
            )
        )
    return found


def _is_before(work: Work, batch: Batch) -> bool:
    return batch.harvested_on - SEASON <= work.performed_on <= batch.harvested_on


def _work(session: Session, harvests: Collection[Batch]) -> list[Work]:
    if not harvests:
        return []
    days = [batch.harvested_on for batch in harvests]
    rows = session.execute(
        select(
            diary_entry_plot.c.plot_id,
            DiaryEntry.kind,
            DiaryEntry.performed_on,
            DiaryEntry.recorded_at,
            DiaryEntry.product_name,
            DiaryEntry.pre_harvest_interval_days.label("interval_days"),
        )
        .join(DiaryEntry, DiaryEntry.id == diary_entry_plot.c.diary_entry_id)
        .where(
            diary_entry_plot.c.plot_id.in_({batch.plot_id for batch in harvests}),
            stands(),
            DiaryEntry.performed_on.between(min(days) - SEASON, max(days)),
        )
    )
    return [Work(**row._mapping) for row in rows]
