"""Databases that a proof or a test looks into: all their rows, an empty one of the same kind; papers, damaged files."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, select, text
from sqlalchemy.pool import NullPool

from app.sqlite import driver
from batches.base import Base

_PAPER = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


def connected(url: str) -> Connection:
    """A connection without a pool behind it."""
    options = {"module": driver()} if url.startswith("sqlite") else {}
    return create_engine(url, poolclass=NullPool, **options).connect()


def rows_of(url: str) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    with connected(url) as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


@contextmanager
def empty_database(url: str, folder: Path) -> Iterator[str]:
    """The URL of a database of the same kind that nobody has used: a file in `folder`, or one on the server."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'other.db'}"
        return
    name = f"empty_{secrets.token_hex(4)}"
    _execute(url, f"CREATE DATABASE {name}")
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def paper_in(printed: str) -> str:
    """The recovery key in what `flask backup-key create` printed."""
    return " ".join(_PAPER.findall(printed))


def flipped(whole: bytes, place: int) -> bytes:
    """The same bytes with one bit of one byte changed."""
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


def _execute(url: str, statement: str) -> None:
    server = make_url(url).set(database="postgres")
    with create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text(statement))
