"""Which batches an organisation may see and use: its own, and those of a shipment that it accepted."""

import uuid

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.harvest.queries import get_own_batch
from batches.movements.model import Movement, MovementLine, ShipmentAnswer


def get_seen_batch(
    session: Session, actor: Actor, batch_id: uuid.UUID, *, pointer: str = "", lock: bool = False
) -> Batch:
    """A batch that the actor's organisation made, or accepted.

    Args:
        lock: nobody else changes it, or takes of it, until the transaction ends.

    Raises:
        NotFound: it is missing or not the actor's to see; before a shipment is accepted, that is so.
    """
    batch = session.get(Batch, batch_id, with_for_update=lock or None, populate_existing=lock)
    if batch is None:
        raise NotFound(what="batch", id=batch_id, pointer=pointer)
    if batch.organisation_id == actor.organisation_id:
        return get_own_batch(session, actor, batch_id)
    if actor.household_code is not None or not session.scalar(
        exists().where(accepted_by(actor.organisation_id), MovementLine.batch_id == batch_id).select()
    ):
        raise NotFound(what="batch", id=batch_id, pointer=pointer)
    return batch


def accepted_by(organisation_id: uuid.UUID | None) -> ColumnElement[bool]:
    """Joins lines, shipments and answers: the lines of what an organisation accepted."""
    return (
        (Movement.id == MovementLine.movement_id)
        & (Movement.receiver_id == organisation_id)
        & (ShipmentAnswer.shipment_id == Movement.id)
        & (ShipmentAnswer.answer == "accepted")
    )


def is_seen_by(organisation_id: uuid.UUID | None) -> ColumnElement[bool]:
    """The same of `Batch`, for lists."""
    accepted = exists().where(accepted_by(organisation_id), MovementLine.batch_id == Batch.id)
    return or_(Batch.organisation_id == organisation_id, accepted)
