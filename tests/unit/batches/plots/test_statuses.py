"""The status of a code on a day, from its history."""

from datetime import date

import pytest

from batches.plots.statuses import StatusChange, status_on


def change(status: str, day: int) -> StatusChange:
    return StatusChange(status=status, from_on=date(2026, 10, day))


@pytest.mark.parametrize(
    ("day", "status"), [(7, None), (8, "suspended"), (9, "suspended"), (31, "suspended")]
)
def test_a_status_holds_from_its_day_on(day: int, status: str | None) -> None:
    """That day included; before the first one nothing is known."""
    assert status_on([change("suspended", 8)], date(2026, 10, day)) == status


def test_without_a_history_there_is_no_status() -> None:
    """A code of which nothing was recorded has none, which its rules take for active."""
    assert status_on([], date(2026, 10, 8)) is None


@pytest.mark.parametrize(
    ("day", "status"), [(5, "active"), (8, "suspended"), (14, "suspended"), (15, "active")]
)
def test_a_change_that_is_recorded_late_holds_in_between(day: int, status: str) -> None:
    """Active again from the 15th was known first; that it was suspended from the 8th is told afterwards."""
    changes = [change("active", 1), change("active", 15), change("suspended", 8)]

    assert status_on(changes, date(2026, 10, day)) == status


def test_of_two_for_one_day_the_last_recorded_counts() -> None:
    """A mistake is mended by saying it again for the same day."""
    changes = [change("revoked", 8), change("suspended", 8), change("active", 1)]

    assert status_on(changes, date(2026, 10, 20)) == "suspended"


def test_a_change_to_come_does_not_hold_yet() -> None:
    """Announced for the 20th, it is active on the 19th."""
    changes = [change("active", 1), change("revoked", 20)]

    assert status_on(changes, date(2026, 10, 19)) == "active"
