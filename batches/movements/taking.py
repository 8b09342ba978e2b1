"""Taking fruit of batches, to ship or to pack it: everything that forbids it is asked here, with the batches locked."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.movements.access import get_seen_batch
from batches.movements.errors import BatchNamedTwice, BatchNotWeighed
from batches.movements.ledger import left_kg
from batches.movements.rules import check_left
from batches.ownership import own_organisation_id
from batches.recalls.standing import check_may_go_on

Line = tuple[uuid.UUID, Decimal]


def take(
    session: Session, actor: Actor, lines: Sequence[Line], *, pointer: str
) -> list[tuple[Batch, Decimal]]:
    """The batches of some lines, locked, after all that forbids to take fruit of them was asked.

    Args:
        pointer: of the lines in the request.

    Raises:
        NotFound, BatchNamedTwice: the batches.
        BatchRecalled, BatchRejected, BatchOnHold, BatchNotWeighed: one may not go on.
        MassBalance: more than there is.
    """
    organisation_id = own_organisation_id(actor)
    places = {batch_id: place for place, (batch_id, _) in enumerate(lines)}
    batches: dict[uuid.UUID, Batch] = {}
    for batch_id in sorted(places):  # everybody locks in this order
        batches[batch_id] = get_seen_batch(
            session, actor, batch_id, pointer=f"{pointer}/{places[batch_id]}/batch_id", lock=True
        )
    check_once(lines, batches, pointer)
    check_may_go_on(session, actor, batches.values())
    for place, (batch_id, weight) in enumerate(lines):
        batch = batches[batch_id]
        if batch.weight_kind != "weighed":
            raise BatchNotWeighed(lot=batch.lot, pointer=f"{pointer}/{place}/batch_id")
        left = left_kg(session, organisation_id, batch)
        check_left(batch.lot, wanted_kg=weight, left_kg=left, pointer=f"{pointer}/{place}/net_weight_kg")
    return [(batches[batch_id], weight) for batch_id, weight in lines]


def check_once(lines: Sequence[Line], batches: Mapping[uuid.UUID, Batch], pointer: str) -> None:
    """Refuse lines that name a batch twice.

    Raises:
        BatchNamedTwice: they do.
    """
    seen: set[uuid.UUID] = set()
    for place, (batch_id, _) in enumerate(lines):
        if batch_id in seen:
            raise BatchNamedTwice(lot=batches[batch_id].lot, pointer=f"{pointer}/{place}/batch_id")
        seen.add(batch_id)
