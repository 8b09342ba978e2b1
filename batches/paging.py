"""Pages of a list, newest first, by the id of the last row seen: rows that come or go meanwhile move nothing.

Ids are UUIDv7, so their order is that of their making.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which page.

    Attributes:
        before: the id of the last row of the page before, or None for the first page.
        updated_since: only rows that are new or changed since.
    """

    limit: int
    before: uuid.UUID | None = None
    updated_since: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the id after which the next page begins, if there is one."""

    rows: Sequence[T]
    next: uuid.UUID | None


def read_page(
    session: Session,
    statement: Select[T],
    wanted: Wanted,
    *,
    key: InstrumentedAttribute[uuid.UUID],
    updated_at: InstrumentedAttribute[Any],
) -> Page[T]:
    """A page of what a statement selects.

    Args:
        key: the id by which its rows are ordered.
        updated_at: when a row was made or last changed.
    """
    if wanted.before is not None:
        statement = statement.where(key < wanted.before)
    if wanted.updated_since is not None:
        statement = statement.where(updated_at >= wanted.updated_since)
    rows = session.scalars(statement.order_by(key.desc()).limit(wanted.limit + 1)).all()
    shown = rows[: wanted.limit]
    last: Any = shown[-1] if len(rows) > wanted.limit else None
    return Page(rows=shown, next=None if last is None else last.id)
