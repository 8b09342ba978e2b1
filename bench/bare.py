"""The peer of `make bench-register`: a bare Flask route that keeps one row, as durably as the service keeps its own.

Nothing of the service is in it: the driver itself, one connection a thread, one insert, one commit.
"""

import os
import threading
import uuid
from typing import Any

from flask import Flask, Response, jsonify, request

from bench.bare_serving import serve

URL = os.environ.get("BARE_DATABASE", "")
TABLE = "CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, body TEXT NOT NULL)"

app = Flask(__name__)
_local = threading.local()


@app.post("/rows")
def add_row() -> tuple[Response, int]:
    identity = str(uuid.uuid4())
    _insert(identity, str(request.get_json()))
    return jsonify(id=identity), 201


def _insert(identity: str, body: str) -> None:
    connection = _connection()
    if URL.startswith("postgresql"):
        connection.execute("INSERT INTO bare VALUES (%s, %s)", (identity, body))
        connection.commit()
        return
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bare VALUES (?, ?)", (identity, body))
    connection.execute("COMMIT")


def _connection() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = _connect()
    return _local.connection


def _connect() -> Any:
    if URL.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - one of the two

        return psycopg.connect(URL)
    from app.sqlite import BUSY_TIMEOUT_MS, driver, journal_mode  # noqa: PLC0415

    connection = driver().connect(URL, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute(f"PRAGMA journal_mode = {journal_mode(driver().sqlite_version_info)}")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def main() -> None:
    """Make the table, and serve."""
    connection = _connect()
    connection.execute(TABLE)
    connection.commit()
    connection.close()
    serve("bench.bare:app")


if __name__ == "__main__":
    main()
