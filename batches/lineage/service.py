"""Joining batches by edges. The caller owns the transaction."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.lineage.errors import LineageCycle
from batches.lineage.model import PackingInput
from batches.lineage.queries import upstream_of


def add_inputs(session: Session, output: Batch, inputs: Sequence[tuple[Batch, Decimal]]) -> None:
    """Say what a batch was made of, with the weight of each input in kg.

    Raises:
        LineageCycle: the batch is among the origins of an input, or an input itself.
    """
    origins = upstream_of(session, [batch.id for batch, _ in inputs])
    for place, (batch, _) in enumerate(inputs):
        if output.id in origins[batch.id]:
            raise LineageCycle(output=output.lot, input=batch.lot, pointer=f"/inputs/{place}/batch_id")
    session.add_all(
        PackingInput(output_id=output.id, input_id=batch.id, net_weight_kg=weight) for batch, weight in inputs
    )
    session.flush()
