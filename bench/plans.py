"""Which tables a reading walks through as a whole, as the database itself says of each statement."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

LARGE = frozenset(
    {
        *("batch", "event", "event_batch", "hold", "packing", "packing_input"),
        *("movement", "movement_line", "shipment_answer", "recall_batch"),
        *("diary_entry", "diary_entry_plot", "inspection", "lab_test"),
    }
)
"""Tables that grow with every harvest."""


def whole_tables(session: Session, read: Callable[[], object], *, least_rows: int = 10_000) -> list[str]:
    """`table in statement` for each large table that is walked through while `read` runs.

    Args:
        least_rows: to walk through a table of fewer is quicker, and PostgreSQL does so.
    """
    with _asked(session) as asked:
        read()
    explain, small = _sqlite, set()
    if session.get_bind().dialect.name == "postgresql":
        explain, small = _postgresql, _smaller_than(session, least_rows)
    found = []
    for statement, parameters in asked:
        if statement.startswith(("SELECT", "WITH")):
            tables = explain(session, statement, parameters)
            found += [
                f"{table} in {' '.join(statement.split())[:300]}" for table in sorted(tables & LARGE - small)
            ]
    return found


@contextmanager
def _asked(session: Session) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []

    def hear(_conn: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(session.get_bind(), "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", hear)


def _sqlite(session: Session, statement: str, parameters: Any) -> set[str]:
    """An alias stands where the statement gives one: it is read back from the statement."""
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    aliases = dict(re.findall(r"(\w+) AS (\w+)", statement))
    names = {alias: table for table, alias in aliases.items()}
    scanned = (re.match(r"SCAN (\w+)", str(row[3])) for row in rows)
    return {names.get(str(found[1]), str(found[1])) for found in scanned if found}


def _postgresql(session: Session, statement: str, parameters: Any) -> set[str]:
    told = session.connection().exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    plan = told if isinstance(told, list) else json.loads(told)
    return set(_scanned(plan[0]["Plan"]))


def _smaller_than(session: Session, rows: int) -> set[str]:
    small = session.connection().exec_driver_sql(f"SELECT relname FROM pg_class WHERE reltuples < {rows}")
    return set(small.scalars())


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan"):
        yield node["Relation Name"]
    for inner in node.get("Plans", []):
        yield from _scanned(inner)
