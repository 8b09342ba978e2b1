"""When something can have been moved, how much, and who may answer."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from batches.errors import DomainError
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
from batches.movements.rules import (
    check_answer,
    check_kind,
    check_left,
    check_moved_at,
    check_received,
    loss,
    plain_kg,
)

SENDER, RECEIVER, OTHER = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)


@pytest.mark.parametrize(
    ("kind", "of", "has_receiver", "good"),
    [
        ("ship", None, True, True),
        ("ship", None, False, True),
        ("ship", SENDER, True, False),
        ("receive", SENDER, False, True),
        ("receive", None, False, False),
        ("receive", SENDER, True, False),
    ],
)
def test_a_receipt_is_of_a_shipment(kind: str, of: uuid.UUID | None, has_receiver: bool, good: bool) -> None:
    """And to whom it came is known; where a shipment goes is asked elsewhere."""
    if good:
        check_kind(kind, shipment_id=of, has_receiver=has_receiver)
        return
    with pytest.raises(ShipmentUnclear):
        check_kind(kind, shipment_id=of, has_receiver=has_receiver)


@pytest.mark.parametrize(
    ("hour", "refused"), [(7, MovedTooEarly), (8, None), (10, None), (12, None), (13, MovedInFuture)]
)
def test_it_moved_between_what_came_before_and_now(hour: int, refused: type[DomainError] | None) -> None:
    """Both instants included."""

    def check() -> None:
        check_moved_at(
            datetime(2026, 10, 25, hour, tzinfo=UTC),
            earliest=datetime(2026, 10, 25, 8, tzinfo=UTC),
            earliest_vi="hàng rời bên gửi",
            earliest_en="the fruit left its sender",
            now=datetime(2026, 10, 25, 12, tzinfo=UTC),
        )

    if refused is None:
        check()
        return
    with pytest.raises(refused, match=f"2026-10-25T{hour:02}:00:00"):
        check()


@pytest.mark.parametrize(
    ("wanted", "left", "good"), [("10", "10", True), ("10.001", "10", False), ("1", "0", False)]
)
def test_nobody_takes_a_gram_more_than_there_is(wanted: str, left: str, good: bool) -> None:
    """The refusal names what was wanted and what there is; so it is with what is received."""
    taken: dict[str, Any] = {"wanted_kg": Decimal(wanted), "left_kg": Decimal(left)}
    came: dict[str, Any] = {"received_kg": Decimal(wanted), "sent_kg": Decimal(left)}
    if good:
        check_left("LOT", **taken, pointer="/x")
        check_received("LOT", **came, pointer="/x")
        return
    with pytest.raises(MassBalance, match=f"is {wanted} kg, there are {left} kg"):
        check_left("LOT", **taken, pointer="/x")
    with pytest.raises(MassBalance, match=f"is {wanted} kg, there are {left} kg"):
        check_received("LOT", **came, pointer="/x")


@pytest.mark.parametrize(
    ("received", "told"),
    [
        ("100", None),
        ("97", None),
        ("96.999", LostOnTheWay),
        ("0.001", LostOnTheWay),
        ("0", NotReceived),
    ],
)
def test_what_is_lost_beyond_the_usual_is_told(received: str, told: type | None) -> None:
    """3 % of 100 kg go by themselves."""
    found = loss("LOT", sent_kg=Decimal(100), received_kg=Decimal(received), usual_percent=Decimal(3))

    assert (type(found) if found else None) == told


@pytest.mark.parametrize(
    ("answer", "who", "reason", "refused"),
    [
        ("accepted", RECEIVER, None, None),
        ("refused", RECEIVER, "Dập", None),
        ("void", SENDER, "Xe hỏng", None),
        ("accepted", SENDER, None, NotTheReceiver),
        ("refused", SENDER, "Dập", NotTheReceiver),
        ("void", RECEIVER, "Dập", NotTheSender),
        ("accepted", OTHER, None, NotTheReceiver),
        ("refused", RECEIVER, None, AnswerReasonMissing),
        ("void", SENDER, None, AnswerReasonMissing),
    ],
)
def test_the_receiver_accepts_the_sender_makes_void(
    answer: str, who: uuid.UUID, reason: str | None, refused: type[DomainError] | None
) -> None:
    """What brings fruit back needs a reason."""
    if refused is None:
        check_answer(answer, reason=reason, answering=who, sender=SENDER, receiver=RECEIVER)
        return
    with pytest.raises(refused):
        check_answer(answer, reason=reason, answering=who, sender=SENDER, receiver=RECEIVER)


def test_what_goes_to_a_buyer_elsewhere_nobody_accepts() -> None:
    """There is no receiver here; an operator, who is of no organisation, is none either."""
    for who in (SENDER, OTHER):
        with pytest.raises(NotTheReceiver):
            check_answer("accepted", reason=None, answering=who, sender=SENDER, receiver=None)


@pytest.mark.parametrize(("given", "shown"), [("100", "100"), ("12.500", "12.5"), ("1E+3", "1000")])
def test_weights_are_written_as_people_do(given: str, shown: str) -> None:
    """No exponent, no zeros at the end."""
    assert plain_kg(Decimal(given)) == shown
