"""Blank labels are given to a batch. The caller owns the transaction."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from labels.runs.allotment.service import allot
from labels.runs.allotment.terms import Terms
from labels.runs.life.checks import check_bind, check_open
from labels.runs.life.log import add
from labels.runs.life.queries import life_of
from labels.runs.life.rules import RunLife
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges
from labels.runs.stating import lock_to_label


def bind_labels(
    session: Session,
    actor: Actor,
    run: PrintRun,
    part: Range,
    *,
    batch_id: uuid.UUID,
    terms: Terms,
    now: datetime,
) -> RunLife:
    """Give blank labels to a published batch, own or accepted, for ever; to give them to it again changes nothing.

    Labels for which another person would have to agree are not bound: a run of their own is asked for them.

    Raises:
        RunClosed, SerialsBeyondRun, LabelsVoid, LabelsBound: they cannot be given.
        NotFound, BatchRecalled, BatchOnHold, BatchRejected, BatchIncomplete: the batch may not get labels.
        AllotmentExceeded, WeightNotConfirmed: its fruit is not there for so many.
    """
    life = life_of(session, run, now=now)
    check_open(life)
    batch, chain = lock_to_label(session, actor, batch_id)
    own = Ranges.of(*(found for one in life.bound if one.batch_id == batch_id for found in one.serials))
    if not Ranges.of(part) - own:
        return life
    check_bind(life, part)
    allot(session, batch, chain, quantity=len(part), level=run.level, terms=terms, now=now)
    _, life = add(session, actor, run, life, kind="bound", part=part, batch_id=batch_id, now=now)
    return life
