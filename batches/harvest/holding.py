"""Holds: opened by rules, ended in writing by somebody who may. The caller owns the transaction."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.findings import Finding
from batches.harvest.errors import BatchOnHold, BatchRejected, HoldDecided
from batches.harvest.model import Batch, Hold, HoldDecision
from batches.harvest.publishing import publish_if_whole
from batches.harvest.queries import get_own_batch


def open_holds(batch: Batch, found: Iterable[Finding], *, now: datetime) -> list[Hold]:
    """Hold a batch for what was found, once for each finding, open or decided; answers the new holds.

    Another finding of the same code is another reason: who ends the first hold has not been told of it. A rejected
    batch needs no more of them.
    """
    if batch.status == "rejected":
        return []
    known = [hold.finding for hold in batch.holds]
    opened = [
        Hold(code=finding.code, values=dict(finding.values), since=now)
        for finding in found
        if finding not in known
    ]
    batch.holds.extend(opened)
    if opened:
        batch.updated_at = now
    return opened


def get_hold(session: Session, actor: Actor, batch_id: uuid.UUID, hold_id: uuid.UUID) -> Hold:
    """A hold of a batch of the actor's organisation, the batch locked.

    Raises:
        NotFound: batch or hold is missing or not the actor's to see.
    """
    batch = get_own_batch(session, actor, batch_id, lock=True)
    hold = session.get(Hold, hold_id)
    if hold is None or hold.batch_id != batch.id:
        raise NotFound(what="hold", id=hold_id)
    return hold


def decide_hold(
    session: Session,
    hold: Hold,
    *,
    decision: str,
    reason: str,
    decided_by: uuid.UUID,
    is_alone: bool,
    now: datetime,
) -> HoldDecision:
    """End a hold: release lets the batch go on when no other hold is open, reject ends it for good.

    Args:
        is_alone: nobody else could decide, so who registered the batch did.

    Raises:
        HoldDecided: it was decided before.
        BatchRejected: another hold's decision ended the batch.
    """
    if hold.decision is not None:
        raise HoldDecided(decision=hold.decision.decision, decided_at=hold.decision.decided_at.isoformat())
    if hold.batch.status == "rejected":
        raise BatchRejected(lot=hold.batch.lot)
    made = HoldDecision(
        hold=hold,
        decision=decision,
        reason=reason,
        decided_at=now,
        decided_by=decided_by,
        is_alone=is_alone,
    )
    session.add(made)
    hold.batch.updated_at = now
    if decision == "reject":
        hold.batch.rejected_at = now
    session.flush()
    publish_if_whole(session, hold.batch, now=now)
    return made


def check_not_held(batch: Batch) -> None:
    """Refuse to go on with a batch that is held or was rejected.

    Raises:
        BatchOnHold, BatchRejected: with the reasons of the holds.
    """
    if batch.status == "rejected":
        raise BatchRejected(lot=batch.lot)
    if batch.status == "on_hold":
        findings = [hold.finding for hold in batch.open_holds]
        raise BatchOnHold(
            lot=batch.lot,
            holds_vi=" ".join(finding.sentence("vi") for finding in findings),
            holds_en=" ".join(finding.sentence("en") for finding in findings),
        )
