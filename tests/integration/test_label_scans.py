"""Counting scans on both databases: at once, when the database is busy, and for how long who looked is known."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import Settings
from app.privacy.purging import purge
from app.secrets import label_keys
from app.sightings import BY_ITSELF, Sightings
from app.storage import storage
from labels.scans.model import ExposedKey, LabelScan, LabelVisit
from labels.scans.queries import get_sighting
from labels.scans.service import Seen, record_scans
from tests.builders import make_cooperative, make_run
from tests.conftest import NOW, Writing

WRITERS = 8
VISITORS = 25


@pytest.fixture
def run_id(app: Flask, writing: Writing) -> uuid.UUID:
    with app.app_context(), writing() as session:
        return make_run(session, make_cooperative(session), label_keys()).id


def seen(run_id: uuid.UUID, visitor: object, serial: int = 1) -> Seen:
    return Seen(run_id=run_id, serial=serial, visitor=str(visitor), seen_at=NOW)


def test_what_several_processes_see_at_once_is_counted_once_each(
    app: Flask, run_id: uuid.UUID, writing: Writing
) -> None:
    """Eight buffers with the same label and overlapping visitors: each visitor once, none lost."""
    buffers = [Sightings(app) for _ in range(WRITERS)]
    together = threading.Barrier(WRITERS)

    def write(buffer: Sightings) -> None:
        for visitor in range(VISITORS):
            buffer.note(seen(run_id, visitor))
        together.wait()
        for _ in range(100):
            if not buffer._noted:
                return
            buffer.write()
        raise AssertionError("never written")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, buffers))

    with writing() as session:
        sighting = get_sighting(session, run_id, 1)
        assert sighting is not None
        assert sighting.count == VISITORS
        assert session.scalar(select(func.count()).select_from(LabelVisit)) == VISITORS


def test_a_server_writes_within_a_second_or_so(app: Flask, run_id: uuid.UUID, writing: Writing) -> None:
    """Its thread writes by itself; ending writes the rest."""
    assert BY_ITSELF not in app.config
    buffer = Sightings(app)
    buffer.note(seen(run_id, "a"))
    buffer.write_by_itself()
    written = threading.Event()
    for _ in range(100):
        if not buffer._noted:
            break
        written.wait(0.1)
    buffer.note(seen(run_id, "b"))
    buffer.end()

    with writing() as session:
        assert session.get_one(LabelScan, (run_id, 1)).count == 2


def test_who_looked_is_forgotten_after_a_day(run_id: uuid.UUID, writing: Writing) -> None:
    """`flask purge` takes the visits and leaves the count."""
    with writing() as session:
        record_scans(session, [seen(run_id, "a"), seen(run_id, "b", serial=2)])
    with writing() as session:
        purge(session, storage(), now=NOW + timedelta(hours=23))
        assert session.scalar(select(func.count()).select_from(LabelVisit)) == 2
        purge(session, storage(), now=NOW + timedelta(hours=25))

    with writing() as session:
        assert session.scalar(select(func.count()).select_from(LabelVisit)) == 0
        assert all(get_sighting(session, run_id, serial) for serial in (1, 2))


def test_a_key_is_marked_by_command_and_replaced(app: Flask, writing: Writing) -> None:
    """The list tells both; a marked key stays marked, an unknown one is refused, labels of the old key stay known."""
    runner = app.test_cli_runner()
    with app.app_context():
        key_id = label_keys().active_id

    marked = runner.invoke(args=["label-key", "expose", key_id, "--reason", "mất máy"])
    again = runner.invoke(args=["label-key", "expose", key_id, "--reason", "mất máy"])
    unknown = runner.invoke(args=["label-key", "expose", "00000000", "--reason", "mất máy"])
    made = runner.invoke(args=["label-key", "new"])
    app.extensions.pop("ronguon.label_keys", None)
    listed = runner.invoke(args=["label-key", "list"])

    assert [answer.exit_code for answer in (marked, again, unknown, made, listed)] == [0, 1, 1, 0, 0]
    assert f"{key_id}  2026-10-25  resting  exposed since 2026-10-25" in listed.output
    assert listed.output.count("active") == 1
    with writing() as session:
        assert rows(session) == [key_id]


def test_keys_that_are_not_there_are_told_plainly(app: Flask) -> None:
    """A sentence that says what to do, no traceback."""
    app.extensions.pop("ronguon.label_keys", None)
    (settings_of(app).secrets_dir / "label-keys.json").unlink()

    listed = app.test_cli_runner().invoke(args=["label-key", "list"])

    assert listed.exit_code == 1
    assert "run `flask init` first" in listed.output
    assert isinstance(listed.exception, SystemExit)


def settings_of(app: Flask) -> Settings:
    found: Settings = app.extensions["ronguon.settings"]
    return found


def rows(session: Session) -> list[str]:
    return list(session.scalars(select(ExposedKey.key_id)))
