"""A PostgreSQL database: copied by `pg_dump` of an exported snapshot, put back by `pg_restore` in one transaction."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.backups.errors import BackupNotPossible, RestoreRefused

SCHEMA = "public"
DEBIAN = Path("/usr/lib/postgresql")  # its versions lie side by side, off the PATH


class PostgresqlDatabase:
    """The schema `public` of a database on a server."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        self.url = make_url(url)

    @contextmanager
    def copying(self, folder: Path) -> Iterator[tuple[Path, Connection]]:
        """A dump in `folder`, and a connection that sees what was dumped."""
        copy = folder / "database"
        with self._connected("REPEATABLE READ") as connection:
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            self._run(
                "pg_dump", "--format=custom", f"--schema={SCHEMA}", f"--snapshot={snapshot}", f"--file={copy}"
            )
            yield copy, connection

    def is_used(self) -> bool:
        with self._connected() as connection:
            return bool(inspect(connection).get_table_names(schema=SCHEMA))

    @contextmanager
    def making_room(self, aside: str | None) -> Iterator[str | None]:
        """Keep what is there as a schema of that name; a block that fails finds all as it was.

        Raises:
            RestoreRefused: another process is connected, or the user may not rename the schema.
        """
        kept = aside.replace("-", "_") if aside else None
        if kept is not None:
            self._refuse_others()
            self._execute(f"ALTER SCHEMA {SCHEMA} RENAME TO {kept}", f"CREATE SCHEMA {SCHEMA}")
        try:
            yield f"schema {kept}" if kept else None
        except BaseException:
            former = f"ALTER SCHEMA {kept} RENAME TO {SCHEMA}" if kept else f"CREATE SCHEMA {SCHEMA}"
            self._execute(f"DROP SCHEMA {SCHEMA} CASCADE", former)
            raise

    def place(self, copy: Path) -> None:
        """Restore all of a dump or nothing."""
        self._run(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            f"--schema={SCHEMA}",
            f"--dbname={self.url.database}",
            str(copy),
        )

    @contextmanager
    def scratch(self, folder: Path) -> Iterator[str]:
        """The URL of a database of its own for a drill, gone afterwards.

        Raises:
            RestoreRefused: the user of the URL may not create one.
        """
        name = f"ronguon_drill_{secrets.token_hex(4)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", level="AUTOCOMMIT")
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)", level="AUTOCOMMIT")

    def _refuse_others(self) -> None:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        with self._connected() as connection:
            if connection.scalar(text(others)):
                raise RestoreRefused(
                    reason_vi="dịch vụ còn đang kết nối với cơ sở dữ liệu này; hãy dừng nó trước",
                    reason_en="the service is still connected to this database; stop it first",
                )

    def _execute(self, *statements: str, level: str = "READ COMMITTED") -> None:
        try:
            with self._connected(level) as connection:
                for statement in statements:
                    connection.execute(text(statement))
                connection.commit()
        except DBAPIError as error:
            refused = str(error.orig).partition("\n")[0]
            raise RestoreRefused(
                reason_vi=f"máy chủ PostgreSQL từ chối ({refused})",
                reason_en=f"the PostgreSQL server refuses ({refused})",
            ) from error

    @contextmanager
    def _connected(self, level: str = "READ COMMITTED") -> Iterator[Connection]:
        engine = create_engine(self.url, poolclass=NullPool, isolation_level=level)
        with engine.connect() as connection:
            yield connection

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; what it says when it fails is told, a password never."""
        done = subprocess.run(  # noqa: S603 - our own arguments
            [_find(program), *arguments],
            env=os.environ | self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.strip().partition("\n")[0]
            raise BackupNotPossible(
                reason_vi=f"{program} báo lỗi ({said})", reason_en=f"{program} failed ({said})"
            )

    def _environment(self) -> dict[str, str]:
        """Variables of libpq, so that no password stands in a list of processes."""
        query = {f"PG{name.upper()}": str(value) for name, value in self.url.query.items()}
        named = {
            "PGHOST": self.url.host,
            "PGPORT": self.url.port,
            "PGUSER": self.url.username,
            "PGPASSWORD": self.url.password,
            "PGDATABASE": self.url.database,
        }
        return query | {name: str(value) for name, value in named.items() if value is not None}


def _find(program: str) -> str:
    """The newest of the programs of that name: a dump needs one at least as new as the server.

    Raises:
        BackupNotPossible: there is none.
    """
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise BackupNotPossible(
            reason_vi=f"máy này chưa có {program}; hãy cài postgresql-client",
            reason_en=f"there is no {program} on this machine; install postgresql-client",
        )
    return found
