"""Where the labels of runs stand now, read from their logs."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from labels.runs.life.model import LabelEntry
from labels.runs.life.rules import RunLife, fold
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges


def life_of(session: Session, run: PrintRun) -> RunLife:
    """Where the labels of one run stand."""
    return lives_of(session, [run])[run.id]


def lives_of(session: Session, runs: Collection[PrintRun]) -> Mapping[uuid.UUID, RunLife]:
    """The same of some runs, by one query."""
    logs: dict[uuid.UUID, list[LabelEntry]] = defaultdict(list)
    found = select(LabelEntry).where(LabelEntry.run_id.in_([run.id for run in runs]))
    for entry in session.scalars(found.order_by(LabelEntry.id)):
        logs[entry.run_id].append(entry)
    return {run.id: fold(_beginning(run), (entry.as_value() for entry in logs[run.id])) for run in runs}


def labels_on(session: Session, batch_ids: Collection[uuid.UUID], *, level: str) -> Mapping[uuid.UUID, int]:
    """By batch, how many labels of a packaging level belong to it and are not void.

    Those of a run that awaits approval count: approved, they must still find their fruit.
    """
    counts: dict[uuid.UUID, int] = dict.fromkeys(batch_ids, 0)
    for life in lives_of(session, list(_runs_on(session, batch_ids, level))).values():
        for batch_id, serials in life.bound:
            if batch_id in counts:
                counts[batch_id] += (serials - life.void).count
    return counts


def runs_of_batch(session: Session, batch_id: uuid.UUID) -> list[PrintRun]:
    """The runs that have labels of a batch, the oldest first."""
    return sorted(_runs_on(session, [batch_id], None), key=lambda run: run.id)


def _runs_on(session: Session, batch_ids: Collection[uuid.UUID], level: str | None) -> Iterable[PrintRun]:
    blank = select(LabelEntry.run_id).where(LabelEntry.kind == "bound", LabelEntry.batch_id.in_(batch_ids))
    runs = select(PrintRun).where(or_(PrintRun.batch_id.in_(batch_ids), PrintRun.id.in_(blank)))
    return session.scalars(runs if level is None else runs.where(PrintRun.level == level))


def _beginning(run: PrintRun) -> RunLife:
    """A run before anything happened to it."""
    whole = Ranges.of(Range(1, run.quantity))
    return RunLife(
        run=run.run_code,
        quantity=run.quantity,
        bound=() if run.batch_id is None else ((run.batch_id, whole),),
        approval="awaited" if run.needs_approval else None,
    )
