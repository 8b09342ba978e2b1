"""Use cases of a run's labels: printed, applied, void, printed again, closed. The caller owns the transaction.

Each takes the run locked, asks what its log allows, and adds a line to it. Telling the same twice changes nothing more.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.errors import NotFound
from batches.events.kinds.labels import AppliedLabels, labels_applied_event, labels_void_event
from batches.events.service import record
from batches.harvest.lots import lot_class, site
from batches.harvest.model import Batch
from batches.recalls.standing import check_may_go_on
from labels.runs.life.errors import ReprintDecided
from labels.runs.life.model import LabelEntry
from labels.runs.life.queries import life_of
from labels.runs.life.rules import (
    Kind,
    RunLife,
    check_apply,
    check_open,
    check_use,
    check_void,
    check_waits,
    fold,
    needs_approval_to_reprint,
)
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges


def confirm_printed(session: Session, actor: Actor, run: PrintRun, part: Range, *, now: datetime) -> RunLife:
    """The packer has labels in hand: they are not printed again without a reprint.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they cannot have been.
    """
    life = life_of(session, run)
    check_use(life, part)
    return add(session, actor, run, life, kind="printed", part=part, now=now)


def apply_labels(
    session: Session, actor: Actor, run: PrintRun, part: Range, *, base_url: str | None, now: datetime
) -> RunLife:
    """Labels are on fruit; only those that were not told before become events.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: they cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: their batch may not go on.
    """
    life = life_of(session, run)
    check_apply(life, part)
    new = Ranges.of(part) - life.applied
    for batch_id, serials in life.bound:
        if serials & new:
            check_may_go_on(session, actor, [session.get_one(Batch, batch_id)])
    for fresh in new:
        entry = _entry(actor, run, kind="applied", part=fresh, now=now)
        session.add(entry)
        _tell(session, actor, run, life, entry, base_url=base_url, now=now)
        life = fold(life, [entry.as_value()])
    return life


def void_labels(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    reason: str,
    note: str | None,
    base_url: str | None,
    now: datetime,
) -> RunLife:
    """Labels are out of use for ever; of those that were on fruit an event is told.

    Raises:
        SerialsBeyondRun, LabelsVoid: there are none such, or they are void already.
    """
    life = life_of(session, run)
    check_void(life, part)
    on_fruit = Ranges.of(part) & life.applied
    entry = _entry(actor, run, kind="void", part=part, now=now, reason=reason, note=note)
    session.add(entry)
    for range_on_fruit in on_fruit:
        _tell(session, actor, run, life, entry, base_url=base_url, now=now, part=range_on_fruit)
    return fold(life, [entry.as_value()])


def ask_reprint(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    reason: str,
    note: str | None,
    person_id: uuid.UUID,
    now: datetime,
) -> LabelEntry:
    """Ask to print the same codes once more; a few are granted at once, more wait for another person.

    Args:
        person_id: who asks, also where a token of theirs does.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they cannot be printed.
    """
    life = life_of(session, run)
    check_use(life, part)
    asked = _entry(
        actor, run, kind="reprint_asked", part=part, now=now, reason=reason, note=note, decided_by=person_id
    )
    session.add(asked)
    session.flush()
    if not needs_approval_to_reprint(life, part):
        session.add(_entry(actor, run, kind="reprint_approved", part=part, now=now, answers_id=asked.id))
        session.flush()
    return asked


def decide_reprint(
    session: Session,
    actor: Actor,
    run: PrintRun,
    asked: LabelEntry,
    *,
    is_approved: bool,
    note: str | None,
    decided_by: uuid.UUID,
    is_alone: bool,
    now: datetime,
) -> RunLife:
    """Grant or deny a reprint that waits.

    Raises:
        ReprintDecided: it was answered before, or ended with its run.
        RunClosed: the run is over.
    """
    life = life_of(session, run)
    check_open(life)
    if asked.id not in {waiting for waiting, _ in life.asked}:
        raise ReprintDecided(run=run.run_code, id=asked.id)
    kind: Kind = "reprint_approved" if is_approved else "reprint_declined"
    return add(
        session, actor, run, life, kind=kind, part=asked.part, now=now, answers_id=asked.id, note=note,
        decided_by=decided_by, is_alone=is_alone,
    )  # fmt: skip


def decide_run(
    session: Session,
    actor: Actor,
    run: PrintRun,
    *,
    is_approved: bool,
    note: str | None,
    decided_by: uuid.UUID,
    is_alone: bool,
    now: datetime,
) -> RunLife:
    """Grant or deny a run of more labels than fruit; denied, its labels are void.

    Raises:
        RunDecided: nobody waits for it.
    """
    life = life_of(session, run)
    check_waits(life)
    kind: Kind = "approved" if is_approved else "declined"
    return add(
        session, actor, run, life, kind=kind, now=now, note=note, decided_by=decided_by, is_alone=is_alone
    )


def close_run(
    session: Session,
    actor: Actor,
    run: PrintRun,
    applied: Sequence[Range],
    *,
    base_url: str | None,
    now: datetime,
) -> RunLife:
    """End a run: what was applied stands, every other label is void from now on.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: it cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: labels were applied of a batch that may not go on.
    """
    life = life_of(session, run)
    check_open(life)
    for part in applied:
        life = apply_labels(session, actor, run, part, base_url=base_url, now=now)
    return add(session, actor, run, life, kind="closed", now=now)


def get_reprint(session: Session, run: PrintRun, entry_id: uuid.UUID) -> LabelEntry:
    """A reprint that was asked for of a run.

    Raises:
        NotFound: there is none such.
    """
    entry = session.get(LabelEntry, entry_id)
    if entry is None or entry.run_id != run.id or entry.kind != "reprint_asked":
        raise NotFound(what="reprint", id=entry_id)
    return entry


def add(
    session: Session, actor: Actor, run: PrintRun, life: RunLife, *, kind: Kind, now: datetime, **what: Any
) -> RunLife:
    """Add a line to a run's log, and answer where its labels stand then."""
    entry = _entry(actor, run, kind=kind, now=now, **what)
    session.add(entry)
    session.flush()
    return fold(life, [entry.as_value()])


def _entry(
    actor: Actor, run: PrintRun, *, kind: Kind, now: datetime, part: Range | None = None, **what: Any
) -> LabelEntry:
    return LabelEntry(
        id=new_id(),
        run_id=run.id,
        kind=kind,
        first=part.first if part else None,
        last=part.last if part else None,
        recorded_at=now,
        recorded_by=actor.id,
        **{"is_alone": False, **what},
    )


def _tell(
    session: Session,
    actor: Actor,
    run: PrintRun,
    life: RunLife,
    entry: LabelEntry,
    *,
    base_url: str | None,
    now: datetime,
    part: Range | None = None,
) -> None:
    """The event of each batch whose labels were applied, or made void on its fruit."""
    told = Ranges.of(part or Range(entry.first or 1, entry.last or run.quantity))
    make = labels_applied_event if entry.kind == "applied" else labels_void_event
    for batch_id, serials in life.bound:
        batch = session.get_one(Batch, batch_id)
        for found in serials & told:
            facts = AppliedLabels(
                record_id=entry.id,
                lot_class=lot_class(session, batch, base_url=base_url),
                place=site(session, run.organisation_id, base_url=base_url),
                run=run.run_code,
                first=found.first,
                last=found.last,
            )
            event = make(facts, at=now, recorded_at=now)
            kind = "labels_applied" if entry.kind == "applied" else "labels_void"
            record(session, actor, kind=kind, event=event, batch_ids=[batch_id], now=now)
