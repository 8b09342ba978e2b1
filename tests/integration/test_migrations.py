"""Migrations go forward and back, agree with the models, and keep their triggers."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text

from app.db import alembic, db
from batches.base import Base
from tests.conftest import MakeApp

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
    ),
}


@pytest.fixture
def migrating(make_app: MakeApp) -> Iterator[Flask]:
    app = make_app()
    with app.app_context():
        yield app


def triggers(engine: Engine) -> set[tuple[str, str]]:
    with engine.connect() as connection:
        return {(row[0], row[1]) for row in connection.execute(text(TRIGGERS[engine.dialect.name]))}


def expected_triggers(engine: Engine) -> set[tuple[str, str]]:
    """A trigger for each change that the database knows, on each table that is insert-only."""
    changes = ["update", "delete"] + (["truncate"] if engine.dialect.name == "postgresql" else [])
    tables = [table.name for table in Base.metadata.sorted_tables if table.info.get("insert_only")]
    return {(f"{table}_no_{change}", table) for table in tables for change in changes}


def test_every_revision_keeps_the_triggers(migrating: Flask) -> None:
    """Alembic's batch mode drops triggers on SQLite silently: they are counted after every single revision."""
    alembic.downgrade("base")
    assert triggers(db.engine) == set()

    for script in reversed(list(alembic.script_directory.walk_revisions())):
        alembic.upgrade(script.revision)
        existing = set(inspect(db.engine).get_table_names())
        expected = {found for found in expected_triggers(db.engine) if found[1] in existing}
        assert triggers(db.engine) == expected
    assert triggers(db.engine) == expected_triggers(db.engine)


def test_every_insert_only_class_says_so_twice(migrating: Flask) -> None:
    """The flag that our code obeys and the one that the triggers are tested by are the same."""
    mapped = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.insert_only}
    flagged = {table.name for table in Base.metadata.sorted_tables if table.info.get("insert_only")}

    assert mapped <= flagged
    links = {"inspection_batch", "lab_test_batch", "recall_batch"}
    assert flagged - mapped == {"diary_entry_plot", "event_batch", *links}


def test_models_and_migrations_agree(migrating: Flask) -> None:
    """What the migrations make is what the models say."""
    assert not alembic.needs_revision()


def test_migrations_go_back_to_nothing(migrating: Flask) -> None:
    """Downgrading leaves only Alembic's own table; upgrading again works."""
    alembic.downgrade("base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]

    alembic.upgrade()
    assert not alembic.needs_upgrade()
