"""The chain around a batch as the organisation that asks may see it: codes, organisations, places, days, weights.

Never a person, a vehicle, a note, a quota or a plot's position.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.movements.access import get_seen_batch
from batches.movements.model import Movement
from batches.organisations.model import Organisation
from batches.packing.model import Packing
from batches.packing.queries import packings_of
from batches.places.addresses import Address, place_of
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.plots.packing_houses.model import PackingHouse
from batches.products.model import Product
from batches.provenance.history import Occurrence, history_of
from batches.provenance.reach import Reach, reach_of
from batches.provenance.rows import rows_by_id
from batches.recalls.standing import standings


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedBatch:
    """A batch of a chain.

    Attributes:
        place: where it was cut or packed, no nearer than the commune.
    """

    batch: Batch
    organisation: Organisation
    product: Product
    status: str
    place: Address
    growing_area_code: str | None
    packing_house_code: str | None
    packed_on: date | None
    is_own: bool

    @property
    def kind(self) -> str:
        return "harvest" if self.packed_on is None else "packing"


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedLine:
    """So much of a batch was sent and, where the receiver has weighed it, received."""

    batch_id: uuid.UUID
    lot: str
    sent_kg: Decimal
    received_kg: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedMovement:
    """A shipment with what came of it, by short codes of organisations.

    Attributes:
        receiver: None for a buyer who is not here.
        lines: only of batches of the chain.
    """

    id: uuid.UUID
    sender: str
    receiver: str | None
    state: str
    shipped_at: datetime
    received_at: datetime | None
    lines: Sequence[TracedLine]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    batch_id: uuid.UUID
    direction: str
    batches: Sequence[TracedBatch]
    edges: Sequence[PackingInput]
    movements: Sequence[TracedMovement]
    events: Sequence[Occurrence]
    organisations: Mapping[uuid.UUID | None, Organisation]


def trace(session: Session, actor: Actor, batch_id: uuid.UUID, direction: str) -> Trace:
    """The chain around a batch that the actor's organisation made or accepted; see `reach_of`.

    Raises:
        NotFound: the batch is missing or not the actor's to see.
    """
    batch = get_seen_batch(session, actor, batch_id)
    reach = reach_of(session, actor, batch, direction)
    events = history_of(session, reach, asked_by=actor.organisation_id)
    organisations = _organisations(session, reach, events)
    return Trace(
        batch_id=batch_id,
        direction=direction,
        batches=_batches(session, actor, reach, organisations),
        edges=reach.edges,
        movements=_movements(session, reach, organisations),
        events=events,
        organisations=organisations,
    )


def chain_history(session: Session, actor: Actor, batch_id: uuid.UUID) -> list[Occurrence]:
    """The events of a batch that the actor's organisation made or accepted, and of all it came from.

    Raises:
        NotFound: the batch is missing or not the actor's to see.
    """
    batch = get_seen_batch(session, actor, batch_id)
    return history_of(session, reach_of(session, actor, batch, "back"), asked_by=actor.organisation_id)


def _organisations(
    session: Session, reach: Reach, events: Sequence[Occurrence]
) -> Mapping[uuid.UUID | None, Organisation]:
    ids = [batch.organisation_id for batch in reach.batches.values()]
    ids += [found.event.organisation_id for found in events]
    parties = [
        party for shipment in reach.shipments for party in (shipment.organisation_id, shipment.receiver_id)
    ]
    return rows_by_id(session, Organisation, [*ids, *parties])


def _batches(
    session: Session, actor: Actor, reach: Reach, organisations: Mapping[uuid.UUID | None, Organisation]
) -> list[TracedBatch]:
    batches = reach.batches.values()
    standing = standings(session, list(reach.batches))
    products = rows_by_id(session, Product, [batch.product_id for batch in batches])
    codes = rows_by_id(session, GrowingAreaCode, [batch.growing_area_code_id for batch in batches])
    plots = rows_by_id(session, Plot, [batch.plot_id for batch in batches])
    packings = packings_of(session, list(reach.batches))
    houses = rows_by_id(session, PackingHouse, [packing.packing_house_id for packing in packings.values()])
    return [
        _traced(
            batch,
            organisation=organisations[batch.organisation_id],
            product=products[batch.product_id],
            status=standing[batch.id].status_of(batch),
            code=codes.get(batch.growing_area_code_id),
            plot=plots.get(batch.plot_id),
            packing=packings.get(batch.id),
            houses=houses,
            is_own=batch.organisation_id == actor.organisation_id,
        )
        for batch in batches
    ]


def _traced(
    batch: Batch,
    *,
    organisation: Organisation,
    product: Product,
    status: str,
    code: GrowingAreaCode | None,
    plot: Plot | None,
    packing: Packing | None,
    houses: Mapping[uuid.UUID | None, PackingHouse],
    is_own: bool,
) -> TracedBatch:
    house = houses.get(packing.packing_house_id) if packing else None
    return TracedBatch(
        batch=batch,
        organisation=organisation,
        product=product,
        status=status,
        place=place_of((plot or house or organisation).commune_code),
        growing_area_code=code.code if code else None,
        packing_house_code=house.code if house else None,
        packed_on=packing.packed_on if packing else None,
        is_own=is_own,
    )


def _movements(
    session: Session, reach: Reach, organisations: Mapping[uuid.UUID | None, Organisation]
) -> list[TracedMovement]:
    receipts = receipts_of(session, [shipment.id for shipment in reach.shipments])
    return [
        _movement(shipment, receipts.get(shipment.id), reach, organisations) for shipment in reach.shipments
    ]


def receipts_of(session: Session, shipment_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Movement]:
    """By shipment, what was received of it."""
    found = (
        select(Movement).where(Movement.shipment_id.in_(shipment_ids)).options(selectinload(Movement.lines))
    )
    return {row.shipment_id: row for row in session.scalars(found) if row.shipment_id is not None}


def _movement(
    shipment: Movement,
    receipt: Movement | None,
    reach: Reach,
    organisations: Mapping[uuid.UUID | None, Organisation],
) -> TracedMovement:
    received = {line.batch_id: line.net_weight_kg for line in receipt.lines} if receipt else {}
    receiver_id = shipment.receiver_id
    return TracedMovement(
        id=shipment.id,
        sender=organisations[shipment.organisation_id].short_code,
        receiver=organisations[receiver_id].short_code if receiver_id else None,
        state=shipment.state,
        shipped_at=shipment.moved_at,
        received_at=receipt.moved_at if receipt else None,
        lines=[
            TracedLine(
                batch_id=line.batch_id,
                lot=reach.batches[line.batch_id].lot,
                sent_kg=line.net_weight_kg,
                received_kg=received.get(line.batch_id),
            )
            for line in shipment.lines
            if line.batch_id in reach.batches
        ],
    )
