"""Pages that are kept: once made, no older than is said, and honest while the database is away."""

import shutil
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event

from app import keeping
from app.db import db, transaction
from app.scan.looking import KEPT_S
from tests.availability import need
from tests.builders import make_cooperative
from tests.builders_chain import make_recall
from tests.conftest import MakeApp, _migrate
from tests.integration.printed_pages import Printed, print_labels
from tests.postgresql import find_binaries, running_server


def test_a_page_is_made_once_and_asked_for_by_nothing_within_its_second(app: Flask) -> None:
    """The second look sends no statement at all; when its time is over, the same are sent and nothing is made."""
    printed, client = print_labels(app), app.test_client()
    app.config[KEPT_S] = 1000.0
    first = client.get(printed.path)
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        event.listen(db.engine, "checkout", lambda *_given: asked.append("a connection"))
    second = client.get(printed.path)
    within = list(asked)
    app.config[KEPT_S] = 0.0
    third = client.get(printed.path)
    unchanged = list(asked)
    asked.clear()
    with app.app_context(), transaction() as session:
        make_cooperative(session, gtin=None)  # another's affair, of which the page says nothing
    of_it = len(asked)
    fourth = client.get(printed.path)

    assert within == []
    assert set(unchanged) <= {"a connection", "BEGIN"}  # the driver alone asked: no ORM, no statement built
    assert unchanged.count("a connection") == 3  # for the mark, of run and batch; and for the label's scans
    assert set(asked[of_it:]) <= {"a connection", "BEGIN"}
    assert asked[of_it:].count("a connection") == 5  # run and batch are asked for again, too
    assert first.data == second.data == third.data == fourth.data


def test_what_is_written_past_the_service_shows_all_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A console of the database moves no mark: the page's own statements are sent again a little later."""
    printed, client = print_labels(app), app.test_client()
    for _ in range(2):
        client.get(printed.path)
    with app.app_context():
        raw = db.engine.raw_connection()
        raw.cursor().execute("UPDATE organisation SET name = 'Hợp tác xã Bàn Phím'")
        raw.commit()
        raw.close()
    still = client.get(printed.path).text
    monkeypatch.setattr(keeping, "ASKED_AGAIN_S", 0.0)

    assert "Hợp tác xã Bàn Phím" not in still
    assert "Hợp tác xã Bàn Phím" in client.get(printed.path).text


def test_a_recall_shows_when_its_second_is_over(app: Flask) -> None:
    """What is kept is as old as was said and no older."""
    printed, client = print_labels(app), app.test_client()
    app.config[KEPT_S] = 0.5
    for _ in range(2):
        client.get(printed.path)
    with app.app_context(), transaction() as session:
        make_recall(session, printed.cooperative, [printed.batch])
    time.sleep(0.5)

    assert "Bị thu hồi" in client.get(printed.path).text


def test_without_its_database_a_page_never_says_issued(
    make_app: MakeApp, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The batch's part stays, the label is said to be unchecked, a forged code gets nothing, nothing is kept by
    anybody; a label that nobody asked for before gets a calm page, too; and all is well when it is back."""
    if "postgresql" in request.node.callspec.id:
        _without_postgresql(make_app)
        return
    file = tmp_path / "test.db"
    app = make_app()
    printed, client = print_labels(app), app.test_client()
    issued = client.get(printed.path).text
    with app.app_context():
        db.engine.dispose()
    shutil.move(file, tmp_path / "away.db")
    for extra in ("-wal", "-shm"):
        Path(f"{file}{extra}").unlink(missing_ok=True)
    file.mkdir()  # a file that cannot be opened
    assert_unchecked(app, printed, issued)
    file.rmdir()
    shutil.move(tmp_path / "away.db", file)
    app.extensions["ronguon.looking"].ask_at_once()

    assert "Đã phát hành" in client.get(printed.path).text


def _without_postgresql(make_app: MakeApp) -> None:
    binaries = find_binaries()
    need(binaries, "PostgreSQL's server binaries (initdb, pg_ctl) are not on this machine")
    assert binaries is not None
    with ExitStack() as stack:
        url = stack.enter_context(running_server(binaries))
        plain = url.replace("+psycopg", "") + "/postgres"
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute("CREATE DATABASE stopped")
        _migrate(f"{url}/stopped")
        app = make_app(DATABASE_URL=f"{url}/stopped")
        printed = print_labels(app)
        issued = app.test_client().get(printed.path).text
        stack.close()  # the server is stopped at once
        assert_unchecked(app, printed, issued)


def assert_unchecked(app: Flask, printed: Printed, issued: str) -> None:
    client = app.test_client()
    page = client.get(printed.path)
    again = client.get(printed.path)
    forged = client.get(f"/t/{printed.code[:-1]}{'0' if printed.code[-1] != '0' else '1'}")

    assert "Đã phát hành" in issued
    assert page.status_code == again.status_code == 200
    for text in (page.text, again.text):
        assert "Lúc này chưa kiểm tra được" in text
        assert printed.batch.lot in text
        assert "hát hành" not in text.replace("ngày phát hành", "")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers
    assert forged.status_code == 503
    assert printed.batch.lot not in forged.text
    assert "hát hành" not in forged.text
