"""Making backups: whole or not there, under load too, with their keys or a warning."""

import os
import secrets
import threading
from pathlib import Path
from typing import Any

from flask import Flask

from app.backups.archive import open_archive
from app.backups.making import backups_in, make_backup
from app.backups.recovery import RecoveryKey
from app.config import settings
from app.db import transaction
from app.storage import storage
from tests.builders import make_batch, make_cooperative
from tests.conftest import NOW
from tests.integration.backups.commands import backed_up, run

ROUNDS = 5 if os.environ.get("CI") == "true" else 3
WRITERS = 4


def test_backups_under_load_are_consistent(
    source: Flask, paper: str, database_url: str, tmp_path: Path
) -> None:
    """While others register batches: each backup holds whole transactions, all that were acknowledged
    before it began and none begun after it ended, and a drill finds every row."""
    ended = threading.Event()
    acknowledged: list[Any] = []
    failures: list[BaseException] = []
    with source.app_context(), transaction() as session:
        cooperative = make_cooperative(session, gtin=None)

    def write() -> None:
        try:
            while not ended.is_set():
                with source.app_context(), transaction() as session:
                    batch = make_batch(session, cooperative)
                acknowledged.append(batch.id)
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    made = []
    try:
        for _ in range(ROUNDS):
            least = len(acknowledged)
            with source.app_context():
                path = make_backup(settings(), storage(), tmp_path / "b", with_keys=True, now=NOW).path
            made.append((path, least, len(acknowledged) + WRITERS + 1))
    finally:
        ended.set()
        for writer in writers:
            writer.join()
    assert not failures, failures
    assert len(acknowledged) > ROUNDS
    for path, least, most in made:
        tables = open_archive(path).manifest.tables
        assert least <= tables["batch"].rows - 1 <= most
        assert tables["batch"].rows == tables["event"].rows == tables["event_batch"].rows
        drilled = run(source, "restore", str(path), "--drill", "--key", paper)
        assert drilled.exit_code == 0, drilled.output


def test_without_keys_it_says_so_loudly(source: Flask, target: Flask) -> None:
    """A backup needs a recovery key; to leave the keys out is possible, warned of, and told at the restore."""
    refused = run(source, "backup")
    assert refused.exit_code == 1
    assert "backup-key create" in refused.output

    made = run(source, "backup", "--without-keys")
    assert "never be verified again" in made.stderr.replace("\n", " ")
    assert "WITHOUT KEYS" in run(source, "backup", "list").output
    restored = run(target, "restore", made.stdout.strip())
    assert restored.exit_code == 0
    assert "the backup holds no keys" in restored.output


def test_a_missing_file_is_told_and_stops_nothing(source: Flask, paper: str, tmp_path: Path) -> None:
    """A backup without one photo is better than none."""
    for file in (tmp_path / "files").rglob("*"):
        if file.is_file():
            file.unlink()

    made = run(source, "backup")

    assert made.exit_code == 0
    assert "1 files that the database names" in made.stderr
    drilled = run(source, "restore", made.stdout.strip(), "--drill", "--key", paper)
    assert "1 were missing when the backup was made" in drilled.output


def test_the_newest_are_kept(source: Flask, paper: str, tmp_path: Path) -> None:
    """--keep deletes the oldest, never something else; no draft stays behind."""
    folder = tmp_path / "kept"
    made = [backed_up(source, "--to", str(folder), "--keep", "2") for _ in range(4)]
    (folder / "notes.txt").write_text("mine")

    assert backups_in(folder) == [made[3], made[2]]
    assert backed_up(source, "--to", str(folder), "--keep", "1") in set(folder.iterdir())
    assert len(list(folder.iterdir())) == 2


def test_a_failing_backup_leaves_no_file(source: Flask, tmp_path: Path) -> None:
    """Nothing under a final name and no draft: the label keys are away while it is made."""
    run(source, "backup-key", "create")
    (tmp_path / "data" / "secrets" / "label-keys.json").unlink()

    answer = run(source, "backup")

    assert answer.exit_code == 1
    assert list((tmp_path / "data" / "backups").iterdir()) == []


def test_a_paper_can_be_checked(source: Flask, paper: str) -> None:
    """Right, another one's, and making a second key by accident."""
    other = RecoveryKey(private=secrets.token_bytes(32)).paper

    assert run(source, "backup-key", "check", "--key", paper).exit_code == 0
    assert run(source, "backup-key", "check", "--key", other).exit_code == 1
    assert "say --replace" in run(source, "backup-key", "create").output


def test_nothing_is_backed_up_before_init(target: Flask) -> None:
    """A place that was never set up has no data, and says so."""
    answer = run(target, "backup", "--without-keys")

    assert answer.exit_code == 1
    assert "flask init" in answer.output
