"""Copying a database while others write to it, and putting a copy in its place. One class an engine, alike.

`copying` gives a file and a connection that sees exactly what the file holds. `placing` puts such a file where
the service expects its database, and undoes it when the block fails.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, make_url

from app.backups.postgresql import PostgresqlDatabase
from app.backups.sqlite_file import SqliteDatabase


class Database(Protocol):
    engine: str

    def copying(self, folder: Path) -> AbstractContextManager[tuple[Path, Connection]]: ...

    def is_used(self) -> bool: ...

    def making_room(self, aside: str | None) -> AbstractContextManager[str | None]: ...

    def place(self, copy: Path) -> None: ...

    def scratch(self, folder: Path) -> AbstractContextManager[str]: ...


def database_at(url: str) -> Database:
    """The database behind a setting."""
    if make_url(url).get_backend_name() == "sqlite":
        return SqliteDatabase(url)
    return PostgresqlDatabase(url)
