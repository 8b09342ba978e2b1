"""Where fruit was cut, however often it was packed since, and what all of it may claim."""

import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.certificates.queries import Claim, certificates_over, valid_on
from batches.harvest.model import Batch
from batches.lineage.queries import upstream_of


def origins_of(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Batch]]:
    """By batch, the harvests that its fruit is of, the oldest first; a harvest is its own."""
    lineage = upstream_of(session, batch_ids)
    reached = {found for walked in lineage.values() for found in walked}
    rows = select(Batch).where(Batch.id.in_(reached), Batch.plot_id.is_not(None))
    cuts = list(session.scalars(rows.order_by(Batch.harvested_on, Batch.id)))
    return {batch_id: [cut for cut in cuts if cut.id in lineage.get(batch_id, ())] for batch_id in batch_ids}


def certificates_of(session: Session, batches: Collection[Batch]) -> Mapping[uuid.UUID, list[Claim]]:
    """By batch, the certificates that hold for all fruit in it, each on the day it was cut, oldest first."""
    origins = origins_of(session, [batch.id for batch in batches])
    plot_ids = {found.plot_id for cut in origins.values() for found in cut if found.plot_id is not None}
    over = certificates_over(session, plot_ids)
    return {batch_id: _common([_of_harvest(over, cut) for cut in cuts]) for batch_id, cuts in origins.items()}


def _of_harvest(over: Mapping[uuid.UUID, list[Claim]], cut: Batch) -> list[Claim]:
    plot_id = cut.plot_id
    return valid_on(over.get(plot_id, []), cut.harvested_on) if plot_id is not None else []


def _common(found: Sequence[list[Claim]]) -> list[Claim]:
    if not found:
        return []
    first, *others = found
    return [certificate for certificate in first if all(certificate in other for other in others)]
