"""The use case of a correction: the right event, the declaration, and what follows. The caller owns the transaction."""

import json
import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.corrections.errors import BatchInUse, DeclarationNotCorrectable, EventCorrected
from batches.corrections.findings import HarvestDidNotOccur
from batches.corrections.model import Correction
from batches.corrections.rules import check_correctable, check_new_weight
from batches.errors import NotFound
from batches.events.kinds.corrections import declared_wrong, with_weight
from batches.events.model import Event, event_batch
from batches.events.service import get_event, record
from batches.harvest.holding import decide_hold, open_holds
from batches.harvest.model import Batch, Weighing
from batches.harvest.rules import check_grades
from batches.harvest.weighing import judge_again
from batches.movements.access import get_seen_batch
from batches.movements.ledger import left_kg
from batches.movements.model import Movement, MovementLine
from batches.ownership import own_organisation_id
from batches.plots.service import get_own_plot


def correct_event(
    session: Session,
    actor: Actor,
    batch_id: uuid.UUID,
    event_id: uuid.UUID,
    *,
    reason: str,
    note: str,
    net_weight_kg: Decimal | None,
    decided_by: uuid.UUID,
    now: datetime,
) -> Correction:
    """Declare an event of the actor's organisation wrong; the right one is recorded first, where there is one.

    Args:
        net_weight_kg: the batch's right weight; None: the event did not occur.
        decided_by: the person, also where a token of theirs does it.

    Raises:
        NotFound: batch or event is missing, or was recorded by somebody else.
        DeclarationNotCorrectable, EventCorrected, EventNotCorrectable, CorrectionUnclear: not this event, or not so.
        CorrectionChangesNothing, MassBalance, GradesExceedBatch, BatchInUse: what it says cannot be.
    """
    batch = _locked(session, actor, batch_id)
    event = _own_event(session, actor, batch, event_id)
    check_correctable(event.kind, reason=reason, net_weight_kg=net_weight_kg)
    if net_weight_kg is None:
        _undo(session, batch, event, note=note, decided_by=decided_by, now=now)
        right = None
    else:
        _reweigh(session, actor, batch, event, net_weight_kg, now)
        right = _record_right(session, actor, batch, event, net_weight_kg, now=now)
    wrong = json.loads(event.document)
    document = declared_wrong(
        wrong, corrective=json.loads(right.document) if right else None, declared_at=now
    )
    declaration = _record(session, actor, event, document, now=now)
    batch.updated_at = now
    correction = Correction(
        organisation_id=own_organisation_id(actor),
        event_id=event.id,
        declaration_id=declaration.id,
        corrective_id=right.id if right else None,
        reason=reason,
        note=note,
        recorded_at=now,
        recorded_by=actor.id,
    )
    session.add(correction)
    session.flush()
    return correction


def _locked(session: Session, actor: Actor, batch_id: uuid.UUID) -> Batch:
    """The plot first, then the batch, as those who count kilograms of a plot do."""
    batch = get_seen_batch(session, actor, batch_id)
    if batch.organisation_id == actor.organisation_id and batch.plot_id is not None:
        get_own_plot(session, actor, batch.plot_id, lock=True)
    return get_seen_batch(session, actor, batch_id, lock=True)


def _own_event(session: Session, actor: Actor, batch: Batch, event_id: uuid.UUID) -> Event:
    event = get_event(session, actor, batch.id, event_id)
    if event.organisation_id != actor.organisation_id:
        raise NotFound(what="event", id=event_id)
    if event.is_declaration:
        raise DeclarationNotCorrectable(event_id=event.id)
    earlier = session.scalar(select(Correction).where(Correction.event_id == event.id))
    if earlier is not None:
        raise EventCorrected(corrected_at=earlier.recorded_at.isoformat(timespec="seconds"))
    return event


