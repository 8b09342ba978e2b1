"""The chain that a batch shares fruit with, as stops and passages."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.products.model import Product
from labels.runs.allotment.rules import Passage, Stop, fruits_moved, most_fruits

MOST_STOPS = (
    2_000  # what goes beyond them counts as labelled there, so that too few labels are given, never too many
)
SMALLEST_FRUIT_KG = Decimal(
    "1.5"
)  # Codex CXS 317-2014 presents durian of 1.5 to 5 kg; a product may say its own


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """A batch with all that it shares fruit with, directly or over others.

    Attributes:
        beyond: edges to batches that were too far to be looked at.
    """

    batches: Sequence[Batch]
    edges: Sequence[PackingInput]
    beyond: Sequence[PackingInput]


def connected(session: Session, batch_id: uuid.UUID) -> Chain:
    """The chain of a batch, its batches locked in the order of their ids.

    Whoever packs locks what they take from, so once the batches are locked no edge is added any more: the walk is
    made again until it finds what was locked.
    """
    locked: dict[uuid.UUID, Batch] = {}
    while True:
        known, edges = _walk(session, batch_id)
        if known <= locked.keys():
            break
        wanted = select(Batch).where(Batch.id.in_(known)).order_by(Batch.id).with_for_update()
        found = session.scalars(wanted.execution_options(populate_existing=True))
        locked = {batch.id: batch for batch in found}
    inside = [edge for edge in edges if {edge.input_id, edge.output_id} <= known]
    beyond = [edge for edge in edges if not {edge.input_id, edge.output_id} <= known]
    return Chain(batches=[locked[one] for one in sorted(known)], edges=inside, beyond=beyond)


def _walk(session: Session, batch_id: uuid.UUID) -> tuple[set[uuid.UUID], list[PackingInput]]:
    known, fresh = {batch_id}, {batch_id}
    edges: dict[tuple[uuid.UUID, uuid.UUID], PackingInput] = {}
    while fresh:
        near = select(PackingInput).where(
            or_(PackingInput.input_id.in_(fresh), PackingInput.output_id.in_(fresh))
        )
        found = {(edge.input_id, edge.output_id): edge for edge in session.scalars(near)}
        edges |= found
        fresh = {one for pair in found for one in pair} - known
        if len(known) + len(fresh) > MOST_STOPS:
            break
        known |= fresh
    return known, [edges[pair] for pair in sorted(edges)]


def stops_of(
    session: Session, chain: Chain, *, level: str, labels: Mapping[uuid.UUID, int]
) -> tuple[list[Stop], list[Passage]]:
    """A chain, counted in what a label of that packaging level stands on.

    Args:
        labels: by batch, how many there are already.
    """
    batches = {batch.id: batch for batch in chain.batches}
    wanted = {batch.product_id for batch in chain.batches}
    products = {
        product.id: product for product in session.scalars(select(Product).where(Product.id.in_(wanted)))
    }
    things = {batch.id: _things(batch, products[batch.product_id], level) for batch in chain.batches}

    def moved(edge: PackingInput) -> int:
        source = batches[edge.input_id]
        return fruits_moved(
            fruits=things[source.id], moved_kg=edge.net_weight_kg, net_weight_kg=source.net_weight_kg
        )

    gone = Counter[uuid.UUID]()
    for edge in chain.beyond:
        if edge.input_id in batches:
            gone[edge.input_id] += moved(edge)
    stops = [
        Stop(
            batch_id=batch.id,
            fruits=things[batch.id],
            labels=labels.get(batch.id, 0) + gone[batch.id],
            is_source=batch.plot_id is not None,
        )
        for batch in chain.batches
    ]
    passages = [
        Passage(source_id=edge.input_id, target_id=edge.output_id, fruits=moved(edge)) for edge in chain.edges
    ]
    return stops, passages


def fruits_of(session: Session, batch: Batch, level: str) -> int:
    """How many things a batch can be at most that take a label of that packaging level."""
    return _things(batch, session.get_one(Product, batch.product_id), level)


def _things(batch: Batch, product: Product, level: str) -> int:
    fruits = most_fruits(
        net_weight_kg=batch.net_weight_kg,
        fruit_count=batch.fruit_count,
        smallest_fruit_kg=product.smallest_fruit_kg or SMALLEST_FRUIT_KG,
    )
    if level == "fruit" or not product.contains_count:
        return fruits
    return -(-fruits // product.contains_count)  # the last carton may not be full
