"""Every day is a Vietnamese day."""

from datetime import UTC, date, datetime

from batches.days import day_of, start_of


def test_the_day_changes_at_17_oclock_utc() -> None:
    """One second before midnight in Vietnam, and midnight."""
    assert day_of(datetime(2026, 10, 24, 16, 59, 59, tzinfo=UTC)) == date(2026, 10, 24)
    assert day_of(datetime(2026, 10, 24, 17, 0, 0, tzinfo=UTC)) == date(2026, 10, 25)


def test_a_day_starts_at_midnight_in_vietnam() -> None:
    """The instant that stands for a day in events."""
    assert start_of(date(2026, 10, 25)).isoformat() == "2026-10-25T00:00:00+07:00"
