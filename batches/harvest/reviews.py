"""Asking a rule again about batches that are there already, when what it looks at has changed since."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from batches.harvest.holding import open_holds
from batches.harvest.judging import case_of, code_hold
from batches.harvest.model import Batch
from batches.plots.growing_areas.model import GrowingAreaCode


def review_area_code(session: Session, code: GrowingAreaCode, *, now: datetime) -> None:
    """Hold the batches under a code that, as it is now known, did not hold on their day.

    A batch that was released from the same finding is not held for it again; nothing else of it changes.
    """
    first = min((row.from_on for row in code.statuses if row.status != "active"), default=None)
    past_the_end = Batch.harvested_on > code.valid_to
    of_code = select(Batch).where(
        Batch.growing_area_code_id == code.id,
        past_the_end if first is None else or_(past_the_end, Batch.harvested_on >= first),
    )
    for batch in session.scalars(of_code.order_by(Batch.id)):
        found = code_hold(case_of(session, batch))
        if found is not None:
            open_holds(session, batch, [found], now=now)
