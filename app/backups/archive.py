"""The one file of a backup: an ordinary tar whose last member is the SHA-256 of every byte before it.

`tar -xf` opens it. Members stand in the order in which they were added; `manifest.json` is the last but one
and lists the others. The end is a pure function of the hash, so no byte anywhere can change unseen. The file
has its final name only when all of it is on the disk.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from app.backups.errors import BackupDamaged
from app.backups.manifest import Manifest, Member

MANIFEST: Final = "manifest.json"
WHOLE: Final = "SHA256"
DATABASE: Final = "database"
SECRETS: Final = "secrets.sealed"
FILES: Final = "files/"

_BLOCK = tarfile.BLOCKSIZE
_CHUNK = 1 << 20
_END_LENGTH = 4 * _BLOCK  # the hash's header and block, and the two empty blocks that end a tar


class ArchiveWriter:
    """Adds members to a backup that is being made, and remembers what they were."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._whole = hashlib.sha256()
        self.members: dict[str, Member] = {}

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, io.BytesIO(content), len(content))

    def add_stream(self, name: str, source: IO[bytes], size: int) -> None:
        """Add `size` bytes of a source."""
        digest = hashlib.sha256()
        self._write(_header(name, size))
        left = size
        while left:
            chunk = source.read(min(left, _CHUNK))
            if not chunk:
                raise OSError(f"{name} ended {left} bytes early")
            digest.update(chunk)
            self._write(chunk)
            left -= len(chunk)
        self._write(_padding(size))
        self.members[name] = Member(size=size, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest and the hash of all; then nothing can be added."""
        self.add(MANIFEST, manifest.to_json().encode("ascii"))
        self._file.write(_end(self._whole.hexdigest()))

    def _write(self, content: bytes) -> None:
        self._whole.update(content)
        self._file.write(content)


@contextmanager
def writing_archive(draft: Path, final: Path) -> Iterator[ArchiveWriter]:
    """Make a private file under a passing name; at the end it is on the disk under its own."""
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield ArchiveWriter(file)
        file.flush()
        os.fsync(file.fileno())
    os.link(draft, final)  # unlike a rename, never over another one
    draft.unlink()
    sync_folder(final.parent)


class Archive:
    """A backup whose every byte was checked."""

    def __init__(self, path: Path, manifest: Manifest, places: dict[str, int]) -> None:
        self._path = path
        self._places = places
        self.manifest = manifest

    @property
    def files(self) -> list[str]:
        """The hashes of the files in it."""
        return [name.rpartition("/")[2] for name in self.manifest.members if name.startswith(FILES)]

    def read(self, name: str) -> bytes:
        with self._path.open("rb") as file:
            file.seek(self._places[name])
            content = file.read(self.manifest.members[name].size)
        _compare(name, self.manifest.members[name], hashlib.sha256(content).hexdigest())
        return content

    def extract(self, name: str, to: Path) -> None:
        """Write a member into a new private file."""
        digest = hashlib.sha256()
        left = self.manifest.members[name].size
        descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with self._path.open("rb") as source, os.fdopen(descriptor, "wb") as file:
            source.seek(self._places[name])
            while left and (chunk := source.read(min(left, _CHUNK))):
                digest.update(chunk)
                file.write(chunk)
                left -= len(chunk)
            file.flush()
            os.fsync(file.fileno())
        _compare(name, self.manifest.members[name], digest.hexdigest())


def open_archive(path: Path) -> Archive:
    """Check a backup from its first to its last byte.

    Raises:
        BackupDamaged: any of them is not as it was written, or members and manifest differ.
    """
    _check_whole(path)
    members, places = {}, {}
    try:
        with tarfile.open(path, "r:") as tar:
            for info in tar:
                members[info.name] = Member(size=info.size, sha256=_digest_of(tar, info))
                places[info.name] = info.offset_data
    except tarfile.TarError as error:
        raise BackupDamaged(reason_vi="không phải tệp tar đúng", reason_en="it is no proper tar") from error
    if MANIFEST not in members:
        raise BackupDamaged(reason_vi=f"thiếu {MANIFEST}", reason_en=f"it has no {MANIFEST}")
    with path.open("rb") as file:
        file.seek(places[MANIFEST])
        manifest = Manifest.from_json(file.read(members[MANIFEST].size))
    for name in (MANIFEST, WHOLE):
        members.pop(name, None)
    for name in sorted(members.keys() | manifest.members.keys()):
        if members.get(name) != manifest.members.get(name):
            raise _differs(name)
    return Archive(path, manifest, places)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check_whole(path: Path) -> None:
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        left = size - _END_LENGTH
        while left > 0 and (chunk := file.read(min(left, _CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
        end = file.read()
    if size < _END_LENGTH or end != _end(digest.hexdigest()):
        raise BackupDamaged(
            reason_vi="tổng kiểm SHA-256 của cả tệp không khớp",
            reason_en="its bytes do not match the SHA-256 at its end",
        )


def _digest_of(tar: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    source = tar.extractfile(info)
    if source is None:
        raise _differs(info.name)
    return hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]


def _compare(name: str, expected: Member, found: str) -> None:
    if expected.sha256 != found:
        raise _differs(name)


def _differs(name: str) -> BackupDamaged:
    return BackupDamaged(
        reason_vi=f"phần {name} khác với manifest.json",
        reason_en=f"its part {name} is not what manifest.json says",
    )


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


def _end(digest: str) -> bytes:
    content = digest.encode("ascii")
    return _header(WHOLE, len(content)) + content + _padding(len(content)) + bytes(2 * _BLOCK)
