"""Reads of movements: sender and receiver see them, nobody else."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.findings import Finding
from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.movements.rules import loss
from batches.organisations.model import Organisation
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


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadMovement:
    """A movement with what hangs on it.

    Attributes:
        shipment: of a receipt, what was sent; else the movement itself.
        receipt_id: of a shipment that was received.
        sender, receiver: short codes.
        lots: by batch.
        differences: between what was sent and what was received, beyond what fruit loses by itself.
    """

    movement: Movement
    shipment: Movement
    receipt_id: uuid.UUID | None
    sender: str
    receiver: str | None
    lots: Mapping[uuid.UUID, str]
    differences: list[Finding]


def read_movements(
    session: Session, movements: Sequence[Movement], *, usual_loss_percent: Decimal
) -> list[ReadMovement]:
    """Movements with what hangs on them, by a query for each kind of it, not one for each movement."""
    shipments = _shipments_of(session, movements)
    receipts = _receipts_of(session, shipments.values())
    lots = _lots_of(session, [*movements, *shipments.values()])
    codes = _short_codes_of(session, shipments.values())
    return [
        ReadMovement(
            movement=movement,
            shipment=(shipment := shipments[movement.id]),
            receipt_id=receipts.get(movement.id),
            sender=codes[shipment.organisation_id],
            receiver=codes[shipment.receiver_id] if shipment.receiver_id else None,
            lots=lots,
            differences=_differences(movement, shipment, lots, usual_loss_percent),
        )
        for movement in movements
    ]


def _shipments_of(session: Session, movements: Sequence[Movement]) -> dict[uuid.UUID, Movement]:
    """By movement, its shipment; a shipment is its own."""
    wanted_ids = {movement.shipment_id for movement in movements if movement.shipment_id is not None}
    rows = select(Movement).where(Movement.id.in_(wanted_ids)).options(selectinload(Movement.lines))
    found = {row.id: row for row in session.scalars(rows)} if wanted_ids else {}
    return {
        movement.id: found[movement.shipment_id] if movement.shipment_id else movement
        for movement in movements
    }


def _receipts_of(session: Session, shipments: Iterable[Movement]) -> dict[uuid.UUID | None, uuid.UUID]:
    ids = {shipment.id for shipment in shipments}
    rows = session.execute(select(Movement.shipment_id, Movement.id).where(Movement.shipment_id.in_(ids)))
    return {shipment_id: receipt_id for shipment_id, receipt_id in rows}  # noqa: C416 - a Result is no mapping


def _lots_of(session: Session, movements: Iterable[Movement]) -> dict[uuid.UUID, str]:
    ids = {line.batch_id for movement in movements for line in movement.lines}
    rows = session.execute(select(Batch.id, Batch.lot).where(Batch.id.in_(ids)))
    return {batch_id: lot for batch_id, lot in rows}  # noqa: C416 - a Result is no mapping


def _short_codes_of(session: Session, shipments: Iterable[Movement]) -> dict[uuid.UUID, str]:
    ids = {found for shipment in shipments for found in (shipment.organisation_id, shipment.receiver_id)}
    rows = session.execute(select(Organisation.id, Organisation.short_code).where(Organisation.id.in_(ids)))
    return {organisation_id: code for organisation_id, code in rows}  # noqa: C416 - a Result is no mapping


def _differences(
    movement: Movement, shipment: Movement, lots: Mapping[uuid.UUID, str], usual_percent: Decimal
) -> list[Finding]:
    if movement is shipment:
        return []
    received = {line.batch_id: line.net_weight_kg for line in movement.lines}
    found = [
        loss(
            lots[line.batch_id],
            sent_kg=line.net_weight_kg,
            received_kg=received.get(line.batch_id, Decimal(0)),
            usual_percent=usual_percent,
        )
        for line in shipment.lines
    ]
    return [finding for finding in found if finding is not None]
