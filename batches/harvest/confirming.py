"""A second party confirms the weight of a batch. The caller owns the transaction."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.harvest.model import Batch, WeightConfirmation
from batches.harvest.rules import check_second_weight


def confirm_weight(
    session: Session,
    batch: Batch,
    *,
    net_weight_kg: Decimal,
    note: str | None,
    confirmed_by: uuid.UUID,
    is_alone: bool,
    now: datetime,
) -> WeightConfirmation:
    """Keep that somebody else than who registered a batch weighed it too; it holds while the weight stays the same.

    Args:
        net_weight_kg: what the second scale showed.
        confirmed_by: the person, also when a token of theirs does it.
        is_alone: nobody else could, so who registered the batch does.

    Raises:
        WeightDiffers: the two weights are not of the same fruit.
    """
    check_second_weight(lot=batch.lot, first_kg=batch.net_weight_kg, second_kg=net_weight_kg)
    made = WeightConfirmation(
        batch_id=batch.id,
        net_weight_kg=batch.net_weight_kg,
        weighed_kg=net_weight_kg,
        note=note,
        confirmed_at=now,
        confirmed_by=confirmed_by,
        is_alone=is_alone,
    )
    session.add(made)
    session.flush()
    return made
