"""What a database holds, read from one unmoving view: schema revision, rows and their digests, named files."""

import hashlib
from typing import NamedTuple

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from app.backups.manifest import Table
from batches.documents.sweeping import NAMING
from labels.codes.codes import derive_run_key, make_code, parse_code, verify
from labels.codes.keys import LabelKeys
from labels.runs.model import PrintRun

REVISIONS = "alembic_version"
SAMPLED_RUNS = 50

_ROWS_AT_ONCE = 1000
_MODULUS = 1 << 256


class _Run(NamedTuple):
    number: int
    quantity: int
    key_id: str


def revision_of(connection: Connection) -> str | None:
    """The schema's revision, or None where the service was never set up."""
    if not inspect(connection).has_table(REVISIONS):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {REVISIONS}"))  # noqa: S608
    return revision


def tables_of(connection: Connection) -> dict[str, Table]:
    """Every table with its rows and their digest."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))  # instants read alike on every server
    return {name: _table(connection, name) for name in sorted(inspect(connection).get_table_names())}


def named_files(connection: Connection) -> list[str]:
    """The hashes of all files that rows name; an older schema has fewer tables that do."""
    tables = inspect(connection).get_table_names()
    columns = [column for table, column in NAMING.items() if table in tables]
    return sorted({sha256 for column in columns for sha256 in connection.scalars(select(column))})


def sample_codes(connection: Connection, keys: LabelKeys) -> list[str]:
    """The last label of the oldest and of the newest runs, made with the keys that a restored service needs."""
    return [
        make_code(derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.number, run.quantity)
        for run in _sampled_runs(connection)
    ]


def count_authentic(connection: Connection, keys: LabelKeys, codes: list[str]) -> int:
    """How many of the codes the runs of this database with these keys issued."""
    runs = {run.number: run for run in _sampled_runs(connection)}
    parsed = [(code, runs.get(code.run)) for code in map(parse_code, codes) if code is not None]
    return sum(
        run is not None
        and run.key_id in keys.by_id
        and verify(code, derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.quantity)
        for code, run in parsed
    )


def faults_of(connection: Connection) -> list[str]:
    """What the database's own checks find: nothing in one that is sound. PostgreSQL reads all its rows."""
    if connection.dialect.name != "sqlite":
        return []
    try:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    except DBAPIError as error:
        return [str(error.orig)]
    return [line for line in found if line != "ok"] + [f"{row[0]} refers to no row" for row in orphans]


def _table(connection: Connection, name: str) -> Table:
    """The digest is the sum of the rows' hashes, so that their order, which no database keeps, does not count."""
    quoted = connection.dialect.identifier_preparer.quote(name)
    columns = sorted(column["name"] for column in inspect(connection).get_columns(name))
    listed = ", ".join(connection.dialect.identifier_preparer.quote(column) for column in columns)
    total = rows = 0
    statement = text(f"SELECT {listed} FROM {quoted}")  # noqa: S608 - names of our own tables
    with connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE}) as result:
        for row in result:
            total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
            rows += 1
    return Table(rows=rows, digest=f"{total % _MODULUS:064x}")


def _sampled_runs(connection: Connection) -> set[_Run]:
    columns = select(PrintRun.number, PrintRun.quantity, PrintRun.key_id)
    return {
        _Run(*row)
        for order in (PrintRun.id, PrintRun.id.desc())
        for row in connection.execute(columns.order_by(order).limit(SAMPLED_RUNS))
    }
