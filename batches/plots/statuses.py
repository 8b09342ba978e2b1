"""The status of a code that an authority gave, day by day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STATUSES = ("active", "suspended", "revoked")


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusChange:
    """From a day on, that day included; changes stand in the order in which they were recorded."""

    status: str
    from_on: date


def status_on(changes: Iterable[StatusChange], day: date) -> str | None:
    """The status on a day: of the change with the latest first day, the last recorded of these; None before any."""
    begun = [change for change in changes if change.from_on <= day]
    if not begun:
        return None
    latest = max(change.from_on for change in begun)
    return [change.status for change in begun if change.from_on == latest][-1]
