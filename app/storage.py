"""Where bytes lie: a local folder, or an object store when the service grows."""

from contextlib import suppress
from pathlib import Path

from flask import Flask, current_app
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from app.config import Settings


class ObstoreStorage:
    """The `Storage` of `batches.documents`, over obstore."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, path: str, content: bytes) -> None:
        self._store.put(path, content)

    def delete(self, path: str) -> None:
        """Remove the bytes at a path, if there are any."""
        with suppress(FileNotFoundError):
            self._store.delete(path)

    def get(self, path: str) -> bytes:
        """The bytes at a path.

        Raises:
            FileNotFoundError: there are none.
        """
        return bytes(self._store.get(path).bytes())


def init_storage(app: Flask, settings: Settings) -> None:
    app.extensions["ronguon.storage"] = open_storage(settings.files_url)


def storage() -> ObstoreStorage:
    """The storage of the running application."""
    found: ObstoreStorage = current_app.extensions["ronguon.storage"]
    return found


def open_storage(url: str) -> ObstoreStorage:
    """The storage behind a setting."""
    return ObstoreStorage(_open(url))


def _open(url: str) -> ObjectStore:
    if url.startswith("memory://"):
        return MemoryStore()
    if url.startswith("file://"):
        return LocalStore(Path(url.removeprefix("file://")), mkdir=True)
    return from_url(url)
