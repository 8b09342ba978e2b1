"""Use cases that take two people: labels printed again, and a run for more labels than fruit.

The caller owns the transaction, and has asked whether the one who decides may.
"""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from labels.runs.life.checks import check_reprint, check_use, check_waits, needs_approval_to_reprint
from labels.runs.life.errors import ReprintDecided
from labels.runs.life.log import add
from labels.runs.life.model import LabelEntry
from labels.runs.life.queries import life_of
from labels.runs.life.rules import Kind, RunLife
from labels.runs.model import PrintRun
from labels.runs.ranges import Range


def ask_reprint(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    reason: str,
    note: str | None,
    now: datetime,
) -> LabelEntry:
    """Ask to print the same codes once more; a few are granted at once, more wait for another person.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotPrinted: they cannot be.
    """
    life = life_of(session, run, now=now)
    check_reprint(life, part)
    asked, after = add(
        session, actor, run, life, kind="reprint_asked", part=part, reason=reason, note=note, now=now
    )
    if not needs_approval_to_reprint(life, part):
        add(session, actor, run, after, kind="reprint_approved", part=part, answers_id=asked.id, now=now)
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
        LabelsVoid: some of the labels have become void since.
    """
    life = life_of(session, run, now=now)
    if asked.part is None or asked.id not in {waiting for waiting, _ in life.asked}:
        raise ReprintDecided(run=run.run_code, id=asked.id)
    if is_approved:
        check_use(life, asked.part)
    kind: Kind = "reprint_approved" if is_approved else "reprint_declined"
    _, life = add(
        session, actor, run, life, kind=kind, part=asked.part, answers_id=asked.id, note=note,
        decided_by=decided_by, is_alone=is_alone, now=now,
    )  # fmt: skip
    return life


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
    life = life_of(session, run, now=now)
    check_waits(life)
    kind: Kind = "approved" if is_approved else "declined"
    _, life = add(
        session, actor, run, life, kind=kind, note=note, decided_by=decided_by, is_alone=is_alone, now=now
    )
    return life


def get_reprint(session: Session, run: PrintRun, entry_id: uuid.UUID) -> LabelEntry:
    """A reprint that was asked for of a run.

    Raises:
        NotFound: there is none such.
    """
    entry = session.get(LabelEntry, entry_id)
    if entry is None or entry.run_id != run.id or entry.kind != "reprint_asked":
        raise NotFound(what="reprint", id=entry_id)
    return entry


def find_decision(session: Session, asked: LabelEntry) -> LabelEntry | None:
    """How a reprint was answered; None while it waits."""
    return session.scalar(select(LabelEntry).where(LabelEntry.answers_id == asked.id))
