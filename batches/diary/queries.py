"""What the diary says: the entries that an actor may see, and the sprayings and flowerings of a plot that count."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from batches.actors import Actor
from batches.diary.model import DiaryEntry, DiaryPerformer, diary_entry_plot
from batches.diary.rules import may_see_performer
from batches.errors import NotFound
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.plots.sets import visible_plot_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryFilter:
    """Which entries are asked for; None leaves a question open, both days are included."""

    plot_id: uuid.UUID | None = None
    kind: str | None = None
    from_on: date | None = None
    to_on: date | None = None


class CountedWork(NamedTuple):
    """A spraying or a flowering, as far as a harvest asks."""

    kind: str
    performed_on: date
    product_name: str | None
    interval_days: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownEntry:
    """An entry as far as an actor may see it.

    Attributes:
        plot_ids: those of its plots that the actor may see.
        performer: None also where the actor is not told.
        recorded_by: the actor's id who entered it; None where the actor is not told.
    """

    entry: DiaryEntry
    plot_ids: Sequence[uuid.UUID]
    performer: DiaryPerformer | None
    recorded_by: uuid.UUID | None


def work_that_counts(session: Session, *, plot_id: uuid.UUID, since: date, until: date) -> list[CountedWork]:
    """The sprayings and flowerings of a plot that no later entry corrects, the oldest first; both days included."""
    days = {"plot_id": plot_id, "since": since, "until": until}
    return [CountedWork._make(row) for row in session.connection().execute(_counted_work(), days)]


def stands() -> ColumnElement[bool]:
    """Whether an entry was neither corrected nor taken back, and does not only take another back."""
    return _stands(DiaryEntry, aliased(DiaryEntry))


def _stands(entry: Any, later: Any) -> ColumnElement[bool]:
    return and_(entry.is_void.is_(False), ~exists().where(later.corrects_id == entry.id))


@cache
def _counted_work() -> Select[Any]:
    """Put together once: every registration asks it, and putting it together takes longer than asking."""
    entry, later = DiaryEntry.__table__, DiaryEntry.__table__.alias()
    columns = (entry.c.kind, entry.c.performed_on, entry.c.product_name, entry.c.pre_harvest_interval_days)
    return (
        select(*columns)
        .join(diary_entry_plot, diary_entry_plot.c.diary_entry_id == entry.c.id)
        .where(
            diary_entry_plot.c.plot_id == bindparam("plot_id"),
            _stands(entry.c, later.c),
            entry.c.kind.in_(("pesticide", "flowering")),
            entry.c.performed_on.between(bindparam("since"), bindparam("until")),
        )
        .order_by(entry.c.performed_on, entry.c.id)
    )


def get_own_entry(
    session: Session, actor: Actor, entry_id: uuid.UUID, *, pointer: str = "", lock: bool = False
) -> DiaryEntry:
    """An entry of the actor's organisation; for a farmer bound to a household, one that covers a plot of theirs.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    what: Final = "diary entry"
    entry = get_own(session, actor, DiaryEntry, entry_id, what=what, pointer=pointer, lock=lock)
    if not session.scalar(select(DiaryEntry.id).where(DiaryEntry.id == entry.id, _is_visible(actor))):
        raise NotFound(what=what, id=entry_id, pointer=pointer)
    return entry


def shown_to(session: Session, actor: Actor, entry: DiaryEntry) -> ShownEntry:
    """What an actor may see of an entry that it may see."""
    plot_ids = visible_plot_ids(session, actor, entry.plots)
    performer, is_manager = entry.performer, actor.role == "manager"
    may_see = performer is not None and may_see_performer(
        is_manager=is_manager,
        household_code=actor.household_code,
        performer_household=performer.member.household_code if performer.member else None,
        is_all_own=len(plot_ids) == len(entry.plots),
    )
    return ShownEntry(
        entry=entry,
        plot_ids=plot_ids,
        performer=performer if may_see else None,
        recorded_by=entry.recorded_by if is_manager else None,
    )


def list_own_entries(session: Session, actor: Actor, asked: EntryFilter, wanted: Wanted) -> Page[ShownEntry]:
    """A page of the entries that the actor may see; one that was corrected since counts as changed since."""
    where = [_is_visible(actor), *_conditions(asked)]
    if wanted.updated_since is not None:
        later = aliased(DiaryEntry)
        corrected = exists().where(
            later.corrects_id == DiaryEntry.id, later.recorded_at >= wanted.updated_since
        )
        where.append(or_(DiaryEntry.recorded_at >= wanted.updated_since, corrected))
    page = list_own(
        session,
        actor,
        DiaryEntry,
        replace(wanted, updated_since=None),
        *where,
        updated_at=DiaryEntry.recorded_at,
    )
    _load_with(session, page.rows)
    rows = [shown_to(session, actor, entry) for entry in page.rows]
    return Page(rows=rows, next=page.next)


def _is_visible(actor: Actor) -> ColumnElement[bool]:
    return DiaryEntry.plots.any(is_of_household(actor))


def _conditions(asked: EntryFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.plot_id is not None:
        found.append(DiaryEntry.plots.any(Plot.id == asked.plot_id))
    if asked.kind is not None:
        found.append(DiaryEntry.kind == asked.kind)
    if asked.from_on is not None:
        found.append(DiaryEntry.performed_on >= asked.from_on)
    if asked.to_on is not None:
        found.append(DiaryEntry.performed_on <= asked.to_on)
    return found


def _load_with(session: Session, entries: Sequence[DiaryEntry]) -> None:
    """Plots, performers and corrections of a page in a query each, not one for each entry."""
    session.scalars(
        select(DiaryEntry)
        .where(DiaryEntry.id.in_([entry.id for entry in entries]))
        .options(
            selectinload(DiaryEntry.plots),
            selectinload(DiaryEntry.performer).selectinload(DiaryPerformer.member),
            selectinload(DiaryEntry.corrected_by),
        )
    ).all()
