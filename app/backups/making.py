"""Making a backup while the service is used: database, then the files that its copy names, then the keys."""

import platform
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from app.backups.archive import DATABASE, FILES, SECRETS, ArchiveWriter, writing_archive
from app.backups.contents import faults_of, named_files, revision_of, sample_codes, tables_of
from app.backups.databases import database_at
from app.backups.errors import BackupNotPossible
from app.backups.keys import KeptKeys, read_public_key, read_secrets, seal_keys
from app.backups.manifest import Manifest
from app.backups.recovery import KEY_BYTES, key_id
from app.config import Settings
from app.secrets import LABEL_KEYS, SecretsMissing
from batches.base import new_id
from batches.documents.files import Storage
from batches.documents.rules import digest, storage_path
from labels.codes.keys import LabelKeys

NAME: Final = "ro-nguon-*.tar"
ABANDONED_S: Final = 24 * 3600  # a draft older than this is of a process that was ended

_DRAFT = ".making-"


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeBackup:
    path: Path
    manifest: Manifest


def make_backup(
    settings: Settings, storage: Storage, folder: Path, *, with_keys: bool, now: datetime
) -> MadeBackup:
    """Write a backup into a folder, where it appears when it is whole.

    Raises:
        RecoveryKeyMissing: the keys are wanted in it and nothing is there to seal them to.
        BackupNotPossible: the service was never set up, its database is damaged, or a program is missing.
    """
    public = read_public_key(settings.secrets_dir) if with_keys else None
    database = database_at(settings.database_url)
    identity = str(new_id())
    final = folder / f"ro-nguon-{now:%Y%m%dT%H%M%SZ}-{identity}.tar"
    with _drafts(folder) as drafts, database.copying(drafts) as (copy, connection):
        revision = _checked_revision(connection)
        with writing_archive(drafts / "backup", final) as archive:
            with copy.open("rb") as file:
                archive.add_stream(DATABASE, file, copy.stat().st_size)
            missing = _add_files(archive, storage, named_files(connection))
            if public is not None:
                sealed = seal_keys(
                    _kept_keys(settings, connection), public, passing=secrets.token_bytes(KEY_BYTES)
                )
                archive.add(SECRETS, sealed)
            manifest = Manifest(
                id=identity,
                created_at=now,
                engine=database.engine,
                revision=revision,
                is_demo=settings.demo,
                versions=_versions(connection),
                tables=tables_of(connection),
                members=archive.members,
                missing_files=missing,
                recovery_key_id=None if public is None else key_id(public),
            )
            archive.finish(manifest)
    return MadeBackup(path=final, manifest=manifest)


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first: their names begin with their instant."""
    return sorted(folder.glob(NAME), key=lambda path: path.name, reverse=True)


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Delete all backups but the newest; answers what was deleted."""
    old = backups_in(folder)[count:]
    for path in old:
        path.unlink()
    return old


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone at the end; those of ended processes go too."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for former in folder.glob(f"{_DRAFT}*"):
        if former.stat().st_mtime < time.time() - ABANDONED_S:
            shutil.rmtree(former, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=folder) as drafts:
        yield Path(drafts)


def _checked_revision(connection: Connection) -> str:
    revision = revision_of(connection)
    if revision is None:
        raise BackupNotPossible(
            reason_vi="chưa có dữ liệu, hãy chạy `flask init` trước",
            reason_en="there is no data yet, run `flask init` first",
        )
    faults = faults_of(connection)
    if faults:
        raise BackupNotPossible(
            reason_vi=f"cơ sở dữ liệu bị hỏng ({faults[0]}); hãy giữ nguyên và khôi phục từ bản sao lưu trước",
            reason_en=f"the database is damaged ({faults[0]}); keep it as it is and restore an earlier backup",
        )
    return revision


def _add_files(archive: ArchiveWriter, storage: Storage, hashes: list[str]) -> list[str]:
    """Add each file; those that are not there whole are answered, and the backup is made without them."""
    missing = []
    for sha256 in hashes:
        try:
            content = storage.get(storage_path(sha256))
        except FileNotFoundError:
            missing.append(sha256)
            continue
        if digest(content) == sha256:
            archive.add(FILES + storage_path(sha256), content)
        else:
            missing.append(sha256)
    return missing


def _kept_keys(settings: Settings, connection: Connection) -> KeptKeys:
    """The secrets, read after the database: a run in its copy is never newer than the keys."""
    files = read_secrets(settings.secrets_dir)
    if LABEL_KEYS not in files:
        raise SecretsMissing(settings.secrets_dir / LABEL_KEYS)
    keys = LabelKeys.from_json(files[LABEL_KEYS].decode("ascii"))
    return KeptKeys(files=files, codes=sample_codes(connection, keys))


def _versions(connection: Connection) -> dict[str, str]:
    query = "SELECT sqlite_version()" if connection.dialect.name == "sqlite" else "SHOW server_version"
    try:
        app = metadata.version("ro-nguon")
    except metadata.PackageNotFoundError:  # run from its folder, not installed
        app = "unreleased"
    return {
        "app": app,
        "python": platform.python_version(),
        "database": str(connection.scalar(text(query))),
    }
