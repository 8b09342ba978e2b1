"""What the diary says of a plot: its sprayings and its flowerings."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from batches.diary.model import DiaryEntry, diary_entry_plot


def entries_that_count(
    session: Session, *, plot_id: uuid.UUID, kinds: Collection[str], since: date, until: date
) -> Sequence[DiaryEntry]:
    """The entries of a plot that no later one corrects, the oldest work first; both days included."""
    return session.scalars(
        standing(plot_id)
        .where(DiaryEntry.kind.in_(kinds), DiaryEntry.performed_on.between(since, until))
        .order_by(DiaryEntry.performed_on, DiaryEntry.id)
    ).all()


def standing(plot_id: uuid.UUID) -> Select[DiaryEntry]:
    """The entries of a plot that were neither corrected nor taken back."""
    later = aliased(DiaryEntry)
    return (
        select(DiaryEntry)
        .join(diary_entry_plot, diary_entry_plot.c.diary_entry_id == DiaryEntry.id)
        .where(
            diary_entry_plot.c.plot_id == plot_id,
            DiaryEntry.is_void.is_(False),
            ~exists().where(later.corrects_id == DiaryEntry.id),
        )
    )
