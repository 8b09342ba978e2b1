"""Reads of movements: sender and receiver see them, nobody else."""

import uuid
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.findings import Finding
from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.movements.rules import loss
from batches.paging import Page, Wanted, read_page

DIRECTIONS = ("out", "in")


def get_movement(
    session: Session,
    actor: Actor,
    movement_id: uuid.UUID,
    *,
    kind: str | None = None,
    lock: bool = False,
    pointer: str = "",
) -> Movement:
    """A movement that the actor's organisation recorded or that was sent to it, or a receipt of its own shipment.

    Raises:
        NotFound: it is missing, of another kind, or not the actor's to see.
    """
    movement = session.get(Movement, movement_id, with_for_update=lock or None, populate_existing=lock)
    if movement is None or (kind is not None and movement.kind != kind):
        raise NotFound(what="movement", id=movement_id, pointer=pointer)
    shipment = session.get_one(Movement, movement.shipment_id) if movement.shipment_id else movement
    if actor.organisation_id not in {shipment.organisation_id, shipment.receiver_id}:
        raise NotFound(what="movement", id=movement_id, pointer=pointer)
    return movement


def list_movements(
    session: Session, actor: Actor, wanted: Wanted, *, direction: str | None
) -> Page[Movement]:
    """A page of the movements that the actor's organisation recorded, or that were sent to it.

    Args:
        direction: `out`: shipments that it sent; `in`: shipments to it, and what it received; None: all.
    """
    own = Movement.organisation_id == actor.organisation_id
    to_it = Movement.receiver_id == actor.organisation_id
    where: dict[str | None, ColumnElement[bool]] = {
        None: or_(own, to_it),
        "out": own & (Movement.kind == "ship"),
        "in": to_it | (own & (Movement.kind == "receive")),
    }
    found = (
        select(Movement)
        .where(where[direction])
        .options(selectinload(Movement.lines), selectinload(Movement.answer))
    )
    return read_page(session, found, wanted, key=Movement.id, updated_at=Movement.updated_at)


def receipt_of(session: Session, shipment: Movement) -> Movement | None:
    """What was received of a shipment, if it was."""
    return session.scalar(select(Movement).where(Movement.shipment_id == shipment.id))


def warnings_of(session: Session, receipt: Movement, *, usual_loss_percent: Decimal) -> list[Finding]:
    """What differs between what was sent and what was received, beyond what fruit loses by itself."""
    shipment = session.get_one(Movement, receipt.shipment_id)
    received = {line.batch_id: line.net_weight_kg for line in receipt.lines}
    lots = lots_of(session, [line.batch_id for line in shipment.lines])
    found = [
        loss(
            lots[line.batch_id],
            sent_kg=line.net_weight_kg,
            received_kg=received.get(line.batch_id, Decimal(0)),
            usual_percent=usual_loss_percent,
        )
        for line in shipment.lines
    ]
    return [finding for finding in found if finding is not None]


def lots_of(session: Session, batch_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By batch, its lot."""
    found = session.execute(select(Batch.id, Batch.lot).where(Batch.id.in_(batch_ids)))
    return {batch_id: value for batch_id, value in found}  # noqa: C416 - a Result is no mapping
