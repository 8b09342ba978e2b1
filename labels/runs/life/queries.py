"""Where the labels of runs stand now, read from their logs."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from batches.lineage.queries import packings_recorded_at
from batches.paging import Page, Wanted, read_page
from labels.runs.life.model import LabelEntry
from labels.runs.life.rules import Bound, RunLife, fold
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges


def life_of(session: Session, run: PrintRun, *, now: datetime) -> RunLife:
    """Where the labels of one run stand at an instant."""
    return lives_of(session, [run], now=now)[run.id]


def folded_life_of(session: Session, run: PrintRun) -> RunLife:
    """A run after its log, before what time does to it (`RunLife.at`)."""
    return _folded(session, [run])[run.id]


def lives_of(session: Session, runs: Collection[PrintRun], *, now: datetime) -> Mapping[uuid.UUID, RunLife]:
    """The same of some runs, by two queries at most."""
    return {run_id: life.at(now) for run_id, life in _folded(session, runs).items()}


def list_entries(session: Session, run: PrintRun, wanted: Wanted) -> Page[LabelEntry]:
    """A page of a run's log, the last entry first."""
    log = select(LabelEntry).where(LabelEntry.run_id == run.id)
    return read_page(session, log, wanted, key=LabelEntry.id, updated_at=LabelEntry.recorded_at)


def labels_on(
    session: Session, batch_ids: Collection[uuid.UUID], *, level: str, now: datetime
) -> Mapping[uuid.UUID, int]:
    """By batch, how many labels of a packaging level belong to it and are not void.

    Those of a run that awaits approval count: approved, they must still find their fruit.
    """
    counts: dict[uuid.UUID, int] = dict.fromkeys(batch_ids, 0)
    for life in lives_of(session, list(runs_on(session, batch_ids, level)), now=now).values():
        for one in life.bound:
            if one.batch_id in counts:
                counts[one.batch_id] += (one.serials - life.void).count
    return counts


def runs_on(
    session: Session, batch_ids: Collection[uuid.UUID], level: str | None = None
) -> Iterable[PrintRun]:
    """The runs that have labels of any of some batches."""
    blank = select(LabelEntry.run_id).where(LabelEntry.kind == "bound", LabelEntry.batch_id.in_(batch_ids))
    runs = select(PrintRun).where(or_(PrintRun.batch_id.in_(batch_ids), PrintRun.id.in_(blank)))
    return session.scalars(runs if level is None else runs.where(PrintRun.level == level))


def _folded(session: Session, runs: Collection[PrintRun]) -> Mapping[uuid.UUID, RunLife]:
    logs: dict[uuid.UUID, list[LabelEntry]] = defaultdict(list)
    found = select(LabelEntry).where(LabelEntry.run_id.in_([run.id for run in runs]))
    for entry in session.scalars(found.order_by(LabelEntry.run_id, LabelEntry.number)):
        logs[entry.run_id].append(entry)
    lives = {run.id: fold(_beginning(run), (entry.as_value() for entry in logs[run.id])) for run in runs}
    waiting = {one.batch_id for life in lives.values() if life.closes_at for one in life.bound}
    packed = packings_recorded_at(session, waiting) if waiting else {}
    return {run_id: life.after_packings(packed) for run_id, life in lives.items()}


def _beginning(run: PrintRun) -> RunLife:
    """A run before anything happened to it."""
    whole = Ranges.of(Range(1, run.quantity))
    bound = (
        ()
        if run.batch_id is None
        else (Bound(batch_id=run.batch_id, serials=whole, worked_at=run.created_at),)
    )
    return RunLife(
        run=run.run_code,
        quantity=run.quantity,
        bound=bound,
        open_days=run.open_days,
        approval="awaited" if run.needs_approval else None,
    )
