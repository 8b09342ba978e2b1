"""Many rows by their ids, in one query."""

import uuid
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.base import Base

Row = TypeVar("Row", bound=Base)


def rows_by_id(
    session: Session, model: type[Row], ids: Iterable[uuid.UUID | None]
) -> Mapping[uuid.UUID | None, Row]:
    """Rows by their id, by one query; None has none."""
    wanted = {found for found in ids if found is not None}
    if not wanted:
        return {}
    column = model.__mapper__.primary_key[0]
    rows = session.scalars(select(model).where(column.in_(wanted)))
    return {row.id: row for row in rows}  # type: ignore[attr-defined]
