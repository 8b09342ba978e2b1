"""The columns that every status history has: rows are final, the one recorded last for a day counts."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import new_id
from batches.plots.statuses import STATUSES, StatusChange

STATUS_TABLE: tuple[Any, ...] = (
    CheckConstraint(f"status IN {STATUSES}", name="status"),
    {"info": {"insert_only": True}},
)


class StatusRow:
    """From a day on a code is active, suspended or revoked."""

    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    status: Mapped[str]
    from_on: Mapped[date]
    reason: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]


def changes_of(rows: Iterable[StatusRow]) -> list[StatusChange]:
    """A history for rules, in the order in which it was recorded."""
    return [StatusChange(status=row.status, from_on=row.from_on) for row in rows]
