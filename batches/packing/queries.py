"""Reads of packings."""

import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.harvest.model import Batch, Hold
from batches.lineage.model import PackingInput
from batches.ownership import get_own, list_own
from batches.packing.model import Packing
from batches.paging import Page, Wanted

Inputs = Mapping[uuid.UUID, list[PackingInput]]


def get_own_packing(session: Session, actor: Actor, packing_id: uuid.UUID) -> Packing:
    """A packing of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Packing, packing_id, what="packing")


def list_own_packings(session: Session, actor: Actor, wanted: Wanted) -> Page[Packing]:
    """A page of the packings of the actor's organisation."""
    return list_own(session, actor, Packing, wanted, updated_at=Packing.recorded_at)


def packed_by(session: Session, packings: Sequence[Packing]) -> list[Batch]:
    """The batches that packings made, one for each in their order, with grades and holds."""
    ids = [packing.batch_id for packing in packings]
    load = (selectinload(Batch.grades), selectinload(Batch.holds).selectinload(Hold.decision))
    rows = session.scalars(select(Batch).where(Batch.id.in_(ids)).options(*load))
    found = {batch.id: batch for batch in rows}
    return [found[batch_id] for batch_id in ids]


def inputs_of(session: Session, batch_ids: Collection[uuid.UUID]) -> Inputs:
    """By packed batch, what went in, in the order of the inputs' ids."""
    found: dict[uuid.UUID, list[PackingInput]] = {batch_id: [] for batch_id in batch_ids}
    rows = select(PackingInput).where(PackingInput.output_id.in_(batch_ids)).order_by(PackingInput.input_id)
    for row in session.scalars(rows):
        found[row.output_id].append(row)
    return found


def packings_of(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Packing]:
    """By packed batch, how it came to be."""
    rows = session.scalars(select(Packing).where(Packing.batch_id.in_(batch_ids)))
    return {row.batch_id: row for row in rows}
