"""What a backup says when something is wrong with the machine: it is refused in a sentence, or goes on without it."""

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from app.backups.archive import open_archive
from app.backups.errors import BackupDamaged, BackupNotPossible, RecoveryKeyMissing
from app.backups.keys import KeptKeys
from app.backups.making import ABANDONED_S, make_backup
from app.backups.postgresql import PostgresqlDatabase
from app.backups.restoring import drill, open_keys
from app.config import settings
from app.secrets import label_keys
from app.storage import storage
from tests.conftest import NOW, MakeApp, _dispose
from tests.integration.backups.rewriting import rewritten


def backed_up(app: Flask, folder: Path) -> Path:
    with app.app_context():
        path = make_backup(settings(), storage(), folder, with_keys=False, now=NOW).path
    _dispose(app)
    return path


def test_before_init_there_is_nothing_to_back_up(tmp_path: Path, make_app: MakeApp) -> None:
    """An empty folder is told to run init; and keys need a recovery key."""
    app = make_app(DATA_DIR=str(tmp_path / "new"), DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")

    with app.app_context():
        with pytest.raises(BackupNotPossible, match="run `flask init` first"):
            make_backup(settings(), storage(), tmp_path / "b", with_keys=False, now=NOW)
        with pytest.raises(RecoveryKeyMissing):
            make_backup(settings(), storage(), tmp_path / "b", with_keys=True, now=NOW)
    assert not (tmp_path / "none.db").exists()


def test_drafts_of_ended_processes_go_after_a_day(source: Flask, tmp_path: Path) -> None:
    """A fresh one may be another backup that is being made."""
    folder = tmp_path / "b"
    old, fresh = folder / ".making-old", folder / ".making-fresh"
    for draft in (old, fresh):
        draft.mkdir(parents=True)
        (draft / "database").write_bytes(b"half")
    ago = time.time() - ABANDONED_S - 1
    os.utime(old, (ago, ago))

    backed_up(source, folder)

    assert not old.exists()
    assert fresh.exists()


def test_a_damaged_photo_is_not_backed_up_as_sound(source: Flask, tmp_path: Path) -> None:
    """It counts as missing: its bytes are not those of its hash."""
    [photo] = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    photo.write_bytes(b"not a photo any more")

    manifest = open_archive(backed_up(source, tmp_path / "b")).manifest

    assert manifest.missing_files == [photo.name]
    assert not [name for name in manifest.members if name.startswith("files/")]


def test_a_photo_under_a_wrong_name_is_refused(source: Flask, tmp_path: Path) -> None:
    """Hashes of parts and whole may be right: a file's name is its own hash."""
    path = rewritten(backed_up(source, tmp_path / "b"), files=b"another picture")

    with source.app_context(), pytest.raises(BackupDamaged, match="once restored, files/"):
        drill(settings(), open_archive(path), None, now=NOW)


def test_labels_that_the_keys_do_not_know_are_refused(source: Flask, tmp_path: Path) -> None:
    """Keys of another service do not pass as this one's."""
    archive = open_archive(backed_up(source, tmp_path / "b"))
    assert open_keys(archive, None) is None
    with source.app_context():
        files = {"label-keys.json": label_keys().to_json().encode()}
        strange = KeptKeys(files=files, codes=["79JXH0001ZF4TJ6F"])

        with pytest.raises(BackupDamaged, match="1 labels"):
            drill(settings(), archive, strange, now=NOW)


def test_a_database_that_is_none_is_refused(source: Flask, tmp_path: Path) -> None:
    """Whatever its hash says, and in a sentence."""
    path = rewritten(backed_up(source, tmp_path / "b"), database=b"SQLite format 3\0" + b"\xff" * 5000)

    with source.app_context(), pytest.raises((BackupDamaged, BackupNotPossible)):
        drill(settings(), open_archive(path), None, now=NOW)


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    """With the first line of what it said, and without the password."""
    nobody = PostgresqlDatabase("postgresql+psycopg://u:secret@127.0.0.1:9/none")

    with pytest.raises(BackupNotPossible, match="pg_restore failed") as failed:
        nobody.place(tmp_path / "nothing")

    assert "secret" not in str(failed.value)
