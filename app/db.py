"""Engines, the session and who ends a transaction: the edge, here and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from inspect import iscoroutinefunction
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic.runtime.migration import MigrationContext
from flask import Flask, current_app
from flask_alembic import Alembic
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from app import sqlite
from app.changes import note_changes
from app.clock import system_clock
from app.config import Settings
from app.pool import ask_rested_connections
from app.turns import Turns
from batches.base import Base

CONNECTS_WITHIN_S = (
    5  # PostgreSQL: a machine that is away answers nothing, and pages would wait minutes for it
)
MIGRATIONS = Path(__file__).parent.parent / "migrations"

_OPEN = "ronguon_transaction"
_TURNS = "ronguon.turns_to_write"
_GLANCING = "ronguon.glancing_engine"

db = SQLAlchemy(session_options={"expire_on_commit": False})


class Migrations(Alembic):
    """Alembic that may rebuild a table which others refer to."""

    def run_migrations(self, fn: Callable[..., Any], **kwargs: Any) -> None:
        """SQLite changes a table by making it anew, so its keys are checked afterwards."""
        connection = self.migration_context.connection
        assert connection is not None  # noqa: S101 - we run online only
        with sqlite.unchecked_keys(connection):
            super().run_migrations(fn, **kwargs)

    def is_newest(self, connection: Connection) -> bool:
        """Whether a database has the newest schema.

        `needs_upgrade` would keep its connection where every request's end looks for one to take away: two threads
        came to hold the same.

        Raises:
            CommandError: it has a revision that this program does not know.
        """
        found = MigrationContext.configure(connection).get_current_heads()
        self.script_directory.get_revisions(found)
        return set(found) == set(self.script_directory.get_heads())


alembic = Migrations(metadatas=Base.metadata, run_mkdir=False)


def init_db(app: Flask, settings: Settings, sqlite_module: ModuleType | None = None) -> None:
    """Bind the database of the settings to an application.

    Args:
        sqlite_module: another DB-API module for SQLite than the newest one installed.
    """
    module = sqlite_module or sqlite.driver()
    app.config["SQLALCHEMY_ENGINES"] = {"default": _engine_options(settings, module)}
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {
        "render_as_batch": True,
        "compare_type": True,
        "compare_server_default": False,  # models have none; one fills the old rows of a new column
        "render_item": _render_plain_type,
        "transactional_ddl": True,  # the driver's own commits are off: SQLite's schema changes roll back too
    }
    db.init_app(app)
    _forget_async_sessions(app)
    alembic.init_app(app)
    with app.app_context():
        _prepare_engine(app, settings, module)


def _engine_options(settings: Settings, sqlite_module: ModuleType) -> dict[str, Any]:
    url = make_url(settings.database_url)
    shared: dict[str, Any] = {
        "url": settings.database_url,
        "hide_parameters": True,  # of an error in the log: they name people
    }
    if _is_sqlite(url):
        return sqlite.engine_options(sqlite_module, is_file=bool(url.database)) | shared
    seconds = int(str(url.query.get("connect_timeout", CONNECTS_WITHIN_S)))
    return shared | {
        "pool_size": settings.threads,
        "pool_use_lifo": True,
        "connect_args": {"options": _uncompiled(url), "connect_timeout": seconds},
    }


def _prepare_engine(app: Flask, settings: Settings, sqlite_module: ModuleType) -> None:
    """Turns to write, what each new connection is told, and the engine of `glance()`."""
    if _is_sqlite(db.engine.url):
        patience_s = sqlite.BUSY_TIMEOUT_MS / 1000
        app.extensions[_TURNS] = Turns(_file_of(settings.database_url), patience_s=patience_s)
        sqlite.prepare(db.engine, sqlite_module)
        alone: dict[str, Any] = {sqlite.GLANCE_OPTION: True}
    else:
        ask_rested_connections(db.engine)
        alone = {"isolation_level": "AUTOCOMMIT"}
    note_changes(db.engine, system_clock)
    app.extensions[_GLANCING] = db.engine.execution_options(**alone)


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _file_of(sqlite_url: str) -> Path | None:
    name = make_url(sqlite_url).database
    return None if name in (None, "", ":memory:") else Path(str(name))


def _uncompiled(url: URL) -> str:
    """PostgreSQL thinks a walk along edges so costly that it compiles it, which takes longer than any walk of ours."""
    own = url.query.get("options", "")
    return f"{own if isinstance(own, str) else ' '.join(own)} -c jit=off".strip()


def _forget_async_sessions(app: Flask) -> None:
    """Nothing here is async, and closing no async session would start a thread at the end of each request."""
    functions = app.teardown_appcontext_funcs
    functions[:] = [function for function in functions if not iscoroutinefunction(function)]


@event.listens_for(Session, "loaded_as_persistent")
@event.listens_for(Session, "pending_to_persistent")
@event.listens_for(Session, "detached_to_persistent")
def _hold(session: Session, row: object) -> None:
    """A session forgets what nobody holds; within a transaction the same row is not read twice."""
    held: list[object] | None = session.info.get(_OPEN)
    if held is not None:
        held.append(row)


def _render_plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Revisions name the database's types, not ours: they must run when our code has moved on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work that takes the write lock at once: committed at the end, rolled back on any error.

    Inside another one it joins it, and only the outermost commits: a POST of the API is one unit with its
    answer. Who catches an error in between undoes its part by `session.begin_nested()`.
    """
    session = db.session
    if _OPEN in session.info:
        yield session
        return
    session.close()  # an earlier read would pin an old snapshot, which SQLite cannot turn into a write
    with _turn_to_write():
        session.connection(execution_options={sqlite.WRITE_OPTION: True})
        session.info[_OPEN] = []
        try:
            yield session
            session.commit()
        finally:
            del session.info[_OPEN]
            session.close()


def _turn_to_write() -> AbstractContextManager[None]:
    turns: Turns | None = current_app.extensions.get(_TURNS)
    return nullcontext() if turns is None else turns.turn()


@contextmanager
def glance() -> Iterator[Connection]:
    """For one statement that reads: it needs no transaction around it, whose beginning and end cost as much again."""
    engine: Engine = current_app.extensions[_GLANCING]
    with engine.connect() as connection:
        yield connection


@contextmanager
def reading() -> Iterator[Session]:
    """For what changes nothing: on SQLite one consistent view. What was loaded stays readable afterwards.

    Inside a transaction it sees that one's.
    """
    session = db.session
    if _OPEN in session.info:
        yield session
        return
    try:
        yield session
    finally:
        session.close()
