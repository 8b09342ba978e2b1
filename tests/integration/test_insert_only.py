"""Rows of events and runs stay as they are: refused by our own code, and by the database itself."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from app.secrets import label_keys
from batches.base import InsertOnlyViolation
from batches.events.model import Event
from labels.runs.model import PrintRun
from tests.builders import make_cooperative, make_run
from tests.conftest import Writing


@pytest.fixture
def printed(writing: Writing) -> None:
    """One batch with its event and one run."""
    with writing() as session:
        make_run(session, make_cooperative(session), label_keys())


@pytest.mark.parametrize("model", [Event, PrintRun])
def test_our_own_code_refuses_to_change_a_row(
    writing: Writing, printed: None, model: type[Event | PrintRun]
) -> None:
    """Changing or deleting a loaded row is a bug that is told at once."""
    with pytest.raises(InsertOnlyViolation), writing() as session:
        row: Any = session.scalars(select(model)).one()
        row.organisation_id = row.id
        session.flush()
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.delete(session.scalars(select(model)).one())
        session.flush()


@pytest.mark.parametrize("model", [Event, PrintRun])
def test_our_own_code_refuses_bulk_changes(
    writing: Writing, printed: None, model: type[Event | PrintRun]
) -> None:
    """Neither does a statement over many rows pass."""
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.execute(update(model).values(organisation_id=None))
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.execute(delete(model))


@pytest.mark.parametrize("table", ["event", "event_batch", "print_run"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_by_trigger(writing: Writing, printed: None, table: str, statement: str) -> None:
    """Even SQL that goes around our code changes nothing."""
    column = "event_id" if table == "event_batch" else "id"
    sql = statement.format(table, column, column)

    with pytest.raises(DatabaseError, match=f"{table} is insert-only"), writing() as session:
        session.execute(text(sql))


def test_postgresql_refuses_to_truncate(writing: Writing, printed: None) -> None:
    """SQLite has no TRUNCATE; PostgreSQL's is refused too."""
    with writing() as session:
        if session.get_bind().dialect.name == "sqlite":
            return
    with pytest.raises(DatabaseError, match="event_batch is insert-only"), writing() as session:
        session.execute(text("TRUNCATE event_batch"))


def test_instants_come_back_as_they_were(writing: Writing, printed: None) -> None:
    """Aware, in UTC, on both databases; a day of the event is midnight in Vietnam."""
    with writing() as session:
        event = session.scalars(select(Event)).one()

        assert event.occurred_at.utcoffset() == event.recorded_at.utcoffset() == timedelta(0)
        assert event.occurred_at.isoformat() == "2026-10-19T17:00:00+00:00"


def test_a_naive_instant_is_refused(writing: Writing, app: Flask) -> None:
    """A time without a zone never reaches the database."""
    from datetime import datetime

    from tests.builders import make_organisation

    with pytest.raises(Exception, match="expected an aware datetime"), writing() as session:
        make_organisation(session, now=datetime(2026, 1, 1))  # noqa: DTZ001 - the point


def test_a_weight_finer_than_a_gram_is_refused(writing: Writing) -> None:
    """Weights are whole grams, so sums are exact."""
    from decimal import Decimal

    from tests.builders import make_batch

    with pytest.raises(Exception, match="at most 3 decimals"), writing() as session:
        make_batch(session, make_cooperative(session), net_weight_kg=Decimal("1.2345"))
