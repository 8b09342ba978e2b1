"""Writes the events of movements: both organisations may read them, nobody else."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.events.kinds.movements import (
    MovementFacts,
    accepting_event,
    receiving_event,
    shipping_event,
    void_shipping_event,
)
from batches.events.model import Event
from batches.events.service import record
from batches.harvest.lots import party, site, weighed_lots
from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.ownership import own_organisation_id

MADE_BY: Mapping[str, Callable[..., dict[str, Any]]] = {
    "shipping": shipping_event,
    "accepting": accepting_event,
    "void_shipping": void_shipping_event,
    "receiving": receiving_event,
}


def record_movement(
    session: Session,
    actor: Actor,
    movement: Movement,
    *,
    kind: str,
    record_id: uuid.UUID | None = None,
    base_url: str | None,
    now: datetime,
) -> Event:
    """Record what an organisation says of a movement.

    Args:
        kind: a key of `MADE_BY`.
        record_id: of an answer, which happens now; None: of the movement itself, which has its own time.
    """
    acting = own_organisation_id(actor)
    shipment = movement if movement.kind == "ship" else session.get_one(Movement, movement.shipment_id)
    others = {shipment.organisation_id, shipment.receiver_id} - {acting, None}
    weighed = [(session.get_one(Batch, line.batch_id), line.net_weight_kg) for line in movement.lines]
    receiver = shipment.receiver_id
    facts = MovementFacts(
        record_id=record_id or movement.id,
        lots=weighed_lots(session, weighed, base_url=base_url),
        sender=party(session, shipment.organisation_id, base_url=base_url),
        receiver=party(session, receiver, base_url=base_url) if receiver else None,
        place=site(session, acting, base_url=base_url),
        moved_at=now if record_id else movement.moved_at,
    )
    return record(
        session,
        actor,
        kind=kind,
        event=MADE_BY[kind](facts, recorded_at=now),
        batch_ids=[batch.id for batch, _ in weighed],
        now=now,
        counterparty_id=next(iter(others), None),
    )
