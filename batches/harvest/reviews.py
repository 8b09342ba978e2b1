"""Rules are asked again of harvests that were registered before something about them became known.

A hold that is open stays so, also when a correction has taken its ground away: a person decides, in writing. The same
finding opens no second hold, decided or not; another one does.
"""

import uuid
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from batches.findings import Finding
from batches.harvest.holding import open_holds
from batches.harvest.judging import LONGEST_INTERVAL, Case, case_of, code_hold, interval_hold
from batches.harvest.model import Batch
from batches.plots.growing_areas.model import GrowingAreaCode


def review_plots(
    session: Session, *, plot_ids: Collection[uuid.UUID], since: date, now: datetime
) -> list[Batch]:
    """Hold the harvests of plots that a spraying entered late concerns.

    Args:
        since: the day of the spraying; fruit cut before it, or more than the longest interval after, is not concerned.

    Returns:
        The batches that got a hold, the oldest first.
    """
    concerned = (
        Batch.plot_id.in_(plot_ids),
        Batch.harvested_on.between(since, _after(since, LONGEST_INTERVAL)),
    )
    return _review(session, concerned, lambda case: interval_hold(session, case), now=now)


def review_area_code(session: Session, code: GrowingAreaCode, *, now: datetime) -> list[Batch]:
    """Hold the batches under a code that, as it is now known, did not hold on their day.

    Returns:
        The batches that got a hold, the oldest first.
    """
    first = min((row.from_on for row in code.statuses if row.status != "active"), default=None)
    past_the_end = Batch.harvested_on > code.valid_to
    concerned = past_the_end if first is None else or_(past_the_end, Batch.harvested_on >= first)
    return _review(session, (Batch.growing_area_code_id == code.id, concerned), code_hold, now=now)


def _review(
    session: Session,
    concerned: tuple[ColumnElement[bool], ...],
    rule: Callable[[Case], Finding | None],
    *,
    now: datetime,
) -> list[Batch]:
    """Ask one rule again of some harvests, each locked; what was packed of them is held with them."""
    batches = session.scalars(
        select(Batch)
        .where(Batch.plot_id.is_not(None), *concerned)
        .order_by(Batch.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    held = []
    for batch in batches:
        finding = rule(case_of(session, batch))
        if finding is not None and open_holds(batch, [finding], now=now):
            held.append(batch)
    session.flush()
    return held


def _after(day: date, span: timedelta) -> date:
    """So much later, but not after the last day that there is."""
    return day + min(span, date.max - day)
