"""Where bytes lie: a local folder, or an object store when the service grows."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flask import Flask, current_app
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from app.config import Settings
from batches.documents.files import StoredFile

CHUNK_BYTES = 256 * 1024


class ObstoreStorage:
    """The `Storage` of `batches.documents`, over obstore."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, path: str, content: bytes) -> None:
        self._store.put(path, content)

    def get(self, path: str) -> bytes:
        """The bytes at a path.

        Raises:
            FileNotFoundError: there are none.
        """
        return bytes(self._store.get(path).bytes())

    def stream(self, path: str) -> Iterator[bytes]:
        """The bytes at a path, in pieces.

        Raises:
            FileNotFoundError: there are none; told at once, before the first piece is asked for.
        """
        found = self._store.get(path).stream(min_chunk_size=CHUNK_BYTES)
        return (bytes(piece) for piece in found)

    def list(self) -> Iterator[StoredFile]:
        """Every file, in no order, as pages of the store come."""
        for page in self._store.list():
            for found in page:
                yield StoredFile(found["path"], found["last_modified"])

    def find(self, path: str) -> StoredFile | None:
        """When the file at a path was put there, or None where there is none."""
        try:
            found = self._store.head(path)
        except FileNotFoundError:
            return None
        return StoredFile(found["path"], found["last_modified"])

    def delete(self, path: str) -> None:
        """Remove the file at a path, which may be gone already."""
        with suppress(FileNotFoundError):
            self._store.delete(path)


class FolderStorage(ObstoreStorage):
    """The same in a local folder, where a file that was put is on the disk before its row is written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(LocalStore(folder, mkdir=True))
        self._folder = folder

    def put(self, path: str, content: bytes) -> None:
        """Keep bytes; obstore leaves it to the system when they reach the disk, and a power loss does not wait."""
        super().put(path, content)
        file = self._folder / path
        for written in (file, file.parent, file.parent.parent):
            _sync(written)


def init_storage(app: Flask, settings: Settings) -> None:
    app.extensions["ronguon.storage"] = open_storage(settings.files_url)


def storage() -> ObstoreStorage:
    """The storage of the running application."""
    found: ObstoreStorage = current_app.extensions["ronguon.storage"]
    return found


def open_storage(url: str) -> ObstoreStorage:
    """The storage behind a setting."""
    if url.startswith("memory://"):
        return ObstoreStorage(MemoryStore())
    if url.startswith("file://"):
        return FolderStorage(Path(url.removeprefix("file://")))
    return ObstoreStorage(from_url(url))


def _sync(path: Path) -> None:
    """Wait until a file, or what stands in a folder, is on the disk (fsync(2))."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
