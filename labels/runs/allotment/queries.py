"""The chain that a batch shares fruit with, as stops and passages."""

import uuid
from collections.abc import Collection, Mapping
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.products.model import Product
from labels.runs.allotment.rules import Passage, Stop, fruits_moved, most_fruits

MOST_STOPS = 2_000  # what lies farther brings no fruit: labels are then refused rather than given away
SMALLEST_FRUIT_KG = Decimal(
    "1.5"
)  # Codex CXS 317-2014 presents durian of 1.5 to 5 kg; a product may say its own


def connected(session: Session, batch_id: uuid.UUID) -> list[Batch]:
    """A batch with all that it shares fruit with, directly or over others, locked in the order of their ids."""
    known, fresh = {batch_id}, {batch_id}
    while fresh and len(known) < MOST_STOPS:
        edges = select(PackingInput.input_id, PackingInput.output_id).where(
            or_(PackingInput.input_id.in_(fresh), PackingInput.output_id.in_(fresh))
        )
        fresh = {found for edge in session.execute(edges) for found in edge} - known
        known |= fresh
    locked = select(Batch).where(Batch.id.in_(known)).order_by(Batch.id).with_for_update()
    return list(session.scalars(locked.execution_options(populate_existing=True)))


def stops_of(
    session: Session, batches: Collection[Batch], *, level: str, labels: Mapping[uuid.UUID, int]
) -> tuple[list[Stop], list[Passage]]:
    """The chain of some batches, counted in what a label of that packaging level stands on.

    Args:
        labels: by batch, how many there are already.
    """
    wanted = {batch.product_id for batch in batches}
    products = {
        product.id: product for product in session.scalars(select(Product).where(Product.id.in_(wanted)))
    }
    things = {batch.id: _things(batch, products[batch.product_id], level) for batch in batches}
    stops = [
        Stop(
            batch_id=batch.id,
            fruits=things[batch.id],
            labels=labels.get(batch.id, 0),
            is_source=batch.plot_id is not None,
        )
        for batch in batches
    ]
    return stops, _passages(session, {batch.id: batch for batch in batches}, things)


def _passages(
    session: Session, batches: Mapping[uuid.UUID, Batch], things: Mapping[uuid.UUID, int]
) -> list[Passage]:
    edges = select(PackingInput).where(
        PackingInput.input_id.in_(batches.keys()), PackingInput.output_id.in_(batches.keys())
    )
    return [
        Passage(
            source_id=edge.input_id,
            target_id=edge.output_id,
            fruits=fruits_moved(
                fruits=things[edge.input_id],
                moved_kg=edge.net_weight_kg,
                net_weight_kg=batches[edge.input_id].net_weight_kg,
            ),
        )
        for edge in session.scalars(edges)
    ]


def _things(batch: Batch, product: Product, level: str) -> int:
    fruits = most_fruits(
        net_weight_kg=batch.net_weight_kg,
        fruit_count=batch.fruit_count,
        smallest_fruit_kg=product.smallest_fruit_kg or SMALLEST_FRUIT_KG,
    )
    if level == "fruit" or not product.contains_count:
        return fruits
    return -(-fruits // product.contains_count)  # the last carton may not be full
