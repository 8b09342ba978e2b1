"""A backup is whole or not there, is found out when a byte changes, and comes back as it was."""

import os
import re
import secrets
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.backups.archive import ArchiveWriter, open_archive
from app.backups.errors import BackupDamaged
from app.backups.making import backups_in, make_backup
from app.backups.manifest import Manifest, Table
from app.backups.recovery import RecoveryKey
from app.config import Settings, settings
from app.db import alembic, db, transaction
from app.factory import create_app
from app.secrets import label_keys
from app.storage import storage
from proof import places
from proof.places import empty_database, flipped, paper_in
from tests.builders import make_batch, make_cooperative, make_run
from tests.conftest import BASE_URL, NOW, MakeApp, _dispose, _plain

ROUNDS = 5 if os.environ.get("CI") == "true" else 3
WRITERS = 4


@pytest.fixture
def source(make_app: MakeApp, tmp_path: Path) -> Flask:
    """A service with a printed batch and a recovery key."""
    app = make_app(FILES_URL=f"file://{tmp_path / 'files'}")
    with app.app_context(), transaction() as session:
        make_run(session, make_cooperative(session), label_keys())
    return app


@pytest.fixture
def paper(source: Flask) -> str:
    """What `flask backup-key create` printed."""
    return paper_in(run(source, "backup-key", "create").output)


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """A database that nobody has used, of the same kind."""
    with empty_database(database_url, tmp_path / "other") as url:
        yield url


@pytest.fixture
def target(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A machine on which nothing was set up."""
    given = {
        "RONGUON_DATA_DIR": str(tmp_path / "other"),
        "RONGUON_DATABASE_URL": empty_url,
        "RONGUON_LABEL_BASE_URL": BASE_URL,
        "RONGUON_LOG_LEVEL": "error",
    }
    app = create_app(Settings.from_env(given), clock=lambda: NOW)
    yield app
    _dispose(app)


def run(app: Flask, *words: str) -> Result:
    """A command, with no connection of ours left open."""
    result = app.test_cli_runner().invoke(args=list(words))
    _dispose(app)
    return result


def backed_up(app: Flask, *words: str) -> Path:
    made = run(app, "backup", *words)
    assert made.exit_code == 0, made.output
    return Path(made.stdout.strip())


def rows_of(app: Flask) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    return places.rows_of(app.extensions["ronguon.settings"].database_url)


def rewritten(path: Path, change: Callable[[Manifest], Manifest]) -> Path:
    """The same backup with a manifest that says something else and all hashes right."""
    archive = open_archive(path)
    made = path.with_name(f"rewritten-{path.name}")
    with made.open("wb") as file:
        writer = ArchiveWriter(file)
        for name in archive.manifest.members:
            writer.add(name, archive.read(name))
        writer.finish(change(archive.manifest))
    return made


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


def test_a_flipped_byte_anywhere_is_found(source: Flask, paper: str, tmp_path: Path) -> None:
    """In each part's name, size, first, middle and last byte, its padding, the manifest and the end."""
    path = backed_up(source)
    whole = path.read_bytes()
    places = {0, len(whole) - 1, len(whole) // 2, *(secrets.randbelow(len(whole)) for _ in range(30))}
    with tarfile.open(path) as tar:
        names = tar.getnames()
        for info in tar:
            first, last = info.offset_data, info.offset_data + info.size - 1
            places |= {
                info.offset,
                info.offset + 130,
                first,
                (first + last) // 2,
                last,
                last // 512 * 512 + 511,
            }
    assert {"database", "secrets.sealed", "manifest.json", "SHA256"} < set(names)
    damaged = tmp_path / "flipped.tar"

    for place in places:
        damaged.write_bytes(flipped(whole, place))
        with pytest.raises(BackupDamaged):
            open_archive(damaged)
    for short in (whole[:-1], whole[: len(whole) // 2], whole + b"\0", b""):
        damaged.write_bytes(short)
        with pytest.raises(BackupDamaged):
            open_archive(damaged)
    drilled = run(source, "restore", str(damaged), "--drill", "--key", paper)
    assert drilled.exit_code == 1
    assert "The backup is damaged" in drilled.output
    assert "Bản sao lưu bị hỏng" in drilled.output


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: replace(
            manifest, tables=manifest.tables | {"batch": Table(rows=1, digest="0" * 64)}
        ),
        lambda manifest: replace(manifest, members={}),
    ],
)
def test_a_backup_that_lies_is_undone(
    source: Flask, paper: str, target: Flask, change: Callable[[Manifest], Manifest]
) -> None:
    """Rows that are not those of the manifest are found after they were restored, and all is as before."""
    path = backed_up(source)
    assert run(target, "restore", str(path), "--key", paper).exit_code == 0
    before = rows_of(target)

    answer = run(target, "restore", str(rewritten(path, change)), "--key", paper, "--replace")

    assert answer.exit_code == 1
    assert rows_of(target) == before
    assert run(target, "doctor").exit_code == 0


def test_a_lying_backup_leaves_an_empty_place_empty(source: Flask, paper: str, target: Flask) -> None:
    """After the refusal the right backup can be restored without --replace."""
    path = backed_up(source)
    lying = rewritten(path, lambda manifest: replace(manifest, tables={}))

    refused = run(target, "restore", str(lying), "--key", paper)
    answer = run(target, "restore", str(path), "--key", paper)

    assert (refused.exit_code, answer.exit_code) == (1, 0), refused.output + answer.output


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


def test_a_damaged_backup_stands_out_in_the_list(source: Flask, paper: str) -> None:
    """The list reads every byte and exits with 1."""
    path = backed_up(source)
    assert run(source, "backup", "list").exit_code == 0
    whole = path.read_bytes()
    path.write_bytes(flipped(whole, 1000))

    answer = run(source, "backup", "list")

    assert answer.exit_code == 1
    assert "damaged" in answer.output


def test_nothing_is_backed_up_before_init(target: Flask) -> None:
    """A place that was never set up has no data, and says so."""
    answer = run(target, "backup", "--without-keys")

    assert answer.exit_code == 1
    assert "flask init" in answer.output
