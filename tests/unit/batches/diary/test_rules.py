"""What a diary entry must say, who is told who did it, and when entries look copied."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from batches.diary.findings import IntervalsLookCopied, RowsLookCopied
from batches.diary.rules import (
    ENTERED_TOGETHER,
    NamedPesticide,
    Row,
    Sprayed,
    check_day,
    check_sprayed,
    intervals_look_copied,
    may_see_performer,
    rows_look_copied,
)
from batches.errors import DomainError

NOW = datetime(2026, 10, 21, 3, 0, tzinfo=UTC)
DAY = date(2026, 10, 15)


def make_row(household: str = "H1", **but: Any) -> Row:
    given = {
        "households": frozenset({household}),
        "kind": "pesticide",
        "product_name": "Thuốc Mẫu 50WP",
        "dose": "20 g / 16 lít",
        "target": "Rầy",
        "performed_on": DAY,
        "performer": None,
        "recorded_by": "clerk",
        "recorded_at": NOW,
    }
    return Row(**{**given, **but})


def others(count: int = 3, **but: Any) -> list[Row]:
    return [make_row(f"H{number}", **but) for number in range(2, 2 + count)]


@pytest.mark.parametrize(
    ("day", "refused"), [(date(1990, 1, 1), False), (DAY, False), (date(2026, 10, 16), True)]
)
def test_any_day_of_the_past_may_be_entered(day: date, refused: bool) -> None:
    """People write late; tomorrow cannot have happened."""
    met = False
    try:
        check_day(day, today=DAY)
    except DomainError as error:
        met = error.code == "work-in-future"

    assert met is refused


@pytest.mark.parametrize(
    ("kind", "is_listed", "name", "days", "code"),
    [
        ("pesticide", True, None, None, None),
        ("pesticide", False, "Mẫu", 0, None),
        ("pesticide", True, "Mẫu", None, "pesticide-named-twice"),
        ("pesticide", True, None, 7, "pesticide-named-twice"),
        ("pesticide", False, None, None, "pesticide-not-named"),
        ("pesticide", False, None, 7, "pesticide-not-named"),
        ("pesticide", False, "Mẫu", None, "interval-missing"),
        ("fertiliser", False, "NPK 16-16-8", None, None),
        ("fertiliser", False, None, None, None),
        ("fertiliser", True, None, None, "interval-of-pesticides-only"),
        ("irrigation", False, None, 0, "interval-of-pesticides-only"),
    ],
)
def test_a_spraying_names_one_pesticide_and_its_interval(
    kind: str, is_listed: bool, name: str | None, days: int | None, code: str | None
) -> None:
    """By the list, or by name and days; nothing is taken for granted, and other work has no interval."""
    met = None
    try:
        check_sprayed(kind, Sprayed(is_listed=is_listed, product_name=name, interval_days=days))
    except DomainError as error:
        met = error.code

    assert met == code


@pytest.mark.parametrize(
    ("is_manager", "own", "performers", "is_all_own", "told"),
    [
        (True, None, "H1", False, True),
        (False, None, "H1", True, False),
        (False, "H1", "H1", False, True),
        (False, "H2", "H1", True, False),
        (False, "H1", None, True, True),
        (False, "H1", None, False, False),
    ],
)
def test_who_did_the_work_is_told_to_managers_and_the_household(
    is_manager: bool, own: str | None, performers: str | None, is_all_own: bool, told: bool
) -> None:
    """A name without a household is the household's when all the plots are."""
    assert told is may_see_performer(
        is_manager=is_manager, household_code=own, performer_household=performers, is_all_own=is_all_own
    )


def test_the_fourth_household_alike_is_worth_a_look() -> None:
    """The same work of one day, typed by one person for four households one after the other."""
    assert rows_look_copied(make_row(), others(2)) is None
    assert rows_look_copied(make_row(), others(3)) == RowsLookCopied(performed_on=DAY, households=3)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "fertiliser"},
        {"product_name": "Thuốc khác"},
        {"dose": "25 g / 16 lít"},
        {"target": None},
        {"performed_on": DAY - timedelta(days=1)},
        {"recorded_by": "somebody else"},
        {"recorded_at": NOW - ENTERED_TOGETHER - timedelta(seconds=1)},
        {"households": frozenset({"H1"})},
        {"households": frozenset({"H8", "H9"})},
    ],
)
def test_what_differs_is_no_copy(change: dict[str, Any]) -> None:
    """One of three differs in the work, the typist, the time, or is of the own household or of a team."""
    first, *rest = others(3)

    assert rows_look_copied(make_row(), [replace(first, **change), *rest]) is None


def test_spelling_does_not_hide_a_copy() -> None:
    """Capitals and blanks are no difference, and an hour is still one sitting."""
    again = others(3, product_name="THUỐC  mẫu 50wp", recorded_at=NOW - ENTERED_TOGETHER)

    assert rows_look_copied(make_row(), again) is not None


def test_one_team_is_no_finding() -> None:
    """The same performer is named, or one entry covers the plots of several households."""
    team = "đội phun ấp mẫu"

    assert rows_look_copied(make_row(performer=team), others(3, performer=team)) is None
    assert rows_look_copied(make_row(), others(3, performer=team)) is None
    assert rows_look_copied(make_row(households=frozenset({"H1", "H7"})), others(3)) is None


def test_different_performers_are_a_finding() -> None:
    """Four people who each did the very same are as odd as nobody named."""
    named = [replace(row, performer=f"người {number}") for number, row in enumerate(others(3))]

    assert rows_look_copied(make_row(performer="người 9"), named) is not None


def test_one_other_household_is_no_copying() -> None:
    """Three plots of one neighbour, entered one by one, are that neighbour's work."""
    assert rows_look_copied(make_row(), [make_row("H2", performer=f"p{n}") for n in range(3)]) is None


def test_where_nothing_is_told_nothing_is_copied() -> None:
    """Flowering on one day in four orchards is nature."""
    bare: dict[str, Any] = {"kind": "flowering", "product_name": None, "dose": None, "target": None}

    assert rows_look_copied(make_row(**bare), others(3, **bare)) is None


@pytest.mark.parametrize(
    ("intervals", "found"), [([10] * 4, False), ([10] * 5, True), ([10] * 5 + [7], False), ([], False)]
)
def test_five_products_with_one_interval_are_worth_a_look(intervals: list[int], found: bool) -> None:
    """Unless a single one differs."""
    pesticides = [
        NamedPesticide(product_name=f"Thuốc {number}", interval_days=days)
        for number, days in enumerate(intervals)
    ]

    met = intervals_look_copied(pesticides)

    assert met == (IntervalsLookCopied(products=5, interval_days=10) if found else None)


def test_one_product_counts_once() -> None:
    """However it is spelt."""
    names = ["Thuốc A", "THUỐC A", " thuốc  a ", "Thuốc B", "Thuốc C"]

    assert (
        intervals_look_copied([NamedPesticide(product_name=name, interval_days=10) for name in names]) is None
    )


@pytest.mark.parametrize("finding", [RowsLookCopied, IntervalsLookCopied])
def test_a_finding_asks_and_accuses_nobody(finding: type[RowsLookCopied | IntervalsLookCopied]) -> None:
    """It says please, and no word of copying, faking or lying."""
    assert finding.vi.startswith("Nhờ xem lại")
    assert not [word for word in ("sao chép", "gian", "giả", "khống", "copy") if word in finding.vi.lower()]
