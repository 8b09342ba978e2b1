"""Rules are asked again of harvests that were registered before something about them became known.

A hold that is open stays so, also when a correction has taken its ground away: a person decides, in writing. A hold
that was decided is not opened again by the same finding.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.harvest.holding import open_holds
from batches.harvest.judging import LONGEST_INTERVAL, case_of, interval_hold
from batches.harvest.model import Batch


def review_plots(
    session: Session, *, plot_ids: Collection[uuid.UUID], since: date, now: datetime
) -> list[Batch]:
    """Hold the harvests of plots that a spraying entered late concerns.

    Args:
        since: the day of the spraying; fruit cut before it, or more than the longest interval after, is not concerned.

    Returns:
        The batches that got a hold, the oldest first.
    """
    concerned = session.scalars(
        select(Batch)
        .where(Batch.plot_id.in_(plot_ids), Batch.harvested_on.between(since, since + LONGEST_INTERVAL))
        .order_by(Batch.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    held = []
    for batch in concerned:
        finding = interval_hold(session, case_of(session, batch))
        if finding is not None and open_holds(batch, [finding], now=now):
            held.append(batch)
    session.flush()
    return held
