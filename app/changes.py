"""That something public was changed: a row for each transaction that did, by which what is kept is known to hold.

Each statement that changes a table is seen where the driver gets it, whoever sent it, and a row is put into
`public_change` just before the commit: fact and row are visible at once or not at all. Who keeps what was read
compares the `Mark` of these rows. It is of their number, the first and the last, so that a transaction which began
earlier and commits later moves it, too. Rows get numbers that are never used again, and only the oldest are dropped.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Engine, Integer, delete, event, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from batches.base import Base

KEPT: Final = timedelta(minutes=10)

PRIVATE: Final = frozenset(
    {
        *("api_token", "audit_event", "device", "failed_login", "invitation", "kept_answer", "login_session"),
        *("label_scan", "label_visit", "membership", "problem_report", "public_change", "user_account"),
    }
)
"""Tables that no kept page states; those of scans are asked for by themselves, since they change each second."""

MARK: Final = "SELECT count(*), min(id), max(id) FROM public_change"

Mark = tuple[Any, ...]

_CHANGED: Final = "ronguon.changed_tables"
_SCHEMA: Final = "alembic_version"  # what moves the schema may come before the table that rows are put into
_CHANGES = re.compile(
    r"(?:INSERT(?: OR \w+)? INTO|UPDATE(?: OR \w+)?|DELETE FROM|MERGE INTO|TRUNCATE(?: TABLE)?)\s+"
    r"(?:ONLY\s+)?\"?(\w+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|WITH)\b", re.IGNORECASE)


class PublicChange(Base):
    """A transaction that changed what pages may state."""

    __tablename__ = "public_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a number is never used again

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    committed_at: Mapped[datetime] = mapped_column(index=True)


def note_changes(engine: Engine, now: Callable[[], datetime]) -> None:
    """Put a row beside every change that is committed through an engine."""

    @event.listens_for(engine, "after_cursor_execute")
    def note(
        connection: Connection, _cursor: Any, statement: str, _given: Any, _context: Any, _many: bool
    ) -> None:
        if (table := changed_table(statement)) is not None:
            connection.info.setdefault(_CHANGED, set()).add(table)

    @event.listens_for(engine, "commit")
    def tell(connection: Connection) -> None:
        changed = connection.info.get(_CHANGED)
        if changed and not changed <= PRIVATE and _SCHEMA not in changed:
            connection.execute(insert(PublicChange.__table__), {"committed_at": now()})  # type: ignore[arg-type]
        connection.info.pop(_CHANGED, None)

    @event.listens_for(engine, "rollback")
    def forget(connection: Connection) -> None:
        connection.info.pop(_CHANGED, None)


@lru_cache(maxsize=4096)
def changed_table(statement: str) -> str | None:
    """The table that a statement changes; None for one that only reads."""
    if _BEGINS.match(statement) is None:
        return None
    found = _CHANGES.search(statement)
    return found[1].lower() if found else None


def drop_old_changes(session: Session, *, now: datetime) -> None:
    """Drop rows that every process has long seen."""
    session.execute(delete(PublicChange).where(PublicChange.committed_at < now - KEPT))
