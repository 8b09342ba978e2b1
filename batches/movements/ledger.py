"""How much of a batch an organisation has: what it made or received, less what it packed and shipped."""

import uuid
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.movements.model import Movement, MovementLine, ShipmentAnswer

BACK = ("refused", "void")  # such a shipment took nothing away


def left_kg(session: Session, organisation_id: uuid.UUID, batch: Batch) -> Decimal:
    """What is left of a batch in kg; the caller holds the batch locked."""
    made = batch.net_weight_kg if batch.organisation_id == organisation_id else Decimal(0)
    received = _moved_kg(session, organisation_id, batch, kind="receive")
    shipped = _moved_kg(session, organisation_id, batch, kind="ship")
    return made + received - shipped - _packed_kg(session, organisation_id, batch)


def _moved_kg(session: Session, organisation_id: uuid.UUID, batch: Batch, *, kind: str) -> Decimal:
    back = select(ShipmentAnswer.id).where(
        ShipmentAnswer.shipment_id == Movement.id, ShipmentAnswer.answer.in_(BACK)
    )
    found = session.scalar(
        select(func.sum(MovementLine.net_weight_kg))
        .join(Movement, Movement.id == MovementLine.movement_id)
        .where(
            MovementLine.batch_id == batch.id,
            Movement.organisation_id == organisation_id,
            Movement.kind == kind,
            ~back.exists(),
        )
    )
    return found or Decimal(0)


def _packed_kg(session: Session, organisation_id: uuid.UUID, batch: Batch) -> Decimal:
    found = session.scalar(
        select(func.sum(PackingInput.net_weight_kg))
        .join(Batch, Batch.id == PackingInput.output_id)
        .where(PackingInput.input_id == batch.id, Batch.organisation_id == organisation_id)
    )
    return found or Decimal(0)
