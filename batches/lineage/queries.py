"""Walks between batches, each by one recursive query; a batch is met once, so even a circle would end."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import CTE, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from batches.harvest.model import Batch
from batches.lineage.model import PackingInput

Lineage = dict[uuid.UUID, set[uuid.UUID]]


def upstream_of(session: Session, batch_ids: Collection[uuid.UUID]) -> Lineage:
    """By batch, all batches that fruit of it came from, itself included."""
    return _walked(session, upstream(batch_ids))


def downstream_of(session: Session, batch_ids: Collection[uuid.UUID]) -> Lineage:
    """By batch, all batches that fruit of it went into, itself included."""
    return _walked(session, downstream(batch_ids))


def packings_recorded_at(
    session: Session, batch_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, list[datetime]]:
    """By batch, when packings that took fruit of it were recorded, the first one first."""
    into = select(PackingInput.input_id, Batch.registered_at).join(Batch, Batch.id == PackingInput.output_id)
    into = into.where(PackingInput.input_id.in_(batch_ids)).order_by(Batch.registered_at)
    found: dict[uuid.UUID, list[datetime]] = {}
    for batch_id, recorded_at in session.execute(into):
        found.setdefault(batch_id, []).append(recorded_at)
    return found


def upstream(batch_ids: Collection[uuid.UUID]) -> CTE:
    """The same as rows (start, batch), to be joined."""
    return _walk(batch_ids, near=PackingInput.output_id, far=PackingInput.input_id)


def downstream(batch_ids: Collection[uuid.UUID]) -> CTE:
    """The same as rows (start, batch), to be joined."""
    return _walk(batch_ids, near=PackingInput.input_id, far=PackingInput.output_id)


def edges_between(session: Session, batch_ids: Collection[uuid.UUID]) -> list[PackingInput]:
    """The edges whose both ends are among these batches."""
    inside = select(PackingInput).where(
        PackingInput.output_id.in_(batch_ids), PackingInput.input_id.in_(batch_ids)
    )
    return list(session.scalars(inside.order_by(PackingInput.output_id, PackingInput.input_id)))


def packed_kg(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Decimal]:
    """By batch, how much of it was packed into others, by whomever; without those of which nothing was."""
    found = session.execute(
        select(PackingInput.input_id, func.sum(PackingInput.net_weight_kg))
        .where(PackingInput.input_id.in_(batch_ids))
        .group_by(PackingInput.input_id)
    )
    return {batch_id: value for batch_id, value in found}  # noqa: C416 - a Result is no mapping


def _walk(
    batch_ids: Collection[uuid.UUID],
    *,
    near: InstrumentedAttribute[uuid.UUID],
    far: InstrumentedAttribute[uuid.UUID],
) -> CTE:
    first = select(Batch.id.label("start"), Batch.id.label("batch_id")).where(Batch.id.in_(batch_ids))
    walk = first.cte("walk", recursive=True)
    return walk.union(select(walk.c.start, far).join(PackingInput, near == walk.c.batch_id))


def _walked(session: Session, walk: CTE) -> Lineage:
    found: Lineage = {}
    for start, batch_id in session.execute(select(walk.c.start, walk.c.batch_id)):
        found.setdefault(start, set()).add(batch_id)
    return found
