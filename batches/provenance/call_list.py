"""Whom a recall must reach: every receiver of what it recalls, at any depth, with the 24-hour clock."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.lineage.queries import downstream_of
from batches.movements.ledger import BACK
from batches.movements.model import Movement, MovementLine, ShipmentAnswer
from batches.organisations.model import Organisation
from batches.recalls.model import Recall, RecallCall
from batches.recalls.service import named_by

TIME_TO_CALL = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A receiver to be told, with the shipment by which the fruit went there.

    Attributes:
        receiver: an organisation's name, or what the sender wrote of a buyer who is not here.
        called_at: when they were told last; None: not yet.
    """

    shipment_id: uuid.UUID
    receiver: str
    phone: str | None
    sender: str
    lots: list[str]
    shipped_at: datetime
    called_at: datetime | None
    note: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CallList:
    """All calls of a recall, the oldest shipment first."""

    recall_id: uuid.UUID
    due_at: datetime
    is_overdue: bool
    calls: list[Call]


def reached_by(session: Session, recalls: Collection[Recall]) -> Mapping[uuid.UUID, set[uuid.UUID]]:
    """By recall, all batches that it reaches, those that it names included."""
    named = named_by(session, recalls)
    below = downstream_of(session, {batch_id for ids in named.values() for batch_id in ids})
    return {
        recall_id: {found for batch_id in ids for found in below[batch_id]}
        for recall_id, ids in named.items()
    }


def call_list(session: Session, recall: Recall, *, now: datetime) -> CallList:
    """The call list of a recall as it stands now: a shipment made meanwhile is on it too."""
    shipped = _shipments(session, reached_by(session, [recall])[recall.id])
    organisations = _organisations(session, [shipment for shipment, _ in shipped])
    last = {call.shipment_id: call for call in recall.calls}
    calls = [_call(shipment, lots, organisations, last.get(shipment.id)) for shipment, lots in shipped]
    due_at = recall.recalled_at + TIME_TO_CALL
    return CallList(
        recall_id=recall.id,
        due_at=due_at,
        is_overdue=now > due_at and any(call.called_at is None for call in calls),
        calls=calls,
    )


def record_call(
    session: Session,
    actor: Actor,
    recall: Recall,
    *,
    shipment_id: uuid.UUID,
    note: str | None,
    now: datetime,
) -> RecallCall:
    """Note that the receiver of a shipment was told.

    Raises:
        NotFound: the shipment is not on the recall's list.
    """
    if shipment_id not in {call.shipment_id for call in call_list(session, recall, now=now).calls}:
        raise NotFound(what="movement", id=shipment_id, pointer="/shipment_id")
    call = RecallCall(
        recall_id=recall.id, shipment_id=shipment_id, note=note, called_at=now, called_by=actor.id
    )
    session.add(call)
    session.flush()
    session.refresh(recall, ["calls"])
    return call


def _shipments(session: Session, batch_ids: set[uuid.UUID]) -> list[tuple[Movement, list[str]]]:
    """Shipments that took any of some batches away, with their lots."""
    back = exists().where(ShipmentAnswer.shipment_id == Movement.id, ShipmentAnswer.answer.in_(BACK))
    rows = session.execute(
        select(Movement, Batch.lot)
        .join(MovementLine, MovementLine.movement_id == Movement.id)
        .join(Batch, Batch.id == MovementLine.batch_id)
        .where(Movement.kind == "ship", MovementLine.batch_id.in_(batch_ids), ~back)
        .order_by(Movement.moved_at, Movement.id, Batch.lot)
    )
    found: dict[uuid.UUID, tuple[Movement, list[str]]] = {}
    for shipment, lot in rows:
        found.setdefault(shipment.id, (shipment, []))[1].append(lot)
    return list(found.values())


def _organisations(session: Session, shipments: Sequence[Movement]) -> Mapping[uuid.UUID, Organisation]:
    ids = {shipment.organisation_id for shipment in shipments}
    ids |= {shipment.receiver_id for shipment in shipments if shipment.receiver_id is not None}
    rows = session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in rows}


def _call(
    shipment: Movement,
    lots: list[str],
    organisations: Mapping[uuid.UUID, Organisation],
    last: RecallCall | None,
) -> Call:
    receiver = organisations[shipment.receiver_id] if shipment.receiver_id else None
    return Call(
        shipment_id=shipment.id,
        receiver=receiver.name if receiver else shipment.receiver_text or "",
        phone=receiver.phone if receiver else None,
        sender=organisations[shipment.organisation_id].name,
        lots=lots,
        shipped_at=shipment.moved_at,
        called_at=last.called_at if last else None,
        note=last.note if last else None,
    )
