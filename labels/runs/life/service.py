"""Use cases of a run's labels: fetched, printed, applied, void, closed. The caller owns the transaction.

Each takes the run locked, asks what its log allows, and adds to it. Telling the same twice changes nothing more.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.recalls.standing import check_may_go_on
from labels.runs.life.checks import check_apply, check_inside, check_open, check_use, check_void
from labels.runs.life.log import add, tell
from labels.runs.life.queries import life_of
from labels.runs.life.rules import Kind, RunLife
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges


def note_fetched(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    bytes_sent: int,
    is_whole: bool,
    now: datetime,
) -> RunLife:
    """A file of labels went out; one that was cut short can be fetched again without a question."""
    life = life_of(session, run, now=now)
    kind: Kind = "fetched" if is_whole else "fetched_part"
    _, life = add(session, actor, run, life, kind=kind, part=part, bytes_sent=bytes_sent, now=now)
    return life


def confirm_printed(
    session: Session, actor: Actor, run: PrintRun, part: Range | None, *, now: datetime
) -> RunLife:
    """The packer has labels in hand: they are not printed again without a reprint.

    Args:
        part: None: all that are not void.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they cannot have been.
    """
    life = life_of(session, run, now=now)
    check_open(life)
    told = life.whole - life.void if part is None else check_inside(life, part)
    for one in told:
        check_use(life, one)
    for new in told - (life.printed - life.reopened):
        _, life = add(session, actor, run, life, kind="printed", part=new, now=now)
    return life


def apply_labels(
    session: Session, actor: Actor, run: PrintRun, part: Range, *, base_url: str | None, now: datetime
) -> RunLife:
    """Labels are on fruit; only those that were not told before become events.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: they cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: their batch may not go on.
    """
    return _apply(session, actor, run, life_of(session, run, now=now), part, base_url=base_url, now=now)


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
    life = life_of(session, run, now=now)
    check_void(life, part)
    on_fruit = life.applied.within(part)
    entry, after = add(session, actor, run, life, kind="void", part=part, reason=reason, note=note, now=now)
    for range_on_fruit in on_fruit:
        tell(session, actor, run, life, entry, range_on_fruit, base_url=base_url, now=now)
    return after


def close_run(
    session: Session,
    actor: Actor,
    run: PrintRun,
    applied: Sequence[Range],
    *,
    base_url: str | None,
    now: datetime,
) -> RunLife:
    """End a run: what was applied stands, every other label is void from now on. Closing again as before does nothing.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: it cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: labels were applied of a batch that may not go on.
    """
    life = life_of(session, run, now=now)
    if life.closed_at is not None and not Ranges.of(*applied) - life.applied:
        return life
    check_open(life)
    for part in applied:
        life = _apply(session, actor, run, life, part, base_url=base_url, now=now)
    _, life = add(session, actor, run, life, kind="closed", now=now)
    return life


def _apply(
    session: Session,
    actor: Actor,
    run: PrintRun,
    life: RunLife,
    part: Range,
    *,
    base_url: str | None,
    now: datetime,
) -> RunLife:
    check_apply(life, part)
    new = Ranges.of(part) - life.applied
    ids = sorted({one.batch_id for one in life.bound if one.serials & new})
    check_may_go_on(session, actor, [session.get_one(Batch, batch_id) for batch_id in ids])
    for fresh in new:
        entry, life = add(session, actor, run, life, kind="applied", part=fresh, now=now)
        tell(session, actor, run, life, entry, fresh, base_url=base_url, now=now)
    return life
