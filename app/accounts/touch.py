"""Writing down that something was used: in a transaction of its own, and not at all when the database is busy."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import InstrumentedAttribute

from app import sqlite

PATIENCE_MS = 50


def touch(
    engine: Engine, column: InstrumentedAttribute[datetime | None], row_id: uuid.UUID, now: datetime
) -> bool:
    """Set a column of a row to now, waiting for no lock longer than 50 ms; answers whether it was written."""
    table = column.class_.__table__
    statement = update(table).where(table.c.id == row_id).values({column.key: now})
    try:
        with _impatient(engine) as connection:
            connection.execute(statement)
    except OperationalError:  # busy: the next request of a minute later writes it
        return False
    return True


@contextmanager
def _impatient(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that gives up on a lock quickly."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_MS}ms'"))
            yield connection
            connection.commit()
            return
        driver = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")  # type: ignore[union-attr]
        try:
            yield connection.execution_options(**{sqlite.WRITE_OPTION: True})
            connection.commit()
        finally:
            connection.rollback()
            driver.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_TIMEOUT_MS}")  # type: ignore[union-attr]
