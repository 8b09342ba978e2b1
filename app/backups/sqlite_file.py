"""An embedded database: copied by VACUUM INTO, which takes one view and stops no writer, put back by a rename."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from app import sqlite
from app.backups.archive import sync_folder
from app.backups.errors import RestoreRefused


class SqliteDatabase:
    """The database in one file, which may not be there yet."""

    engine = "sqlite"

    def __init__(self, url: str) -> None:
        self.path = Path(make_url(url).database or "")

    @contextmanager
    def copying(self, folder: Path) -> Iterator[tuple[Path, Connection]]:
        """A copy in `folder`, and a connection that reads it."""
        copy = folder / "database"
        if self.path.exists():
            with closing(sqlite.driver().connect(self.path, isolation_level=None)) as source:
                source.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_TIMEOUT_MS}")
                source.execute("VACUUM INTO ?", (str(copy),))
        with _reading(copy) as connection:
            yield copy, connection

    def is_used(self) -> bool:
        if not self.path.exists():
            return False
        with _reading(self.path) as connection:
            return bool(inspect(connection).get_table_names())

    @contextmanager
    def making_room(self, aside: str | None) -> Iterator[str | None]:
        """Keep what is there as `{file}.{aside}`; a block that fails finds all as it was.

        Raises:
            RestoreRefused: another process has it open.
        """
        kept = self.path.with_name(f"{self.path.name}.{aside}") if aside and self.path.exists() else None
        if kept is not None:
            self._close()
            self.path.rename(kept)
        try:
            yield str(kept) if kept else None
        except BaseException:
            self._forget()
            if kept is not None:
                kept.rename(self.path)
            raise

    def place(self, copy: Path) -> None:
        """Let a whole file appear at once."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._forget()
        copy.rename(self.path)
        sync_folder(self.path.parent)

    @contextmanager
    def scratch(self, folder: Path) -> Iterator[str]:
        """The URL of a database of its own for a drill."""
        yield f"sqlite:///{folder / 'drill.db'}"

    def _forget(self) -> None:
        """Remove the file with its log: a log that stays behind would be played into the next file."""
        for suffix in ("-wal", "-shm", "-journal", ""):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _close(self) -> None:
        """Bring the write-ahead log into the file. It cannot leave WAL mode while others have it open."""
        with closing(sqlite.driver().connect(self.path, isolation_level=None)) as connection:
            try:
                mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            except sqlite.driver().OperationalError:
                mode = "wal"
        if mode != "delete":
            raise RestoreRefused(
                reason_vi="dịch vụ còn đang chạy trên cơ sở dữ liệu này; hãy dừng nó trước",
                reason_en="the service still runs on this database; stop it first",
            )


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", module=sqlite.driver(), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
