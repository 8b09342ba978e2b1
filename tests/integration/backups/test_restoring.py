"""A backup comes back as it was, and only where it may."""

import re
import secrets
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text

from app.backups.archive import open_archive
from app.backups.recovery import RecoveryKey
from app.db import alembic, db, transaction
from tests.builders import make_cooperative
from tests.conftest import MakeApp, _plain
from tests.integration.backups.commands import backed_up, rows_of, run
from tests.integration.backups.rewriting import rewritten


def test_a_backup_comes_back_as_it_was(source: Flask, paper: str, target: Flask, tmp_path: Path) -> None:
    """On another machine: every row, file and key; keys are private; labels verify; the doctor is content."""
    path = backed_up(source)
    before = rows_of(source)

    answer = run(target, "restore", str(path), "--key", paper)

    assert answer.exit_code == 0, answer.output
    assert rows_of(target) == before
    assert "1 codes of its runs verify" in answer.output
    assert re.search(r"^ok +schema +ok", answer.output, re.MULTILINE)
    ours, theirs = (tmp_path / name / "secrets" for name in ("data", "other"))
    for file in ours.iterdir():
        assert (theirs / file.name).read_bytes() == file.read_bytes()
        assert (theirs / file.name).stat().st_mode & 0o777 == 0o600
    assert theirs.stat().st_mode & 0o777 == 0o700
    kept = {file.name: file.read_bytes() for file in (tmp_path / "files").rglob("*") if file.is_file()}
    assert kept
    assert kept == {
        file.name: file.read_bytes() for file in (tmp_path / "other" / "files").rglob("*") if file.is_file()
    }


def test_the_restored_database_is_protected_too(source: Flask, paper: str, target: Flask) -> None:
    """Triggers come back with the tables: what is insert-only stays so."""
    run(target, "restore", str(backed_up(source)), "--key", paper)

    with target.app_context(), pytest.raises(Exception, match="insert-only"), transaction() as session:
        session.execute(text("UPDATE event SET kind = 'x'"))


def test_what_is_in_use_is_not_overwritten(source: Flask, paper: str) -> None:
    """Data or keys in the place refuse; with --replace they are kept aside."""
    path = backed_up(source)
    with source.app_context(), transaction() as session:
        make_cooperative(session, gtin=None)
    before = rows_of(source)

    refused = run(source, "restore", str(path), "--key", paper)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert rows_of(source) == before

    answer = run(source, "restore", str(path), "--key", paper, "--replace")
    assert answer.exit_code == 0, answer.output
    assert len(rows_of(source)["organisation"]) == 1
    assert answer.output.count("kept as") == 2


def test_a_running_service_is_not_replaced(source: Flask, paper: str) -> None:
    """Who still has the database open would write into what was set aside."""
    path = backed_up(source)
    with source.app_context(), db.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        answer = source.test_cli_runner().invoke(args=["restore", str(path), "--key", paper, "--replace"])

    assert answer.exit_code == 1
    assert "stop it first" in answer.output


def test_a_wrong_key_opens_nothing(source: Flask, paper: str, target: Flask) -> None:
    """Another service's paper, a mistyped one and none are refused before anything is touched."""
    path = backed_up(source)
    other = RecoveryKey(private=secrets.token_bytes(32)).paper

    for words in (["--key", other], ["--key", paper[:-1] + "U"], []):
        answer = run(target, "restore", str(path), *words)
        assert answer.exit_code == 1
        assert "The recovery key is of no use here" in answer.output
        assert "Khóa khôi phục không dùng được" in answer.output
    assert run(target, "restore", str(path), "--key", paper).exit_code == 0


def test_other_schemas_and_engines(source: Flask, paper: str, target: Flask) -> None:
    """A newer schema and the other engine are refused with their reason."""
    path = backed_up(source)
    engine = "sqlite" if open_archive(path).manifest.engine == "postgresql" else "postgresql"

    newer = rewritten(path, lambda manifest: replace(manifest, revision="9999"))
    assert "newer than this program" in run(target, "restore", str(newer), "--key", paper).output
    other = rewritten(path, lambda manifest: replace(manifest, engine=engine))
    assert f"the backup is of {engine}" in run(target, "restore", str(other), "--key", paper).output
    demo = rewritten(path, lambda manifest: replace(manifest, is_demo=True))
    assert "is a demo" in run(target, "restore", str(demo), "--key", paper).output


def test_an_older_schema_is_brought_forward(make_app: MakeApp, target: Flask) -> None:
    """A backup of the first release is restored by this one."""
    app = make_app()
    with app.app_context():
        alembic.downgrade("0001")
    path = backed_up(app, "--without-keys")

    answer = run(target, "restore", str(path))

    assert "brought forward from 0001" in answer.output
    with target.app_context():
        assert not alembic.needs_upgrade()


def test_a_drill_leaves_nothing(source: Flask, paper: str, database_url: str, tmp_path: Path) -> None:
    """No folder, no database, no row; and it works without the key, which it says."""
    path = backed_up(source)
    before = rows_of(source)

    answer = run(source, "restore", str(path), "--drill")

    assert answer.exit_code == 0, answer.output
    assert "not checked: the keys are sealed" in answer.output
    assert rows_of(source) == before
    if database_url.startswith("postgresql"):
        with psycopg.connect(_plain(database_url.rpartition("/")[0])) as connection:
            found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ronguon%'")
            assert found.fetchall() == []
