"""The mark of public changes moves with each of them, in whatever order they are committed, and with nothing else."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text, update
from sqlalchemy.orm import Session

from app.changes import MARK, Mark, PublicChange, drop_old_changes
from app.clock import system_clock
from app.db import db, transaction
from app.secrets import label_keys
from batches.organisations.model import Organisation
from labels.scans.model import LabelScan
from labels.scans.service import Seen, record_scans
from tests.builders import make_cooperative, make_run


@pytest.fixture(autouse=True)
def within(app: Flask) -> Iterator[None]:
    with app.app_context():
        with transaction() as session:
            make_cooperative(session)
        yield


def mark() -> Mark:
    with db.engine.connect() as connection:
        return tuple(connection.execute(text(MARK)).one())


def rename(name: str, session: Session) -> None:
    session.execute(update(Organisation).values(name=name))


def test_who_began_earlier_and_commits_later_moves_the_mark_too(app: Flask) -> None:
    """Two units of work whose rows are both there when the second is committed, and then the first: three marks, none
    like another; and with each mark its change is visible, not before and not after."""
    is_held, may_commit = threading.Event(), threading.Event()
    is_postgresql = db.engine.dialect.name == "postgresql"

    def hold(_connection: object) -> None:
        if threading.current_thread().name == "first":
            is_held.set()
            may_commit.wait(20)

    event.listen(db.engine, "commit", hold)  # behind the listener that puts the row

    def first() -> None:
        with app.app_context(), transaction() as session:
            rename("Tên thứ nhất", session)

    working = threading.Thread(target=first, name="first")
    before = mark()
    working.start()
    assert is_held.wait(20)
    while_open = (mark(), name())
    if is_postgresql:  # SQLite has one writer at a time
        with Session(db.engine) as session:
            make_cooperative(session, gtin=None)
            session.commit()
    second = (mark(), name())
    may_commit.set()
    working.join(20)
    after = (mark(), name())

    assert while_open == (before, while_open[1])
    assert (second[0] != before) is is_postgresql
    assert after[0] not in (before, second[0])
    assert after[0][0] == before[0] + 1 + is_postgresql
    assert "Tên thứ nhất" not in (while_open[1], second[1])
    assert after[1] == "Tên thứ nhất"


def name() -> str | None:
    with Session(db.engine) as session:
        return session.scalar(select(Organisation.name).order_by(Organisation.id))


def test_scans_readings_and_what_is_rolled_back_move_nothing(app: Flask) -> None:
    """A market day writes scans each second: kept pages need not be asked for again because of them."""
    with transaction() as session:
        cooperative = session.scalars(select(Organisation)).one()
        run_id = make_run(session, make_cooperative(session, gtin=None), label_keys()).id
    before = mark()
    with transaction() as session:
        record_scans(session, [Seen(run_id=run_id, serial=1, visitor="a", seen_at=system_clock())])
    with Session(db.engine) as session:
        rename("Zurück", session)
        session.rollback()
    with Session(db.engine) as session:
        assert session.scalar(select(LabelScan.count)) == 1
        assert session.get_one(Organisation, cooperative.id).name != "Zurück"
        session.commit()

    assert mark() == before


def test_a_mark_never_comes_back(app: Flask) -> None:
    """Rows that are old are dropped, all of them where nothing happens; what is changed then has another mark than any
    before."""
    seen = {mark()}
    for number in range(4):
        with transaction() as session:
            drop_old_changes(session, now=system_clock() + timedelta(hours=1))
        assert mark()[0] == 0
        with transaction() as session:
            rename(f"Tên {number}", session)
        assert mark() not in seen
        seen.add(mark())
    with transaction() as session:
        drop_old_changes(session, now=system_clock())
        assert session.scalar(select(func.count()).select_from(PublicChange)) == 1
