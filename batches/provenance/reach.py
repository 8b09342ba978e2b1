"""Which batches of a chain an organisation sees: all that one came from, and of what became of it only its own."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.harvest.model import Batch, Hold
from batches.lineage.model import PackingInput
from batches.lineage.queries import downstream, edges_between, upstream
from batches.movements.access import is_seen_by
from batches.movements.model import Movement, MovementLine
from batches.provenance.hands import Holder, Passage, holders, is_of_chain

DIRECTIONS = ("back", "forward", "both")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Batches of a chain, what went from one into another, and how their fruit was shipped.

    Attributes:
        batches: by id, in the order in which they were cut.
        shipments: with all their lines and answers, those in which fruit of the chain went to who has or used it,
            or which the organisation that asks sent or got.
        held: who had fruit of which batch.
    """

    batches: Mapping[uuid.UUID, Batch]
    edges: Sequence[PackingInput]
    shipments: Sequence[Movement]
    held: frozenset[Holder]


def reach_of(session: Session, actor: Actor, batch: Batch, direction: str) -> Reach:
    """What an actor sees around a batch that it sees; each direction is walked by one recursive query.

    Args:
        direction: `back`: all it was made of, whoever made it; `forward`: what it became, as far as the actor's
            organisation made or accepted it; `both`. A farmer bound to a household sees no further than the harvest.
    """
    ids = {batch.id}
    if direction != "forward":
        ids |= set(session.scalars(select(upstream([batch.id]).c.batch_id)))
    if direction != "back" and actor.household_code is None:
        became = session.scalars(select(downstream([batch.id]).c.batch_id)).all()
        seen = select(Batch.id).where(Batch.id.in_(became), is_seen_by(actor.organisation_id))
        ids |= set(session.scalars(seen))
    return read_reach(session, ids, asked_by=actor.organisation_id)


def origin_reach(session: Session, batch_id: uuid.UUID) -> Reach:
    """All that a batch came from, as nobody in particular sees it."""
    ids = set(session.scalars(select(upstream([batch_id]).c.batch_id)))
    return read_reach(session, ids, asked_by=None)


def read_reach(session: Session, batch_ids: Collection[uuid.UUID], *, asked_by: uuid.UUID | None) -> Reach:
    """Some batches with what joins them, by a fixed number of queries."""
    batches = {batch.id: batch for batch in session.scalars(_batches(batch_ids))}
    edges = edges_between(session, batch_ids)
    users = {(batch.id, batch.organisation_id) for batch in batches.values()}
    users |= {(edge.input_id, batches[edge.output_id].organisation_id) for edge in edges}
    if asked_by is not None:
        users |= {(batch_id, asked_by) for batch_id in batch_ids}
    moved = select(MovementLine.movement_id).where(MovementLine.batch_id.in_(batch_ids)).distinct()
    movement_ids = session.scalars(moved).all()
    shipments = list(session.scalars(_shipments(movement_ids))) if movement_ids else []
    passages = {shipment.id: passages_of(shipment, batches) for shipment in shipments}
    held = frozenset(holders([passage for found in passages.values() for passage in found], users))
    return Reach(
        batches=batches,
        edges=edges,
        shipments=[
            shipment
            for shipment in shipments
            if (asked_by is not None and asked_by in (shipment.organisation_id, shipment.receiver_id))
            or any(is_of_chain(passage, held) for passage in passages[shipment.id])
        ],
        held=held,
    )


def passages_of(shipment: Movement, batches: Collection[uuid.UUID]) -> list[Passage]:
    """What a shipment took of some batches."""
    return [
        Passage(
            batch_id=line.batch_id,
            sender_id=shipment.organisation_id,
            receiver_id=shipment.receiver_id,
            is_accepted=shipment.state == "accepted",
        )
        for line in shipment.lines
        if line.batch_id in batches
    ]


def _batches(batch_ids: Collection[uuid.UUID]) -> Select[Any]:
    with_status = selectinload(Batch.holds).selectinload(Hold.decision)
    found = select(Batch).where(Batch.id.in_(batch_ids)).options(with_status)
    return found.order_by(Batch.harvested_on, Batch.id)


def _shipments(movement_ids: Collection[uuid.UUID]) -> Select[Any]:
    return (
        select(Movement)
        .where(Movement.id.in_(movement_ids), Movement.kind == "ship")
        .options(selectinload(Movement.lines), selectinload(Movement.answer))
        .order_by(Movement.moved_at, Movement.id)
    )
