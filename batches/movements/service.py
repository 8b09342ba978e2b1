"""Use cases of movements: ship, answer, receive. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import start_of
from batches.harvest.model import Batch
from batches.movements.errors import (
    BatchNotInShipment,
    ReceiverIsSender,
    ReceiverUnclear,
    ReceiverUnknown,
    ShipmentAnswered,
    ShipmentNotAccepted,
    ShipmentReceived,
)
from batches.movements.model import Movement, MovementLine, ShipmentAnswer
from batches.movements.queries import get_movement, receipt_of
from batches.movements.recording import record_movement
from batches.movements.rules import check_answer, check_moved_at, check_received
from batches.movements.taking import Line, check_once, take
from batches.organisations.model import Organisation
from batches.organisations.service import find_organisation
from batches.ownership import own_organisation_id


@dataclass(frozen=True, kw_only=True, slots=True)
class MovementReport:
    """What somebody says was moved.

    Attributes:
        lines: batches with their weights in kg.
        to_organisation: the receiver's short code; to_text: a buyer who is not here.
        vehicle, reference: private.
    """

    lines: Sequence[Line]
    moved_at: datetime
    to_organisation: str | None = None
    to_text: str | None = None
    vehicle: str | None = None
    reference: str | None = None


def ship(
    session: Session, actor: Actor, report: MovementReport, *, base_url: str | None, now: datetime
) -> Movement:
    """Send fruit of batches that the actor's organisation has.

    Raises:
        ReceiverUnclear, ReceiverUnknown, ReceiverIsSender: where it goes.
        NotFound, BatchNamedTwice: the batches.
        BatchRecalled, BatchRejected, BatchOnHold, BatchNotWeighed: one may not go on.
        MassBalance: more than there is.
        MovedInFuture, MovedTooEarly: it cannot have happened then.
    """
    sender = own_organisation_id(actor)
    receiver = _receiver(session, sender, report)
    taken = take(session, actor, report.lines, pointer="/lines")
    earliest = max(start_of(batch.harvested_to_on or batch.harvested_on) for batch, _ in taken)
    check_moved_at(
        report.moved_at,
        earliest=earliest,
        earliest_vi="hàng được thu hoạch",
        earliest_en="the fruit was harvested",
        now=now,
    )
    shipment = _movement(actor, report, kind="ship", receiver=receiver, now=now)
    shipment.lines = [MovementLine(batch_id=batch.id, net_weight_kg=weight) for batch, weight in taken]
    session.add(shipment)
    session.flush()
    record_movement(session, actor, shipment, kind="shipping", base_url=base_url, now=now)
    return shipment


def answer_shipment(
    session: Session,
    actor: Actor,
    shipment_id: uuid.UUID,
    *,
    answer: str,
    reason: str | None,
    base_url: str | None,
    now: datetime,
) -> Movement:
    """Accept or refuse a shipment as its receiver, or make it void as its sender; the last two bring the fruit back.

    Raises:
        NotFound: it is missing or not the actor's to see.
        NotTheReceiver, NotTheSender, AnswerReasonMissing: not like that.
        ShipmentAnswered: it ended before.
    """
    shipment = get_movement(session, actor, shipment_id, kind="ship", lock=True)
    check_answer(
        answer,
        reason=reason,
        answering=actor.organisation_id,
        sender=shipment.organisation_id,
        receiver=shipment.receiver_id,
    )
    if shipment.answer is not None:
        at = shipment.answer.answered_at.isoformat(timespec="seconds")
        raise ShipmentAnswered(answered_at=at, state=shipment.state)
    row = ShipmentAnswer(
        shipment_id=shipment.id, answer=answer, reason=reason, answered_at=now, answered_by=actor.id
    )
    session.add(row)
    shipment.updated_at = now
    if answer == "accepted":
        for line in shipment.lines:
            session.get_one(Batch, line.batch_id).updated_at = now  # who syncs sees it from now on
    session.flush()
    session.refresh(shipment, ["answer"])
    kind = "accepting" if answer == "accepted" else "void_shipping"
    record_movement(session, actor, shipment, kind=kind, record_id=row.id, base_url=base_url, now=now)
    return shipment


def receive(
    session: Session,
    actor: Actor,
    shipment_id: uuid.UUID,
    report: MovementReport,
    *,
    base_url: str | None,
    now: datetime,
) -> Movement:
    """Record what came of a shipment, once, with the receiver's own weights; a batch left out did not come.

    Raises:
        NotFound: it is missing or not the actor's to see.
        ShipmentNotAccepted, ShipmentReceived, NotTheReceiver: not now, or not by this organisation.
        BatchNotInShipment, BatchNamedTwice, MassBalance: what came.
        MovedInFuture, MovedTooEarly: it cannot have happened then.
    """
    shipment = get_movement(session, actor, shipment_id, kind="ship", lock=True, pointer="/shipment_id")
    check_answer(
        "accepted",
        reason=None,
        answering=actor.organisation_id,
        sender=shipment.organisation_id,
        receiver=shipment.receiver_id,
    )
    if shipment.state != "accepted":
        raise ShipmentNotAccepted(state=shipment.state, pointer="/shipment_id")
    earlier = receipt_of(session, shipment)
    if earlier is not None:
        raise ShipmentReceived(moved_at=earlier.moved_at.isoformat(timespec="seconds"))
    _check_received(session, shipment, report.lines)
    check_moved_at(
        report.moved_at,
        earliest=shipment.moved_at,
        earliest_vi="hàng rời bên gửi",
        earliest_en="the fruit left its sender",
        now=now,
    )
    receipt = _movement(actor, report, kind="receive", receiver=None, now=now)
    receipt.shipment_id = shipment.id
    receipt.lines = [
        MovementLine(batch_id=batch_id, net_weight_kg=weight) for batch_id, weight in report.lines
    ]
    session.add(receipt)
    shipment.updated_at = now
    session.flush()
    record_movement(session, actor, receipt, kind="receiving", base_url=base_url, now=now)
    return receipt


def _check_received(session: Session, shipment: Movement, lines: Sequence[Line]) -> None:
    sent = {line.batch_id: line.net_weight_kg for line in shipment.lines}
    for place, (batch_id, _) in enumerate(lines):
        if batch_id not in sent:
            raise BatchNotInShipment(batch_id=batch_id, pointer=f"/lines/{place}/batch_id")
    batches = {batch_id: session.get_one(Batch, batch_id) for batch_id, _ in lines}
    check_once(lines, batches, "/lines")
    for place, (batch_id, weight) in enumerate(lines):
        check_received(
            batches[batch_id].lot,
            received_kg=weight,
            sent_kg=sent[batch_id],
            pointer=f"/lines/{place}/net_weight_kg",
        )


def _receiver(session: Session, sender: uuid.UUID, report: MovementReport) -> Organisation | None:
    if (report.to_organisation is None) == (report.to_text is None):
        raise ReceiverUnclear(pointer="/to_organisation")
    if report.to_organisation is None:
        return None
    found = find_organisation(session, report.to_organisation)
    if found is None:
        raise ReceiverUnknown(short_code=report.to_organisation, pointer="/to_organisation")
    if found.id == sender:
        raise ReceiverIsSender(short_code=report.to_organisation, pointer="/to_organisation")
    return found


def _movement(
    actor: Actor, report: MovementReport, *, kind: str, receiver: Organisation | None, now: datetime
) -> Movement:
    return Movement(
        organisation_id=own_organisation_id(actor),
        kind=kind,
        receiver_id=receiver.id if receiver else None,
        receiver_text=report.to_text,
        moved_at=report.moved_at,
        vehicle=report.vehicle,
        reference=report.reference,
        recorded_at=now,
        recorded_by=actor.id,
        updated_at=now,
        answer=None,
    )
