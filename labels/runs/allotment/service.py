"""Giving labels to a batch: never more than its fruit can take, whoever asks at the same moment."""

from datetime import datetime

from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from labels.runs.allotment.parties import is_weight_confirmed
from labels.runs.allotment.queries import Chain, stops_of
from labels.runs.allotment.rules import check_room, check_unconfirmed, room_of
from labels.runs.allotment.terms import Terms
from labels.runs.life.queries import labels_on


def allot(
    session: Session, batch: Batch, chain: Chain, *, quantity: int, level: str, terms: Terms, now: datetime
) -> bool:
    """Whether another person must agree that a batch gets so many labels more.

    Args:
        chain: of the batch, locked until the transaction ends, so that the count holds when the labels are saved.

    Raises:
        AllotmentExceeded: more than may be given, or than may be given without a reason.
        WeightNotConfirmed: tags for more fruit than one party's word is enough for.
    """
    labels = labels_on(session, [one.id for one in chain.batches], level=level, now=now)
    stops, passages = stops_of(session, chain, level=level, labels=labels)
    needs_approval = check_room(
        room_of(stops, passages, batch.id),
        wanted=quantity,
        lot=batch.lot,
        level=level,
        has_reason=terms.over_reason is not None,
    )
    if level == "fruit" and not is_weight_confirmed(session, batch, terms.person_of):
        fruits = next(stop.fruits for stop in stops if stop.batch_id == batch.id)
        check_unconfirmed(
            fruits, had=labels[batch.id], wanted=quantity, percent=terms.unconfirmed_percent, lot=batch.lot
        )
    return needs_approval
