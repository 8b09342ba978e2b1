"""Asking whether the service is ready disturbs nobody who works in it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import event, text

from app.db import db, glance

CALLERS = 8
ASKED = 10


def test_a_connection_has_one_holder_while_many_ask(app: Flask) -> None:
    """/readyz from eight threads at once: no connection is ever handed to two of them."""
    held: Counter[int] = Counter()
    shared: list[int] = []
    counting = threading.Lock()
    with app.app_context():
        engine = db.engine

    @event.listens_for(engine, "checkout")
    def take(_connection: object, record: object, _proxy: object) -> None:
        with counting:
            held[id(record)] += 1
            if held[id(record)] > 1:
                shared.append(id(record))

    @event.listens_for(engine, "checkin")
    def leave(_connection: object, record: object) -> None:
        with counting:
            held[id(record)] -= 1

    def ask(_: int) -> int:
        return app.test_client().get("/readyz").status_code

    with ThreadPoolExecutor(CALLERS) as pool:
        statuses = set(pool.map(ask, range(CALLERS * ASKED)))

    assert statuses <= {200, 503}  # an application under test may have no keys
    assert not shared
    assert not +held


@pytest.mark.parametrize(
    ("revision", "expected"),
    [(None, "run `flask init`"), ("9999_unknown", "the schema's version cannot be read")],
)
def test_a_schema_of_another_version_is_not_ready(app: Flask, revision: str | None, expected: str) -> None:
    """A database without its newest revision, or with one that this program does not know."""
    with app.app_context(), glance() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(text("INSERT INTO alembic_version VALUES (:found)"), {"found": revision})
        connection.commit()

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"]["schema"] == expected
