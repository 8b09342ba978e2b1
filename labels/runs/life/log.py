"""Adding lines to a run's log, and telling as events what happened to labels on fruit."""

import uuid
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
from labels.runs.life.model import LabelEntry
from labels.runs.life.rules import Kind, RunLife, fold
from labels.runs.model import PrintRun
from labels.runs.ranges import Range


def lock_run(session: Session, actor: Actor, run_id: uuid.UUID) -> PrintRun:
    """A run of the actor's organisation, to whose log nobody else adds until the transaction ends.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    run = session.get(PrintRun, run_id, with_for_update=True)
    if run is None or run.organisation_id != actor.organisation_id:
        raise NotFound(what="print run", id=run_id)
    return run


def add(
    session: Session,
    actor: Actor,
    run: PrintRun,
    life: RunLife,
    *,
    kind: Kind,
    now: datetime,
    part: Range | None = None,
    **what: Any,
) -> tuple[LabelEntry, RunLife]:
    """Add a line to a run's log, and answer where its labels stand then."""
    entry = LabelEntry(
        id=new_id(),
        run_id=run.id,
        number=life.length + 1,
        kind=kind,
        first=part.first if part else None,
        last=part.last if part else None,
        recorded_at=now,
        recorded_by=actor.id,
        **{"is_alone": False, **what},
    )
    session.add(entry)
    session.flush()
    return entry, fold(life, [entry.as_value()])


def tell(
    session: Session,
    actor: Actor,
    run: PrintRun,
    life: RunLife,
    entry: LabelEntry,
    told: Range,
    *,
    base_url: str | None,
    now: datetime,
) -> None:
    """The event of each batch whose labels were applied, or made void on its fruit."""
    kind, make = (
        ("labels_applied", labels_applied_event)
        if entry.kind == "applied"
        else ("labels_void", labels_void_event)
    )
    for one in life.bound:
        batch = session.get_one(Batch, one.batch_id)
        for found in one.serials.within(told):
            facts = AppliedLabels(
                record_id=entry.id,
                lot_class=lot_class(session, batch, base_url=base_url),
                place=site(session, run.organisation_id, base_url=base_url),
                run=run.run_code,
                first=found.first,
                last=found.last,
            )
            event = make(facts, at=now, recorded_at=now)
            record(session, actor, kind=kind, event=event, batch_ids=[one.batch_id], now=now)
