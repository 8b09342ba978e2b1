"""Decisions about movements: when, how much, who answers. Pure."""

import uuid
from datetime import datetime
from decimal import Decimal

from batches.findings import Finding
from batches.movements.errors import (
    AnswerReasonMissing,
    MassBalance,
    MovedInFuture,
    MovedTooEarly,
    NotTheReceiver,
    NotTheSender,
    ShipmentUnclear,
)
from batches.movements.findings import LostOnTheWay, NotReceived


def check_kind(kind: str, *, shipment_id: uuid.UUID | None, has_receiver: bool) -> None:
    """Refuse a receipt of nothing or with a receiver of its own, and a shipment of a shipment.

    Raises:
        ShipmentUnclear: it is one.
    """
    is_receipt = kind == "receive"
    if is_receipt != (shipment_id is not None) or (is_receipt and has_receiver):
        raise ShipmentUnclear(pointer="/shipment_id")


def check_moved_at(
    moved_at: datetime, *, earliest: datetime, earliest_vi: str, earliest_en: str, now: datetime
) -> None:
    """Refuse a movement that cannot have happened then.

    Args:
        earliest: when what comes before it happened, which the two texts name.

    Raises:
        MovedInFuture, MovedTooEarly: it cannot.
    """
    pointer, shown = "/moved_at", moved_at.isoformat(timespec="seconds")
    if moved_at > now:
        raise MovedInFuture(moved_at=shown, now=now.isoformat(timespec="seconds"), pointer=pointer)
    if moved_at < earliest:
        raise MovedTooEarly(
            moved_at=shown,
            earliest=earliest.isoformat(timespec="seconds"),
            earliest_vi=earliest_vi,
            earliest_en=earliest_en,
            pointer=pointer,
        )


def check_at_most(what: tuple[str, str], *, got_kg: Decimal, most_kg: Decimal, pointer: str) -> None:
    """Refuse a weight above another, by as little as a gram.

    Args:
        what: is weighed, in Vietnamese and in English.

    Raises:
        MassBalance: it is above.
    """
    if got_kg > most_kg:
        raise MassBalance(
            what_vi=what[0],
            what_en=what[1],
            got_kg=plain_kg(got_kg),
            most_kg=plain_kg(most_kg),
            pointer=pointer,
        )


def check_left(lot: str, *, wanted_kg: Decimal, left_kg: Decimal, pointer: str) -> None:
    """Refuse to take more of a batch than there is.

    Raises:
        MassBalance: by as little as a gram.
    """
    what = (f"phần lấy ra của lô {lot}", f"what is taken of batch {lot}")
    check_at_most(what, got_kg=wanted_kg, most_kg=left_kg, pointer=pointer)


def check_received(lot: str, *, received_kg: Decimal, sent_kg: Decimal, pointer: str) -> None:
    """Refuse to receive more than was sent: then one of the two weights is wrong, and is to be corrected first.

    Raises:
        MassBalance: by as little as a gram.
    """
    what = (f"phần nhận của lô {lot}", f"what was received of batch {lot}")
    check_at_most(what, got_kg=received_kg, most_kg=sent_kg, pointer=pointer)


def loss(lot: str, *, sent_kg: Decimal, received_kg: Decimal, usual_percent: Decimal) -> Finding | None:
    """What is told of a difference beyond what fruit loses by itself on the way."""
    if received_kg == 0:
        return NotReceived(lot=lot, sent_kg=sent_kg)
    lost = sent_kg - received_kg
    if lost * 100 <= sent_kg * usual_percent:
        return None
    percent = (lost * 100 / sent_kg).quantize(Decimal("0.1"))
    return LostOnTheWay(lot=lot, sent_kg=sent_kg, received_kg=received_kg, lost_percent=percent)


def check_answer(
    answer: str,
    *,
    reason: str | None,
    answering: uuid.UUID | None,
    sender: uuid.UUID,
    receiver: uuid.UUID | None,
) -> None:
    """Whether an organisation may answer a shipment like that: its receiver accepts or refuses, its sender voids.

    Raises:
        NotTheReceiver, NotTheSender, AnswerReasonMissing: it may not.
    """
    if answer == "void" and answering != sender:
        raise NotTheSender
    if answer != "void" and answering != receiver:
        raise NotTheReceiver
    if answer != "accepted" and not reason:
        raise AnswerReasonMissing(pointer="/reason")


def plain_kg(weight: Decimal) -> str:
    """`12.5`, as people write it."""
    return f"{weight.normalize():f}"
