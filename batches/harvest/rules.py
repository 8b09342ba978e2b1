"""Decisions about one harvest: whether it can have happened, its lot, its trace code, its grades. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from batches.harvest.errors import (
    GradesExceedBatch,
    HarvestInFuture,
    HarvestTooLongAgo,
    WeighedBeforeHarvest,
    WeighingInFuture,
    WeightDiffers,
    WeightNotPositive,
)

LOT_RANDOM_LENGTH = 4
SCALES_DIFFER_PERCENT = 3  # two scales on the same fruit, which also dries between them
EARLIEST = date(2000, 1, 1)  # a lot and a trace code tell two digits of the year


@dataclass(frozen=True, kw_only=True, slots=True)
class GradePart:
    """So much of a harvest is of one grade."""

    grade: str
    net_weight_kg: Decimal
    fruit_count: int | None


def check_harvest(*, harvested_on: date, net_weight_kg: Decimal, today: date) -> None:
    """Refuse a harvest that cannot have happened.

    Raises:
        HarvestInFuture: its day is after today in Vietnam.
        HarvestTooLongAgo: its day is before `EARLIEST`.
        WeightNotPositive: it weighs nothing.
    """
    if harvested_on > today:
        raise HarvestInFuture(harvested_on=harvested_on, today=today, pointer="/harvested_on")
    if harvested_on < EARLIEST:
        raise HarvestTooLongAgo(harvested_on=harvested_on, earliest=EARLIEST, pointer="/harvested_on")
    _check_weight(net_weight_kg)


def check_weighing(*, weighed_on: date, harvested_on: date, net_weight_kg: Decimal, today: date) -> None:
    """Refuse a weighing that cannot have happened.

    Raises:
        WeighingInFuture: its day is after today in Vietnam.
        WeighedBeforeHarvest: its day is before the harvest.
        WeightNotPositive: it weighs nothing.
    """
    if weighed_on > today:
        raise WeighingInFuture(weighed_on=weighed_on, today=today, pointer="/weighed_on")
    if weighed_on < harvested_on:
        raise WeighedBeforeHarvest(weighed_on=weighed_on, harvested_on=harvested_on, pointer="/weighed_on")
    _check_weight(net_weight_kg)


def check_grades(grades: Sequence[GradePart], *, net_weight_kg: Decimal, fruit_count: int | None) -> None:
    """Refuse grades that together are more than the harvest; what is not graded may be left out.

    Raises:
        GradesExceedBatch: in weight, or in fruits where both are counted.
    """
    weight = sum((part.net_weight_kg for part in grades), Decimal(0))
    if weight > net_weight_kg:
        raise GradesExceedBatch(graded=f"{weight} kg", batch=f"{net_weight_kg} kg", pointer="/grades")
    fruits = sum(part.fruit_count or 0 for part in grades)
    if fruit_count is not None and fruits > fruit_count:
        raise GradesExceedBatch(graded=fruits, batch=fruit_count, pointer="/grades")


def check_second_weight(*, lot: str, first_kg: Decimal, second_kg: Decimal) -> None:
    """Accept what another scale showed when it is the recorded weight but for what scales differ.

    Raises:
        WeightDiffers: it is not.
    """
    if abs(second_kg - first_kg) * 100 > SCALES_DIFFER_PERCENT * first_kg:
        raise WeightDiffers(
            lot=lot,
            first_kg=f"{first_kg.normalize():f}",
            second_kg=f"{second_kg.normalize():f}",
            percent=SCALES_DIFFER_PERCENT,
            pointer="/net_weight_kg",
        )


def make_lot(short_code: str, harvested_on: date, random_part: str) -> str:
    """`{short_code}{YYMMDD}{4 random Crockford characters}`: nobody can walk from one lot to the next."""
    return f"{short_code}{harvested_on:%y%m%d}{random_part}"


def make_trace_code(*, product_code: str, location_code: str, lot: str, harvested_on: date) -> str:
    """Mã truy xuất nguồn gốc: product, place, lot and event time in one string (Circular 02/2024, art. 3)."""
    return f"{product_code}.{location_code}.{lot}.{harvested_on:%y%m%d}"


def _check_weight(net_weight_kg: Decimal) -> None:
    if net_weight_kg <= 0:
        raise WeightNotPositive(net_weight_kg=net_weight_kg, pointer="/net_weight_kg")
