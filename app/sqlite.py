"""SQLite as an acknowledged-means-durable database: which library, which journal, which transaction.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode that two connections use (fixed in 3.51.3, and
in 3.50.7 and 3.44.6 of the older lines); 3.52.0 was withdrawn. There the slower rollback journal is used.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, event

WRITE_OPTION = "ronguon_write"
GLANCE_OPTION = "ronguon_glance"
BUSY_TIMEOUT_MS = 10_000

Version = tuple[int, int, int]


class UnsafeJournal(Exception):
    """The database would be used in WAL mode by a SQLite that can corrupt it."""

    def __init__(self, version: Version, mode: str) -> None:
        shown = ".".join(map(str, version))
        super().__init__(
            f"SQLite {shown} can corrupt a database in WAL mode: expected journal mode truncate, got {mode}. "
            "Stop every other process that uses it, or install pysqlite3 0.6.1 or later."
        )


def is_wal_safe(version: Version) -> bool:
    """Whether several connections may use WAL with this version."""
    if version == (3, 52, 0):
        return False
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def journal_mode(version: Version) -> str:
    return "wal" if is_wal_safe(version) else "truncate"


def driver() -> ModuleType:
    """The newest SQLite there is: `pysqlite3` where it has a wheel, else the standard library's."""
    try:
        import pysqlite3  # noqa: PLC0415 - absent where it has no wheel
    except ImportError:  # pragma: no cover - only on Linux that is not x86_64
        return sqlite3
    found: ModuleType = pysqlite3
    return found


def engine_options(module: ModuleType, *, is_file: bool) -> dict[str, Any]:
    """Arguments of `create_engine`; transactions begin by our own listener, not by the driver.

    Args:
        is_file: a database in memory has one connection alone.
    """
    return {
        "module": module,
        "connect_args": {"isolation_level": None, "check_same_thread": False},
        **({"pool_use_lifo": True} if is_file else {}),  # the connection that wrote last has most in memory
    }


def prepare(engine: Engine, module: ModuleType) -> None:
    """Make every connection durable and every writing transaction take its lock when it begins.

    Raises:
        UnsafeJournal: on connecting, when the file cannot leave WAL mode under an affected version.
    """
    wanted = journal_mode(module.sqlite_version_info)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        mode = _set_journal(cursor, wanted)
        cursor.close()
        if mode not in (wanted, "memory"):
            raise UnsafeJournal(module.sqlite_version_info, mode)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(GLANCE_OPTION, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITE_OPTION, False) else "BEGIN")


@contextmanager
def unchecked_keys(connection: Connection) -> Iterator[None]:
    """Foreign keys are checked at the end instead of meanwhile, as a migration that rebuilds a table needs it.

    Raises:
        RuntimeError: a row refers to one that is not there.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.rollback()  # the switch does nothing inside a transaction
    driver_connection: Any = connection.connection.driver_connection
    driver_connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        broken = driver_connection.execute("PRAGMA foreign_key_check").fetchall()
        driver_connection.execute("PRAGMA foreign_keys = ON")
    if broken:
        raise RuntimeError(f"rows that refer to none: {broken[:5]}")


def _set_journal(cursor: Any, wanted: str) -> str:
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode in (wanted, "memory"):
        return str(mode)
    try:
        return str(cursor.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
    except (sqlite3.OperationalError, driver().OperationalError):  # another connection holds it
        return str(mode)
