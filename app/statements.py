"""The statements that a reading sends to the database, noted, so that they can be sent again word for word."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

Asked = tuple[str, Any]

_asking: ContextVar[list[Asked] | None] = ContextVar("ronguon.asking", default=None)


def listen(engine: Engine) -> None:
    """Let what an engine is asked be noted by `noting`; once is enough."""
    if not event.contains(engine, "after_cursor_execute", _note):
        event.listen(engine, "after_cursor_execute", _note)


@contextmanager
def noting() -> Iterator[list[Asked]]:
    """Give the list in which all questions of the block are noted."""
    asked: list[Asked] = []
    token = _asking.set(asked)
    try:
        yield asked
    finally:
        _asking.reset(token)


def digest(connection: Connection, asked: Sequence[Asked]) -> bytes:
    """A digest of answers, by cursors of the driver: what the ORM would make of the rows takes ten times as long."""
    driver: Any = connection.connection.driver_connection
    found = hashlib.blake2b(digest_size=16)
    at_once = (
        driver.pipeline() if hasattr(driver, "pipeline") else nullcontext()
    )  # one round trip, not thirty
    with at_once:
        for answered in [_sent(driver, one) for one in asked]:
            found.update(repr(answered.fetchall()).encode())
            answered.close()
    return found.digest()


def _note(
    _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> None:
    asked = _asking.get()
    if asked is not None and statement.startswith(("SELECT", "WITH")):
        asked.append((statement, parameters))


def _sent(driver: Any, asked: Asked) -> Any:
    cursor = driver.cursor()
    cursor.execute(*asked)
    return cursor
