"""Which SQLite may use WAL, and what happens where it may not."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import sqlite


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 0), True),
    ],
)
def test_wal_is_only_for_versions_with_the_fix(version: sqlite.Version, safe: bool) -> None:
    """Fixed in 3.51.3, 3.50.7 and 3.44.6; 3.52.0 was withdrawn."""
    assert sqlite.is_wal_safe(version) is safe
    assert sqlite.journal_mode(version) == ("wal" if safe else "truncate")


class OldSqlite:
    """A real SQLite that says it is an affected version."""

    sqlite_version_info = (3, 40, 1)


def open_as(path: Path, version_of: object) -> str:
    engine = create_engine(f"sqlite:///{path}", **sqlite.engine_options(sqlite.driver(), is_file=True))
    sqlite.prepare(engine, version_of)  # type: ignore[arg-type]
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text("PRAGMA journal_mode")))
    finally:
        engine.dispose()


def test_an_affected_version_leaves_wal(tmp_path: Path) -> None:
    """A database that was in WAL is turned back to a rollback journal when nobody else uses it."""
    assert open_as(tmp_path / "a.db", sqlite.driver()) == "wal"
    assert open_as(tmp_path / "a.db", OldSqlite) == "truncate"


def test_an_affected_version_refuses_a_wal_that_is_in_use(tmp_path: Path) -> None:
    """While another connection keeps the WAL open, connecting is refused and says why."""
    assert open_as(tmp_path / "b.db", sqlite.driver()) == "wal"
    other = sqlite.driver().connect(str(tmp_path / "b.db"), isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN")
    other.execute("SELECT * FROM t").fetchall()
    try:
        with pytest.raises(sqlite.UnsafeJournal, match="can corrupt a database in WAL mode"):
            open_as(tmp_path / "b.db", OldSqlite)
    finally:
        other.close()


def test_a_commit_is_durable(tmp_path: Path) -> None:
    """synchronous is FULL (2), foreign keys are on, and a writer takes its lock when it begins."""
    engine = create_engine(
        f"sqlite:///{tmp_path / 'c.db'}", **sqlite.engine_options(sqlite.driver(), is_file=True)
    )
    sqlite.prepare(engine, sqlite.driver())
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    with engine.connect().execution_options(**{sqlite.WRITE_OPTION: True}) as writer:
        writer.execute(text("SELECT 1"))
        other = sqlite.driver().connect(str(tmp_path / "c.db"), timeout=0, isolation_level=None)
        with pytest.raises(sqlite.driver().OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    engine.dispose()


def test_revisions_name_the_databases_types() -> None:
    """A migration must run when our own types have moved on."""
    from sqlalchemy import String

    from app.db import _render_plain_type
    from batches.base import Instant, Kilograms

    assert _render_plain_type("type", Instant(), None) == "sa.DateTime(timezone=True)"
    assert _render_plain_type("type", Kilograms(), None) == "sa.BigInteger()"
    assert _render_plain_type("type", String(), None) is False
    assert _render_plain_type("table", Kilograms(), None) is False
