"""Rules of a harvest."""

from datetime import date
from decimal import Decimal

import pytest

from batches.errors import DomainError
from batches.harvest.errors import (
    GradesExceedBatch,
    HarvestInFuture,
    HarvestTooLongAgo,
    WeighedBeforeHarvest,
    WeighingInFuture,
    WeightDiffers,
    WeightNotPositive,
)
from batches.harvest.rules import (
    GradePart,
    check_grades,
    check_harvest,
    check_second_weight,
    check_weighing,
    make_lot,
    make_trace_code,
)

TODAY = date(2026, 10, 25)


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2026, 10, 24), date(2000, 1, 1)])
def test_today_and_before_can_have_happened(day: date) -> None:
    """The day itself is no future."""
    check_harvest(harvested_on=day, net_weight_kg=Decimal("0.001"), today=TODAY)


def test_tomorrow_has_not_happened() -> None:
    """The refusal names both days and the field."""
    with pytest.raises(HarvestInFuture) as refusal:
        check_harvest(harvested_on=date(2026, 10, 26), net_weight_kg=Decimal(1), today=TODAY)
    assert refusal.value.pointer == "/harvested_on"


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(26, 10, 20), date.min])
def test_a_day_of_another_century_is_a_slip(day: date) -> None:
    """Its lot would read as one of this century, and the first day of all is no instant in UTC."""
    with pytest.raises(HarvestTooLongAgo) as refusal:
        check_harvest(harvested_on=day, net_weight_kg=Decimal(1), today=TODAY)
    assert refusal.value.pointer == "/harvested_on"


@pytest.mark.parametrize("weight", ["0", "-0.001"])
def test_nothing_is_no_harvest(weight: str) -> None:
    """A weight of zero or below is refused."""
    with pytest.raises(WeightNotPositive):
        check_harvest(harvested_on=TODAY, net_weight_kg=Decimal(weight), today=TODAY)


@pytest.mark.parametrize(
    ("weighed_on", "weight", "refusal"),
    [
        (date(2026, 10, 26), "1", WeighingInFuture),
        (date(2026, 10, 23), "1", WeighedBeforeHarvest),
        (date(2026, 10, 24), "0", WeightNotPositive),
    ],
)
def test_a_weighing_lies_between_harvest_and_today(
    weighed_on: date, weight: str, refusal: type[DomainError]
) -> None:
    """Both days included; outside of them it cannot have happened."""
    harvested_on = date(2026, 10, 24)
    for day in (harvested_on, TODAY):
        check_weighing(weighed_on=day, harvested_on=harvested_on, net_weight_kg=Decimal("0.001"), today=TODAY)

    with pytest.raises(refusal):
        check_weighing(
            weighed_on=weighed_on, harvested_on=harvested_on, net_weight_kg=Decimal(weight), today=TODAY
        )


def test_a_lot_has_its_final_form() -> None:
    """Short code, YYMMDD, four random characters: at most 20 of 0-9A-Z, for ever."""
    assert make_lot("PHUU", date(2026, 10, 5), "7K3Q") == "PHUU2610057K3Q"
    assert len(make_lot("ABCDE", date(2026, 10, 5), "7K3Q")) <= 20


def test_a_trace_code_names_product_place_lot_and_day() -> None:
    """In the order of Circular 02/2024, article 3."""
    code = make_trace_code(
        product_code="09521234560012",
        location_code="VN-DTOR-9901",
        lot="PHUU2610057K3Q",
        harvested_on=date(2026, 10, 5),
    )
    assert code == "09521234560012.VN-DTOR-9901.PHUU2610057K3Q.261005"


@pytest.mark.parametrize(
    ("weights", "fruits", "fits"),
    [
        ((), (), True),
        (("600", "400"), (200, 100), True),
        (("600",), (None,), True),
        (("600", "400.001"), (1, 1), False),
        (("600", "400"), (200, 101), False),
    ],
)
def test_grades_are_at_most_the_harvest(
    weights: tuple[str, ...], fruits: tuple[int | None, ...], fits: bool
) -> None:
    """Of 1,000 kg and 300 fruits; what is left out was not graded."""
    parts = [
        GradePart(grade="A", net_weight_kg=Decimal(weight), fruit_count=count)
        for weight, count in zip(weights, fruits, strict=True)
    ]
    if fits:
        check_grades(parts, net_weight_kg=Decimal(1000), fruit_count=300)
        return
    with pytest.raises(GradesExceedBatch):
        check_grades(parts, net_weight_kg=Decimal(1000), fruit_count=300)


@pytest.mark.parametrize(
    ("second", "is_accepted"), [("970", True), ("1030", True), ("969.999", False), ("1030.001", False)]
)
def test_two_scales_may_differ_a_little(second: str, is_accepted: bool) -> None:
    """Three in a hundred of the recorded weight, either way; else both weights are told."""

    def check() -> None:
        check_second_weight(lot="L", first_kg=Decimal(1000), second_kg=Decimal(second))

    if is_accepted:
        check()
    else:
        with pytest.raises(WeightDiffers, match=second):
            check()
