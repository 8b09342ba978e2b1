"""Use cases of print runs: read one, give its labels out. The caller owns the transaction."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.paging import Page, Wanted, read_page
from batches.recalls.standing import check_may_go_on
from labels.runs.life.checks import check_print, without_void
from labels.runs.life.queries import life_of
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges


def get_own_run(session: Session, actor: Actor, run_id: uuid.UUID) -> PrintRun:
    """A run of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    run = session.get(PrintRun, run_id)
    if run is None or run.organisation_id != actor.organisation_id:
        raise NotFound(what="print run", id=run_id)
    return run


@dataclass(frozen=True, kw_only=True, slots=True)
class Printable:
    """A run to be drawn, and which of the labels asked for are void: they are left out."""

    run: PrintRun
    left_out: Ranges


def get_printable_run(
    session: Session,
    actor: Actor,
    run_id: uuid.UUID,
    *,
    first: int = 1,
    last: int | None = None,
    now: datetime,
) -> Printable:
    """The same, to be drawn from one serial to another: what may not go onto fruit gives no label either.

    Serials that the run does not have are left to who draws them.

    Raises:
        NotFound: it is missing or another organisation's.
        RangeReversed: the last serial comes before the first.
        BatchRecalled, BatchOnHold, BatchRejected: the batch of these labels may not go on.
        RunAwaitsApproval, RunDeclined, RunClosed: they may not be used.
        LabelsVoid: all of them are.
        RunAlreadyPrinted: they were printed already, and no reprint was approved.
    """
    run = get_own_run(session, actor, run_id)
    life = life_of(session, run, now=now)
    part = Range.told(first, max(first, run.quantity) if last is None else last)
    wanted = Ranges.of(part) & life.whole
    drawn = without_void(life, wanted)
    ids = sorted({one.batch_id for one in life.bound if one.serials & drawn})
    check_may_go_on(session, actor, [session.get_one(Batch, batch_id) for batch_id in ids])
    for inside in drawn:
        check_print(life, inside, now=now)
    return Printable(run=run, left_out=wanted - drawn)


def list_own_runs(session: Session, actor: Actor, wanted: Wanted) -> Page[PrintRun]:
    """A page of the runs of the actor's organisation."""
    own = select(PrintRun).where(PrintRun.organisation_id == actor.organisation_id)
    own = own.options(selectinload(PrintRun.design), selectinload(PrintRun.stock))
    return read_page(session, own, wanted, key=PrintRun.id, updated_at=PrintRun.created_at)
