"""A file with the right hash at its end is still refused when it is none of ours."""

import hashlib
import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.backups.archive import ArchiveWriter, _end, open_archive, writing_archive
from app.backups.errors import BackupDamaged
from app.backups.keys import KeptKeys, read_secrets, seal_keys, unseal_keys
from app.backups.manifest import Manifest
from app.backups.recovery import RecoveryKey
from tests.conftest import NOW

KEY = RecoveryKey(private=bytes(range(32)))
EMPTY = Manifest(
    id="1",
    created_at=NOW,
    engine="sqlite",
    revision="0003",
    is_demo=False,
    versions={},
    tables={},
    members={},
    missing_files=[],
    recovery_key_id=None,
)


def sealed_with_hash(path: Path, content: bytes) -> Path:
    path.write_bytes(content + _end(hashlib.sha256(content).hexdigest()))
    return path


def tar_of(**members: bytes) -> bytes:
    """A tar without its end."""
    file = io.BytesIO()
    writer = ArchiveWriter(file)
    for name, content in members.items():
        writer.add(name.replace("_", "."), content)
    return file.getvalue()


def test_what_is_no_tar_is_refused(tmp_path: Path) -> None:
    path = sealed_with_hash(tmp_path / "a.tar", b"\xff" * 1024)

    with pytest.raises(BackupDamaged, match="no proper tar"):
        open_archive(path)


def test_a_tar_without_a_manifest_is_refused(tmp_path: Path) -> None:
    path = sealed_with_hash(tmp_path / "a.tar", tar_of(database=b"rows"))

    with pytest.raises(BackupDamaged, match=r"no manifest\.json"):
        open_archive(path)


@pytest.mark.parametrize(
    "manifest",
    [
        b"\xff",
        b"[]",
        b"{}",
        json.dumps({"format": 1}).encode(),
        json.dumps(json.loads(EMPTY.to_json()) | {"tables": {"batch": {}}}).encode(),
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path, manifest: bytes) -> None:
    path = sealed_with_hash(tmp_path / "a.tar", tar_of(manifest_json=manifest))

    with pytest.raises(BackupDamaged, match="cannot be read"):
        open_archive(path)


def test_another_format_is_told(tmp_path: Path) -> None:
    """So that a later program's backup is not taken for a broken one."""
    manifest = json.dumps(json.loads(EMPTY.to_json()) | {"format": 2}).encode()
    path = sealed_with_hash(tmp_path / "a.tar", tar_of(manifest_json=manifest))

    with pytest.raises(BackupDamaged, match="its format is 2, expected 1"):
        open_archive(path)


def test_a_part_that_the_manifest_lacks_is_refused(tmp_path: Path) -> None:
    """Also one that is no file, such as a folder."""
    path = sealed_with_hash(
        tmp_path / "a.tar", tar_of(database=b"rows", manifest_json=EMPTY.to_json().encode())
    )
    folder = tarfile.TarInfo("files")
    folder.type = tarfile.DIRTYPE
    other = sealed_with_hash(tmp_path / "b.tar", folder.tobuf(tarfile.GNU_FORMAT))

    for found in (path, other):
        with pytest.raises(BackupDamaged, match="is not what"):
            open_archive(found)


def test_a_part_that_changes_after_it_was_checked_is_noticed(tmp_path: Path) -> None:
    """Whether it is read or extracted."""
    path = tmp_path / "a.tar"
    with path.open("wb") as file:
        writer = ArchiveWriter(file)
        writer.add("database", b"rows")
        writer.finish(replace(EMPTY, members=dict(writer.members)))
    archive = open_archive(path)
    path.write_bytes(path.read_bytes().replace(b"rows", b"sows"))

    with pytest.raises(BackupDamaged, match="database"):
        archive.read("database")
    with pytest.raises(BackupDamaged, match="database"):
        archive.extract("database", tmp_path / "out")


def test_a_source_that_ends_early_makes_no_backup(tmp_path: Path) -> None:
    """Nothing has the final name."""
    final = tmp_path / "a.tar"

    with (
        pytest.raises(OSError, match="ended 1 bytes early"),
        writing_archive(tmp_path / "draft", final) as made,
    ):
        made.add_stream("database", io.BytesIO(b"row"), 4)

    assert not final.exists()


@pytest.mark.parametrize("files", [{}, {"session.key": b""}, {"label-keys.json": b"{}", "../evil": b""}])
def test_keys_that_are_not_whole_are_refused(files: dict[str, bytes]) -> None:
    """None without the label keys, and no name that leads out of the folder."""
    sealed = seal_keys(KeptKeys(files=files, codes=[]), KEY.public, passing=bytes(32))

    with pytest.raises(BackupDamaged, match="not whole"):
        unseal_keys(sealed, KEY)


def test_secrets_are_read_without_drafts(tmp_path: Path) -> None:
    (tmp_path / "session.key").write_bytes(b"key")
    (tmp_path / "label-keys.new").write_bytes(b"half")

    assert read_secrets(tmp_path) == {"session.key": b"key"}
    assert read_secrets(tmp_path / "nothing") == {}