def _reweigh(
    session: Session, actor: Actor, batch: Batch, event: Event, net_weight_kg: Decimal, now: datetime
) -> None:
    """Let the batch, or what was received of it, have the weight that is right."""
    if event.kind == "receiving":
        _reweigh_receipt(session, actor, batch, event, net_weight_kg, now)
        return
    told = _weight_told(event)
    is_weighed_later = event.kind == "harvest" and session.scalar(
        exists().where(Weighing.batch_id == batch.id).select()
    )
    taken = Decimal(0) if is_weighed_later else _taken_kg(session, batch)
    check_new_weight(batch.lot, new_kg=net_weight_kg, old_kg=told, taken_kg=taken)
    if is_weighed_later:
        return  # the estimate was wrong; the batch has the weight that was found later
    check_grades(
        [row.part for row in batch.grades], net_weight_kg=net_weight_kg, fruit_count=batch.fruit_count
    )
    batch.net_weight_kg = net_weight_kg
    session.flush()
    judge_again(session, batch, now=now)


def _reweigh_receipt(
    session: Session, actor: Actor, batch: Batch, event: Event, net_weight_kg: Decimal, now: datetime
) -> None:
    record_id = json.loads(event.document)["ronguon:record"].removeprefix("urn:uuid:")
    receipt = session.get_one(Movement, uuid.UUID(record_id))
    line = session.get_one(MovementLine, (receipt.id, batch.id))
    sent = session.get_one(MovementLine, (receipt.shipment_id, batch.id))
    left = left_kg(session, own_organisation_id(actor), batch)
    check_new_weight(
        batch.lot,
        new_kg=net_weight_kg,
        old_kg=line.net_weight_kg,
        taken_kg=line.net_weight_kg - left,
        most_kg=sent.net_weight_kg,
    )
    line.net_weight_kg = net_weight_kg
    receipt.updated_at = now
    session.flush()


def _undo(
    session: Session, batch: Batch, event: Event, *, note: str, decided_by: uuid.UUID, now: datetime
) -> None:
    """A harvest that did not occur ends its batch; a test or an inspection just does not count any more."""
    if event.kind != "harvest":
        return
    taken = _taken_kg(session, batch)
    if taken > 0:
        raise BatchInUse(lot=batch.lot, taken_kg=f"{taken.normalize():f}")
    for hold in open_holds(batch, [HarvestDidNotOccur()], now=now):
        session.add(hold)
        session.flush()
        decide_hold(
            session, hold, decision="reject", reason=note, decided_by=decided_by, is_alone=False, now=now
        )


def _taken_kg(session: Session, batch: Batch) -> Decimal:
    """How much its maker packed or shipped of it."""
    return batch.net_weight_kg - left_kg(session, batch.organisation_id, batch)


def _weight_told(event: Event) -> Decimal:
    """Of an event about one lot."""
    element = json.loads(event.document, parse_float=Decimal, parse_int=Decimal)["quantityList"][0]
    weight: Decimal = element["quantity"]
    return weight


def _record_right(
    session: Session,
    actor: Actor,
    batch: Batch,
    event: Event,
    net_weight_kg: Decimal,
    *,
    now: datetime,
) -> Event:
    """The lots of an event stand in the order of their batches' ids."""
    place = sorted(_batch_ids(session, event)).index(batch.id)
    document = json.loads(event.document)
    right = with_weight(document, net_weight_kg, place=place, corrects=event.id, recorded_at=now)
    return _record(session, actor, event, right, now=now)


def _record(
    session: Session, actor: Actor, event: Event, document: dict[str, object], *, now: datetime
) -> Event:
    """Beside the wrong event, in the history of the same batches."""
    return record(
        session,
        actor,
        kind=event.kind,
        event=document,
        batch_ids=_batch_ids(session, event),
        now=now,
        counterparty_id=event.counterparty_id,
        corrects_id=event.id,
    )


def _batch_ids(session: Session, event: Event) -> list[uuid.UUID]:
    return list(session.scalars(select(event_batch.c.batch_id).where(event_batch.c.event_id == event.id)))
