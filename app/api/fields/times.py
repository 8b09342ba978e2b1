"""Days and instants."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.api.fields.base import InputField, shown

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)


class Day(InputField[date]):
    """A calendar day, YYYY-MM-DD."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> date:
        day = _read_day(value)
        if day is None:
            raise self.refuse("not-a-day", got=shown(value))
        return day

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()


class Instant(InputField[datetime]):
    """An instant, RFC 3339 in UTC: 2026-10-25T03:00:00.000000Z."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class QueryInstant(Instant):
    """The same in a query, with any offset."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> datetime:
        instant = _read_instant(value)
        if instant is None:
            raise self.refuse("not-an-instant", got=shown(value))
        return instant


def _read_day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:  # 2026-02-30
        return None


def _read_instant(value: Any) -> datetime | None:
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}{(found[2] or '')[:7]}{found[3]}".upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # 25:00:00, or before the year 1 in UTC
        return None
