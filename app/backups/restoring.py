"""Putting a backup back: all of it is checked before anything is touched, and undone when a step fails."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.backups.archive import DATABASE, FILES, SECRETS, Archive
from app.backups.contents import count_authentic, faults_of, revision_of, tables_of
from app.backups.databases import Database, database_at
from app.backups.errors import BackupDamaged, RecoveryKeyWrong, RestoreRefused
from app.backups.keys import KeptKeys, unseal_keys, write_secrets
from app.backups.manifest import Table
from app.backups.recovery import RecoveryKey
from app.config import DEMO_MARKER, Settings
from app.db import alembic, db, init_db
from app.storage import ObstoreStorage, open_storage
from batches.documents.rules import digest, storage_path


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What was put back and found to be as it was.

    Attributes:
        codes: labels that the restored keys know as their own, of as many; None when no keys were opened.
        upgraded_from: the backup's revision, when the schema was brought forward.
        set_aside: where what was there before is kept.
    """

    tables: int
    rows: int
    files: int
    codes: int | None
    upgraded_from: str | None
    set_aside: list[str]


def open_keys(archive: Archive, paper: str | None) -> KeptKeys | None:
    """The keys of a backup, or None when it was made without.

    Raises:
        RecoveryKeyWrong: no key was given, it is mistyped, or not this backup's.
    """
    if archive.manifest.recovery_key_id is None:
        return None
    if paper is None:
        raise RecoveryKeyWrong(
            reason_vi=f"hãy đưa khóa {archive.manifest.recovery_key_id} trên giấy bằng --key",
            reason_en=f"give the key {archive.manifest.recovery_key_id} of the paper with --key",
        )
    return unseal_keys(archive.read(SECRETS), RecoveryKey.from_paper(paper))


def restore(
    settings: Settings, archive: Archive, keys: KeptKeys | None, *, replacing: bool, now: datetime
) -> Restored:
    """Put database, files and keys where the settings say.

    Raises:
        RestoreRefused: the schema is newer than this code, the engine another, the place is in use.
        BackupDamaged: what was restored is not what was backed up. What was there before is back.
    """
    database = database_at(settings.database_url)
    _check_fits(settings, archive, database)
    if not replacing:
        _check_unused(settings, database, keys)
    name = f"replaced-{now:%Y%m%dt%H%M%Sz}"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as undo, TemporaryDirectory(prefix=".restoring-", dir=settings.data_dir) as drafts:
        aside = [undo.enter_context(database.making_room(name if replacing else None))]
        if keys is not None:
            aside.append(undo.enter_context(_secrets_aside(settings.secrets_dir, name)))
        archive.extract(DATABASE, Path(drafts) / "database")
        database.place(Path(drafts) / "database")
        files = _put_files(open_storage(settings.files_url), archive)
        if keys is not None:
            write_secrets(settings.secrets_dir, keys.files)
        if archive.manifest.is_demo:
            (settings.data_dir / DEMO_MARKER).touch()
        found = _checked(settings, archive, keys)
        return replace(found, files=files, set_aside=[place for place in aside if place is not None])


def drill(settings: Settings, archive: Archive, keys: KeptKeys | None, *, now: datetime) -> Restored:
    """Restore into a folder and a database of their own, look at all of it, and leave nothing behind.

    Raises:
        RestoreRefused, BackupDamaged: as `restore` would.
    """
    with TemporaryDirectory(prefix="ro-nguon-drill-") as name:
        folder = Path(name)
        with database_at(settings.database_url).scratch(folder) as url:
            elsewhere = replace(
                settings,
                data_dir=folder,
                database_url=url,
                secrets_dir=folder / "secrets",
                files_url=f"file://{folder / 'files'}",
                demo=archive.manifest.is_demo,
            )
            return restore(elsewhere, archive, keys, replacing=False, now=now)


