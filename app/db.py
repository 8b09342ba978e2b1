"""Engines, the session and who ends a transaction: the edge, here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from flask import Flask
from flask_alembic import Alembic
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import make_url
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from app import sqlite
from app.config import Settings
from batches.base import Base

MIGRATIONS = Path(__file__).parent.parent / "migrations"

db = SQLAlchemy(session_options={"expire_on_commit": False})
alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def init_db(app: Flask, settings: Settings, sqlite_module: ModuleType | None = None) -> None:
    """Bind the database of the settings to an application.

    Args:
        sqlite_module: another DB-API module for SQLite than the newest one installed.
    """
    module = sqlite_module or sqlite.driver()
    is_sqlite = make_url(settings.database_url).get_backend_name() == "sqlite"
    options = (
        sqlite.engine_options(module) if is_sqlite else {"pool_pre_ping": True, "pool_size": settings.threads}
    )
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": settings.database_url, **options}}
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {
        "render_as_batch": True,
        "compare_type": True,
        "render_item": _render_plain_type,
        "transactional_ddl": True,  # the driver's own commits are off: SQLite's schema changes roll back too
    }
    db.init_app(app)
    alembic.init_app(app)
    if is_sqlite:
        with app.app_context():
            sqlite.prepare(db.engine, module)


def _render_plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Revisions name the database's types, not ours: they must run when our code has moved on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work that takes the write lock at once: committed at the end, rolled back on any error."""
    session = db.session
    session.close()  # an earlier read would pin an old snapshot, which SQLite cannot turn into a write
    session.connection(execution_options={sqlite.WRITE_OPTION: True})
    try:
        yield session
        session.commit()
    finally:
        session.close()


@contextmanager
def reading() -> Iterator[Session]:
    """For what changes nothing: on SQLite one consistent view. What was loaded stays readable afterwards."""
    session = db.session
    try:
        yield session
    finally:
        session.close()
