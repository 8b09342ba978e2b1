"""`flask doctor`: what an operator should know, line by line, with what to do."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass

import click
from flask.cli import with_appcontext
from sqlalchemy import text

from app import sqlite
from app.config import settings
from app.db import db, reading
from app.health import readiness

LEAST_FREE_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Check:
    """One line: `level` is ok, note (works, but know it) or bad (mend it)."""

    level: str
    name: str
    found: str


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at database, keys, disk and settings; exit 1 when something must be mended."""
    checks = list(examine())
    for check in checks:
        click.echo(f"{check.level:<5} {check.name:<15} {check.found}")
    if any(check.level == "bad" for check in checks):
        raise SystemExit(1)


def examine() -> Iterator[Check]:
    """All checks, most important first."""
    for name, state in readiness().items():
        yield Check("ok" if state == "ok" else "bad", name, state)
    yield _engine()
    yield from _secrets()
    yield judge_disk(shutil.disk_usage(settings().data_dir).free)
    yield _base_url()
    yield judge_cookies(plain_http=settings().plain_http)


def judge_sqlite(version: sqlite.Version, journal: str) -> Check:
    """Whether this version may keep its database in that journal mode."""
    shown = ".".join(map(str, version))
    if sqlite.is_wal_safe(version):
        return Check("ok", "engine", f"SQLite {shown}, journal {journal}")
    if journal == "wal":
        return Check("bad", "engine", f"SQLite {shown} can corrupt a database in WAL mode: install pysqlite3")
    return Check(
        "note", "engine", f"SQLite {shown}, journal {journal}: safe, but slower than WAL with pysqlite3"
    )


def judge_cookies(*, plain_http: bool) -> Check:
    """Whether a session can be read on its way."""
    if plain_http:
        return Check(
            "note", "cookies", "travel over http too: whoever listens in this network can take a session"
        )
    return Check("ok", "cookies", "travel over https alone; a log-in over http is forgotten at once")


def judge_disk(free_bytes: int) -> Check:
    level = "ok" if free_bytes >= LEAST_FREE_BYTES else "bad"
    return Check(level, "disk", f"{free_bytes / 1e9:.1f} GB free")


def _engine() -> Check:
    with reading() as session:
        if db.engine.dialect.name != "sqlite":
            return Check("ok", "engine", str(session.scalar(text("SELECT version()"))))
        version = str(session.scalar(text("SELECT sqlite_version()")))
        journal = str(session.scalar(text("PRAGMA journal_mode")))
    major, minor, patch = (int(number) for number in version.split("."))
    return judge_sqlite((major, minor, patch), journal)


def _secrets() -> Iterator[Check]:
    folder = settings().secrets_dir
    for path in [folder, *sorted(folder.glob("*"))] if folder.exists() else []:
        mode = stat.S_IMODE(path.stat().st_mode)
        level = "bad" if mode & 0o077 else "ok"
        yield Check(
            level, "secrets", f"{path} has mode {mode:04o}" + ("; run chmod go-rwx" if level == "bad" else "")
        )


def _base_url() -> Check:
    url = settings().label_base_url
    if url is None:
        return Check("note", "label base url", "not set: batches can be registered, labels cannot be printed")
    if settings().demo:
        return Check("note", "label base url", f"{url} (demo: every label is a sample)")
    return Check("ok", "label base url", url)
