"""What a registration reads and writes past the unit of work: lots that are taken, what counts, connections."""

import time
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from app.db import db, transaction
from batches.base import insert_unless_taken, new_id
from batches.harvest.facts import used_before
from batches.harvest.holding import decide_hold
from batches.harvest.model import Batch
from tests.builders import make_batch, make_cooperative
from tests.builders_registry import give_season
from tests.conftest import NOW


def test_a_lot_that_is_taken_is_drawn_again(session: Session) -> None:
    """The second harvest of a day that draws the same characters gets others, in lot and trace code."""
    cooperative = make_cooperative(session)
    drawn = iter(["AAAA", "AAAA", "AAAA", "BBBB"])

    lots = [make_batch(session, cooperative, draw=lambda _: next(drawn)) for _ in range(2)]

    assert [batch.lot[-4:] for batch in lots] == ["AAAA", "BBBB"]
    assert lots[1].lot in lots[1].trace_code
    assert session.scalar(select(func.count()).select_from(Batch)) == 2


def test_a_row_that_is_not_inserted_changes_nothing(session: Session) -> None:
    """It is not held by the session either."""
    batch = make_batch(session, make_cooperative(session))
    values = {column.key: getattr(batch, column.key) for column in batch.__table__.columns}
    other = Batch(**{**values, "id": new_id()})

    assert not insert_unless_taken(session, other, column="lot")
    assert other not in session
    assert session.scalars(select(Batch.id)).all() == [batch.id]


def test_a_registered_batch_is_as_it_would_be_loaded(session: Session) -> None:
    """What the session holds of it is whole, with what was never set, and equals what the database has."""
    batch = make_batch(session, make_cooperative(session), dry_matter_percent=Decimal("32.5"))
    assert not inspect(batch).unloaded & set(batch.__table__.columns.keys())
    held = {column.key: getattr(batch, column.key) for column in batch.__table__.columns}
    session.expire_all()

    assert {column.key: getattr(batch, column.key) for column in batch.__table__.columns} == held
    assert (batch.grades, batch.holds) == ([], [])


def test_rejected_fruit_counts_no_more(session: Session) -> None:
    """Held fruit counts until a decision rejects it, released fruit goes on counting; one batch can be left out."""
    cooperative = make_cooperative(session)
    give_season(session, cooperative, quota_kg=Decimal(1))
    rejected, released = (make_batch(session, cooperative, net_weight_kg=Decimal(kg)) for kg in (30, 4))

    def used(**but: object) -> list[Decimal]:
        asked = {"from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31), "but": None, **but}
        codes = {"code_id": cooperative.area_code.id, "plot_id": cooperative.plot.id}
        return list(used_before(session, **codes, **asked))  # type: ignore[arg-type]

    assert used() == [Decimal(34)] * 2
    for batch, decision in ((rejected, "reject"), (released, "release")):
        decide_hold(
            session,
            batch.holds[0],
            decision=decision,
            reason="x",
            decided_by=new_id(),
            is_alone=False,
            now=NOW,
        )
    assert used() == [Decimal(4)] * 2
    assert used(but=released.id) == [Decimal(0)] * 2
    assert used(to_on=date(2026, 10, 19)) == [Decimal(0)] * 2


def test_a_connection_that_the_server_closed_is_replaced(app: Flask) -> None:
    """Having rested for a second, it is asked first: a restarted PostgreSQL costs no request."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite has no server")
        with transaction() as session:
            first = session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as one, db.engine.connect() as other:
            own = one.scalar(text("SELECT pg_backend_pid()"))
            (killer, victim) = (other, one) if own == first else (one, other)
            victim.rollback()
            killer.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": first})
            killer.commit()
        time.sleep(1.1)

        with transaction() as session:
            assert session.scalar(text("SELECT pg_backend_pid()")) != first
