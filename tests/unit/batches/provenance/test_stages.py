"""Which events stand, what an organisation is at a stage, what is missing, and the interval before a harvest."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from batches.harvest.checks import Spraying, interval_not_over
from batches.provenance.rules import (
    EXPECTED,
    Recorded,
    interval_before,
    missing_stages,
    role_of,
    that_stand,
)

DAY = datetime(2026, 10, 4, 17, tzinfo=UTC)
HARVESTED_ON = date(2026, 10, 5)


def make_recorded(number: int, *, corrects: int | None = None, days: float = 0, **but: bool) -> Recorded:
    return Recorded(
        id=uuid.UUID(int=number),
        corrects_id=None if corrects is None else uuid.UUID(int=corrects),
        occurred_at=DAY,
        recorded_at=DAY + timedelta(days=days),
        **{"is_declaration": False, **but},
    )


WRONG, RIGHT = make_recorded(1), make_recorded(2, corrects=1, days=9)
DECLARATION = make_recorded(3, corrects=1, days=9, is_declaration=True)
NEVER = make_recorded(4)
DENIAL = make_recorded(5, corrects=4, is_declaration=True)
AGAIN, DECLARED_AGAIN = make_recorded(6, corrects=2), make_recorded(7, corrects=2, is_declaration=True)


@pytest.mark.parametrize(
    ("events", "kept"),
    [
        ([WRONG], [(1, False)]),
        ([WRONG, RIGHT, DECLARATION], [(2, True)]),
        ([WRONG, RIGHT, DECLARATION, AGAIN, DECLARED_AGAIN], [(6, True)]),
        ([NEVER, DENIAL], []),
        ([NEVER, WRONG, DENIAL], [(1, False)]),
        ([], []),
    ],
)
def test_what_was_declared_wrong_does_not_stand(events: list[Recorded], kept: list[tuple[int, bool]]) -> None:
    """The right one stands in its place, marked; what did not occur leaves nothing."""
    assert [(found.event_id.int, found.is_corrected) for found in that_stand(events)] == kept


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (3, False), (3.001, True)])
def test_late_is_over_three_days(days: float, is_late: bool) -> None:
    """To the second."""
    (kept,) = that_stand([make_recorded(1, days=days)])

    assert kept.is_late == is_late


def test_a_correction_is_as_late_as_what_it_corrects() -> None:
    """A harvest that was recorded in time and corrected in a week was recorded in time."""
    assert [found.is_late for found in that_stand([WRONG, RIGHT, DECLARATION])] == [False]


@pytest.mark.parametrize(
    ("stage", "kind", "role"),
    [
        ("harvest", "cooperative", "grower"),
        ("harvest", "trader", "grower"),
        ("packing", "cooperative", "packer"),
        ("shipping", "cooperative", "grower"),
        ("shipping", "trader", "trader"),
        ("receiving", "packing_company", "packer"),
        ("lab_test", "exporter", "exporter"),
    ],
)
def test_a_role_is_that_of_the_work(stage: str, kind: str, role: str) -> None:
    """Who cuts is a grower and who packs a packer, whatever else they are."""
    assert role_of(stage, kind) == role


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        ([], tuple(EXPECTED)),
        (["harvest", "weighing"], ("cultivation", "packing", "transport", "testing")),
        (["harvest", "cultivation", "packing", "receiving", "lab_sample"], ()),
        (["inspection", "recall"], tuple(EXPECTED)),
    ],
)
def test_what_is_missing_is_told_in_order(kinds: list[str], missing: tuple[str, ...]) -> None:
    """An inspection by eye is no laboratory test."""
    assert missing_stages(kinds) == missing


def make_spraying(day: int, interval_days: int) -> Spraying:
    return Spraying(product_name="Thuốc", sprayed_on=date(2026, 9, day), interval_days=interval_days)


@pytest.mark.parametrize(
    ("sprayings", "found"),
    [
        ([], None),
        ([make_spraying(28, 7)], (28, 7, True)),
        ([make_spraying(29, 7)], (29, 6, False)),
        ([make_spraying(20, 21), make_spraying(25, 3)], (20, 15, False)),
        ([make_spraying(20, 3), make_spraying(25, 3)], (25, 10, True)),
        ([Spraying(product_name="Thuốc", sprayed_on=date(2026, 10, 6), interval_days=7)], None),
    ],
)
def test_the_interval_that_ended_last_counts(
    sprayings: list[Spraying], found: tuple[int, int, bool] | None
) -> None:
    """To the day, as the rule that holds a harvest; a spraying after the harvest is none before it."""
    interval = interval_before(sprayings, harvested_on=HARVESTED_ON)

    assert (interval and (interval.sprayed_on.day, interval.days, interval.is_over)) == found
    is_held = interval_not_over(sprayings, harvested_on=HARVESTED_ON) is not None
    assert is_held == (interval is not None and not interval.is_over)
