"""Use cases of a run's labels: fetched, printed, applied, void, closed. The caller owns the transaction.

Each takes the run locked, asks what its log allows, and adds to it. Telling the same twice changes nothing more. A
range that holds void labels is refused, unless they are to be passed over: then the others are taken.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.recalls.standing import check_may_go_on
from labels.runs.life.checks import check_apply, check_inside, check_open, check_use, check_void, without_void
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
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range | None,
    *,
    skip_void: bool = False,
    now: datetime,
) -> RunLife:
    """The packer has labels in hand: they are not printed again without a reprint.

    Args:
        part: None: all that are not void.
        skip_void: pass over the void labels of the part; nothing but void ones is refused all the same.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they cannot have been.
    """
    life = life_of(session, run, now=now)
    check_open(life)
    told = life.whole - life.void if part is None else check_inside(life, part)
    told = without_void(life, told) if skip_void else told
    for one in told:
        check_use(life, one)
    for new in told - (life.printed - life.reopened):
        _, life = add(session, actor, run, life, kind="printed", part=new, now=now)
    return life


def apply_labels(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    base_url: str | None,
    skip_void: bool = False,
    now: datetime,
) -> RunLife:
    """Labels are on fruit; only those that were not told before become events.

    Args:
        skip_void: as of a confirmation.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: they cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: their batch may not go on.
    """
    life, told = life_of(session, run, now=now), Ranges.of(part)
    told = without_void(life, told) if skip_void else told
    return _apply(session, actor, run, life, told, base_url=base_url, now=now)


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
    skip_void: bool = False,
    now: datetime,
) -> RunLife:
    """End a run: what was applied stands, every other label is void from now on. Closing again as before does nothing.

    Args:
        skip_void: as of a confirmation; what closing itself made void is not passed over, but refused.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: it cannot be.
        BatchRecalled, BatchOnHold, BatchRejected: labels were applied of a batch that may not go on.
    """
    life, told = life_of(session, run, now=now), Ranges.of(*applied)
    settled = life.applied | (life.void - life.left_over) if skip_void else life.applied
    if life.closed_at is not None and not told - settled:
        return life
    check_open(life)
    told = without_void(life, told) if skip_void else told
    life = _apply(session, actor, run, life, told, base_url=base_url, now=now)
    _, life = add(session, actor, run, life, kind="closed", now=now)
    return life


def _apply(
    session: Session,
    actor: Actor,
    run: PrintRun,
    life: RunLife,
    told: Ranges,
    *,
    base_url: str | None,
    now: datetime,
) -> RunLife:
    for part in told:
        check_apply(life, part)
    new = told - life.applied
    ids = sorted({one.batch_id for one in life.bound if one.serials & new})
    check_may_go_on(session, actor, [session.get_one(Batch, batch_id) for batch_id in ids])
    for fresh in new:
        entry, life = add(session, actor, run, life, kind="applied", part=fresh, now=now)
        tell(session, actor, run, life, entry, fresh, base_url=base_url, now=now)
    return life
