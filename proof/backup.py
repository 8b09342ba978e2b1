"""`make proof-backup`: backups of a service that eight writers use, each restored, compared and drilled; then damaged.

`flask backup` is made ROUNDS times. Restored into an empty place, each must hold the tables that its manifest
states, only rows that the service has, every batch that was acknowledged before the backup began, and the
labels printed before it. Then one byte of the last backup is changed, FLIPS times: list and drill must find
each. PG=1 takes PostgreSQL.
"""

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from click.testing import Result
from flask import Flask

from app.backups.archive import open_archive
from app.backups.contents import tables_of
from app.config import Settings
from app.db import db
from app.factory import create_app
from proof.kill import batch_ids, faults_in
from proof.places import connected, empty_database, flipped, paper_in, rows_of
from proof.service import Service, durable_postgresql
from proof.writers import Writer, acknowledged_by, failures_of, writing
from tests.conftest import BROWSER

WRITTEN = ("batch", "event", "event_batch", "kept_answer")  # by the writers, and never changed
WARM_UP_S = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A backup, and the batches that were acknowledged before it began."""

    path: Path
    acknowledged: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What one restored backup held."""

    rows: int
    lost: int
    labels: int
    faults: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was counted; `lost`, `unseen` and `faults` must be empty or 0.

    Attributes:
        meanwhile: batches acknowledged from the beginning of the first backup to the end of the last.
        rows: in all backups together.
        labels: printed labels whose page a restored service showed.
        unseen: changed bytes that the list or the drill did not find.
    """

    rounds: int
    meanwhile: int
    rows: int
    lost: int
    labels: int
    bytes: int
    flips: int
    unseen: int
    faults: list[str]
    seconds: float

    @property
    def is_kept(self) -> bool:
        counted = min(self.meanwhile, self.rows, self.labels, self.flips)
        return counted > 0 and self.lost == self.unseen == 0 and not self.faults


def run(service: Service, folder: Path, *, rounds: int, flips: int) -> Outcome:
    """Back up a service while it is written to, restore and damage what was made, and count."""
    began = time.monotonic()
    paper = paper_in(service.flask("backup-key", "create"))
    with writing(service) as writers:
        time.sleep(WARM_UP_S)
        first = len(acknowledged_by(writers))
        made = [_back_up(service, folder / "made", writers) for _ in range(rounds)]
        meanwhile = len(acknowledged_by(writers)) - first
    written = rows_of(service.url)
    looked = [
        _restore_and_look(service, backup, paper, folder / f"place-{number}", written)
        for number, backup in enumerate(made)
    ]
    return Outcome(
        rounds=rounds,
        meanwhile=meanwhile,
        rows=sum(found.rows for found in looked),
        lost=sum(found.lost for found in looked),
        labels=sum(found.labels for found in looked),
        bytes=made[-1].path.stat().st_size,
        flips=flips,
        unseen=_count_unseen(service, made[-1].path, paper, folder / "flipped", flips),
        faults=failures_of(writers) + [fault for found in looked for fault in found.faults],
        seconds=time.monotonic() - began,
    )


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-proof-")))
        url = stack.enter_context(durable_postgresql()) if os.environ.get("PG") == "1" else None
        outcome = run(
            Service(folder / "data", database_url=url),
            folder,
            rounds=int(os.environ.get("ROUNDS", "20")),
            flips=int(os.environ.get("FLIPS", "200")),
        )
    print(f"database      {'PostgreSQL' if url else 'SQLite'}")
    for name in ("rounds", "meanwhile", "rows", "lost", "labels", "bytes", "flips", "unseen"):
        print(f"{name:<13} {getattr(outcome, name)}")
    print(f"faults        {outcome.faults[:5] or 'none'}")
    print(f"seconds       {outcome.seconds:.0f}")
    if not outcome.is_kept:
        raise SystemExit(1)


def _back_up(service: Service, folder: Path, writers: list[Writer]) -> Made:
    acknowledged = frozenset(acknowledged_by(writers))
    path = Path(service.flask("backup", "--to", str(folder)).strip())
    return Made(path=path, acknowledged=acknowledged)


def _restore_and_look(
    service: Service, made: Made, paper: str, place: Path, written: dict[str, list[str]]
) -> Looked:
    place.mkdir()
    with empty_database(service.url, place) as url:
        app = _application(service, DATA_DIR=str(place), DATABASE_URL=url)
        faults = _refusals(app, "restore", str(made.path), "--key", paper)
        rows = rows_of(url)
        statuses = _label_pages(app, service.demo["scan_urls"])
        faults += [*_differences(made.path, url), *_invented(rows, written), *faults_in(url)]
        lost = len(made.acknowledged - batch_ids(url))
    faults += _refusals(_application(service), "restore", str(made.path), "--drill", "--key", paper)
    return Looked(
        rows=sum(map(len, rows.values())),
        lost=lost,
        labels=statuses.count(200),
        faults=faults + [f"a label answers {status}" for status in statuses if status != 200],
    )


def _differences(path: Path, url: str) -> Iterator[str]:
    """Tables that are not what the manifest states."""
    stated = open_archive(path).manifest.tables
    with connected(url) as connection:
        found = tables_of(connection)
    for name in sorted(stated.keys() | found.keys()):
        if stated.get(name) != found.get(name):
            yield f"{name} is {found.get(name)}, stated was {stated.get(name)}"


def _invented(rows: dict[str, list[str]], written: dict[str, list[str]]) -> Iterator[str]:
    """Rows that the service does not have: compared as they are, not by the digests of the manifest."""
    for name in WRITTEN:
        for row in Counter(rows[name]) - Counter(written[name]):
            yield f"{name} has {row[:200]}"


def _label_pages(app: Flask, urls: list[str]) -> list[int]:
    """What a restored service answers to labels that were printed before it was backed up."""
    client = app.test_client()
    statuses = [client.get(urlsplit(url).path, headers={"Accept": BROWSER}).status_code for url in urls]
    _disconnect(app)
    return statuses


def _count_unseen(service: Service, path: Path, paper: str, folder: Path, flips: int) -> int:
    """Change one byte at so many random places; answers how many the list or the drill took for sound."""
    app = _application(service)
    whole = path.read_bytes()
    folder.mkdir()
    copy = folder / path.name
    unseen = 0
    for _ in range(flips):
        copy.write_bytes(flipped(whole, random.randrange(len(whole))))
        unseen += not _is_found(app, copy, paper)
    return unseen


def _is_found(app: Flask, copy: Path, paper: str) -> bool:
    listed = _run(app, "backup", "list", "--in", str(copy.parent))
    drilled = _run(app, "restore", str(copy), "--drill", "--key", paper)
    codes = (listed.exit_code, drilled.exit_code)
    return codes == (1, 1) and "damaged" in listed.output and "damaged" in drilled.output


def _application(service: Service, **elsewhere: str) -> Flask:
    return create_app(Settings.from_env(service.environment(**elsewhere)))


def _refusals(app: Flask, *words: str) -> list[str]:
    """What a command that must do its work said instead."""
    done = _run(app, *words)
    return [f"{words[0]} ended with {done.exit_code}: {done.output[-500:]}"] if done.exit_code else []


def _run(app: Flask, *words: str) -> Result:
    done = app.test_cli_runner().invoke(args=list(words))
    _disconnect(app)
    return done


def _disconnect(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    main()
