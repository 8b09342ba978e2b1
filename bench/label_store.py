"""`make bench-label-store`: what 1,000 million labels weigh, and how many codes a second are told apart.

RUNS=10000 closed runs of 100,000 labels, 1 % of them void, in SQLite; what takes the room is told by table. Then
codes are looked up as a scan does it, each in a unit of work of its own, beside one indexed SELECT in another: what no
service that keeps a row for each label could do without. CPU time, both sides in turn.
"""

import os
import random
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import alembic, db, reading, transaction
from app.factory import create_app
from app.secrets import create_missing_secrets, label_keys
from bench.label_runs import LEFT_OVER, QUANTITY, TEST_PRINTS, load
from bench.report import Row, show, write_section
from labels.codes.codes import CODE_LENGTH, derive_run_key, make_code
from labels.codes.crockford import ALPHABET
from labels.runs.finding import find_label
from labels.runs.model import PrintRun
from tests.conftest import BASE_URL, NOW

BATCHES = 100
BAR_MB = 40
TOLD_FROM = 500_000  # bytes of a table
CODES, TURN = 20_000, 500

TOLD = f"""\
Runs of {QUANTITY:,} labels on {BATCHES} batches, each fetched, printed, {TEST_PRINTS} labels void as test prints, the
others applied but for {LEFT_OVER}, which closing made void. One run of each batch lived through the services, the rest
are copies of the rows that it left. The size is that of the whole database: events, batches and owners too."""


def main() -> int:
    runs = int(os.environ.get("RUNS", "10000"))
    with tempfile.TemporaryDirectory(prefix="ro-nguon-bench-") as name:
        app = _service(Path(name))
        with app.app_context():
            with transaction() as session:
                load(session, runs=runs, batches=BATCHES, draw=random.Random(7))
            rows: list[Row] = []
            for row in (*_sizes(Path(name), runs), *_rates()):
                show(row)
                rows.append(row)
            db.engine.dispose()
    if runs == 10_000:
        write_section("Labels kept: `make bench-label-store`", rows, TOLD)
    return int(any(row.is_missed for row in rows))


def _service(folder: Path) -> Flask:
    given = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'labels.db'}",
        "FILES_URL": "memory://",
        "LABEL_BASE_URL": BASE_URL,
    }
    settings = Settings.from_env({f"RONGUON_{name}": value for name, value in given.items()})
    create_missing_secrets(settings.secrets_dir, now=NOW)
    app = create_app(settings)
    with app.app_context():
        alembic.upgrade()
    return app


def _sizes(folder: Path, runs: int) -> Iterator[Row]:
    """Before and after VACUUM, then what takes the room."""
    path = folder / "labels.db"
    _statement("PRAGMA wal_checkpoint(TRUNCATE)")
    yield Row(what=f"{runs:,} runs, as they were written", met=path.stat().st_size / 1e6, unit="MB")
    _statement("VACUUM")
    _statement("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    yield Row(
        what=f"{runs:,} runs of {QUANTITY:,} labels, after VACUUM",
        met=size / 1e6,
        unit="MB",
        most=BAR_MB,
        note=f"{size / runs:,.0f} bytes a run, {size * 8 / runs / QUANTITY:.2f} bits a label",
    )
    for name, room, count in _rooms(path):
        yield Row(what=f"of it {name} with its indexes", met=room / 1e6, unit="MB", note=f"{count:,} rows")


def _rooms(path: Path) -> list[tuple[str, int, int]]:
    """Each large table with its bytes and rows, the largest first; where Python's own SQLite can tell."""
    statement = (
        "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name)"
        f" GROUP BY tbl_name HAVING sum(pgsize) > {TOLD_FROM} ORDER BY 2 DESC"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as found:
        try:
            rooms = found.execute(statement).fetchall()
        except sqlite3.OperationalError:
            return []
        return [
            (name, room, found.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name, room in rooms
        ]


def _rates() -> Iterator[Row]:
    valid, forged = _codes()
    numbers = [run for run, _ in valid]
    sides: dict[str, tuple[Callable[[Session, int], bool], bool]] = {
        "valid": (lambda session, at: _is_issued(session, valid[at][1]), True),
        "forged": (lambda session, at: _is_issued(session, forged[at]), False),
        "limit": (lambda session, at: _has_row(session, numbers[at]), True),
    }
    taken = dict.fromkeys(sides, 0.0)
    for start in range(0, CODES, TURN):
        for side, (ask, expected) in sides.items():
            began = time.process_time()
            for at in range(start, start + TURN):
                with reading() as session:
                    if ask(session, at) is not expected:
                        raise AssertionError(f"a code was told wrong: {side}")
            taken[side] += time.process_time() - began
    yield Row(what="one indexed SELECT in a unit of work, the limit", met=CODES / taken["limit"], unit="/s")
    for side, what in (("valid", "valid codes verified"), ("forged", "forged codes refused")):
        share = taken["limit"] / taken[side]
        note = f"{share:.2f} of the limit; {taken[side] / CODES * 1e6:.0f} µs each"
        yield Row(what=what, met=CODES / taken[side], unit="/s", note=note)


def _codes() -> tuple[Sequence[tuple[int, str]], Sequence[str]]:
    """Codes of labels drawn at random with the numbers of their runs, and forged ones: every other of a real run."""
    draw, keys = random.Random(11), label_keys()
    with reading() as session:
        runs = session.execute(select(PrintRun.number, PrintRun.key_id)).all()
    valid, forged = [], []
    for at in range(CODES):
        number, key_id = draw.choice(runs)
        run_key = derive_run_key(keys.get(key_id), key_id, number)
        code = make_code(run_key, number, draw.randrange(1, QUANTITY + 1))
        valid.append((number, code))
        other = ALPHABET[(ALPHABET.index(code[-1]) + 1) % 32]
        guessed = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        forged.append(code[:-1] + other if at % 2 else guessed)
    return valid, forged


def _is_issued(session: Session, code: str) -> bool:
    return find_label(session, label_keys(), code, now=NOW) is not None


def _has_row(session: Session, number: int) -> bool:
    return session.scalar(select(PrintRun.id).where(PrintRun.number == number)) is not None


def _statement(statement: str) -> None:
    """Outside of any transaction."""
    raw = db.engine.raw_connection()
    try:
        raw.driver_connection.execute(statement).fetchall()  # type: ignore[union-attr]
    finally:
        raw.close()


if __name__ == "__main__":
    raise SystemExit(main())