def _check_fits(settings: Settings, archive: Archive, database: Database) -> None:
    manifest = archive.manifest
    if manifest.engine != database.engine:
        raise RestoreRefused(
            reason_vi=f"bản sao lưu là của {manifest.engine}, RONGUON_DATABASE_URL là {database.engine}",
            reason_en=f"the backup is of {manifest.engine}, RONGUON_DATABASE_URL of {database.engine}",
        )
    if manifest.is_demo != settings.demo:
        raise RestoreRefused(
            reason_vi="bản sao lưu và thư mục không cùng là bản thử; hãy đặt RONGUON_DEMO cho đúng",
            reason_en="one of backup and folder is a demo and the other is not; set RONGUON_DEMO rightly",
        )
    with _migrations(settings):
        known = {script.revision for script in alembic.script_directory.walk_revisions()}
    if manifest.revision not in known:
        raise RestoreRefused(
            reason_vi=f"cấu trúc {manifest.revision} mới hơn chương trình này; hãy cài bản mới hơn",
            reason_en=f"its schema {manifest.revision} is newer than this program; install a newer one",
        )


def _check_unused(settings: Settings, database: Database, keys: KeptKeys | None) -> None:
    has_secrets = keys is not None and settings.secrets_dir.exists() and any(settings.secrets_dir.iterdir())
    if has_secrets or database.is_used():
        raise RestoreRefused(
            reason_vi="ở đây đã có dữ liệu; chọn nơi trống, hoặc thêm --replace để cất dữ liệu cũ sang bên",
            reason_en="there is data here; choose an empty place, or say --replace to keep the old aside",
        )


@contextmanager
def _secrets_aside(folder: Path, name: str) -> Iterator[str | None]:
    """Keep the keys that are there as `secrets.{name}`; a block that fails finds all as it was."""
    aside = folder.with_name(f"{folder.name}.{name}") if folder.exists() else None
    if aside is not None:
        folder.rename(aside)
    try:
        yield str(aside) if aside else None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if aside is not None:
            aside.rename(folder)
        raise


def _put_files(storage: ObstoreStorage, archive: Archive) -> int:
    """Each file under its hash: what is there already is the same."""
    for sha256 in archive.files:
        path = storage_path(sha256)
        storage.put(path, archive.read(FILES + path))
        if digest(storage.get(path)) != sha256:
            raise _not_as_it_was(f"{FILES}{path}")
    return len(archive.files)


def _checked(settings: Settings, archive: Archive, keys: KeptKeys | None) -> Restored:
    """Compare every row with the manifest, then bring the schema forward."""
    try:
        with _migrations(settings), db.engine.connect() as connection:
            tables = _compared(connection, archive)
            codes = None if keys is None else _authentic(connection, keys)
            revision = revision_of(connection)
    except DBAPIError as error:
        raise _not_as_it_was(DATABASE) from error
    upgraded_from = _upgrade(settings, revision)
    rows = sum(table.rows for table in tables.values())
    return Restored(
        tables=len(tables), rows=rows, files=0, codes=codes, upgraded_from=upgraded_from, set_aside=[]
    )


def _compared(connection: Connection, archive: Archive) -> dict[str, Table]:
    """The tables, each as the manifest states it."""
    tables = tables_of(connection)
    faults = faults_of(connection)
    if faults:
        raise _not_as_it_was(faults[0])
    for name in sorted(tables.keys() | archive.manifest.tables.keys()):
        if tables.get(name) != archive.manifest.tables.get(name):
            raise _not_as_it_was(name)
    return tables


def _authentic(connection: Connection, keys: KeptKeys) -> int:
    authentic = count_authentic(connection, keys.label_keys, keys.codes)
    if authentic != len(keys.codes):
        raise _not_as_it_was(f"{len(keys.codes) - authentic} labels")
    return authentic


def _upgrade(settings: Settings, revision: str | None) -> str | None:
    with _migrations(settings):
        if not alembic.needs_upgrade():
            return None
        alembic.upgrade()
        return revision


@contextmanager
def _migrations(settings: Settings) -> Iterator[None]:
    """Bind the database of some settings, which need not be those of the running application."""
    app = Flask("app", static_folder=None)
    init_db(app, settings)
    with app.app_context():
        try:
            yield
        finally:
            db.engine.dispose()


def _not_as_it_was(what: str) -> BackupDamaged:
    return BackupDamaged(
        reason_vi=f"sau khi khôi phục, {what} không còn như khi sao lưu",
        reason_en=f"once restored, {what} is not as it was backed up",
    )
