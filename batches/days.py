"""What day it is: every day is a Vietnamese day, whatever the server's zone. Instants are aware and UTC."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "+07:00")  # no summer time since 1975: needs no zone database


def day_of(instant: datetime) -> date:
    """The day in Vietnam at an aware instant."""
    return instant.astimezone(VIETNAM).date()


def start_of(day: date) -> datetime:
    """00:00:00+07:00 of a day: the instant that stands for a day in events."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
