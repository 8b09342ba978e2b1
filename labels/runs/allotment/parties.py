"""Who has stated the weight of a batch: one party's word is not enough for tags on all of its fruit."""

import uuid
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from batches.harvest.model import Batch, Weighing, WeightConfirmation
from batches.lineage.model import PackingInput
from batches.movements.model import Movement, MovementLine

PersonOf = Callable[[uuid.UUID], uuid.UUID]


def is_weight_confirmed(session: Session, batch: Batch, person_of: PersonOf) -> bool:
    """Whether a second party stands behind a batch's weight: who weighed, confirmed or received it, or grew its fruit.

    Of a packed batch the growers of all that went into it are that party, as it cannot weigh more than they stated.
    """
    first = person_of(batch.registered_by)
    confirmations = list(
        session.scalars(
            select(WeightConfirmation).where(
                WeightConfirmation.batch_id == batch.id,
                WeightConfirmation.net_weight_kg == batch.net_weight_kg,
            )
        )
    )
    if any(found.is_alone or found.confirmed_by != first for found in confirmations):
        return True
    if any(person_of(other) != first for other in _others(session, batch)):
        return True
    growers = _growers(session, batch)
    return bool(growers) and all(person_of(grower) != first for grower in growers)


def _others(session: Session, batch: Batch) -> set[uuid.UUID]:
    weighers = select(Weighing.recorded_by).where(Weighing.batch_id == batch.id)
    receivers = (
        select(Movement.recorded_by)
        .join(MovementLine, MovementLine.movement_id == Movement.id)
        .where(Movement.kind == "receive", MovementLine.batch_id == batch.id)
    )
    return {*session.scalars(weighers), *session.scalars(receivers)}


def _growers(session: Session, batch: Batch) -> set[uuid.UUID]:
    source = aliased(Batch)
    statement = (
        select(source.registered_by)
        .join(PackingInput, PackingInput.input_id == source.id)
        .where(PackingInput.output_id == batch.id)
    )
    return set(session.scalars(statement))
