"""`make bench-trace`: reading a chain among a million batches, beside the same chain among a thousand.

Back, forward and the public page's form, each through the functions that the routes call. Both stores are
asked in turn, so that a busy machine slows both. The bar is a ratio of 1.5 between the 95th percentiles; no plan
may walk through a whole table of batches or events.
"""

import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import alembic, db, reading, transaction
from app.factory import create_app
from app.secrets import create_missing_secrets
from batches.actors import Actor
from batches.diary.service import record_entry
from batches.provenance.queries import find_public_batch
from batches.provenance.trace import trace
from bench.bulk import CHAIN, LAST, Party, batch_key, load, lot_of
from bench.plans import whole_tables
from proof.service import durable_postgresql
from tests.builders import make_actor, make_cooperative
from tests.builders_field import make_report
from tests.builders_registry import make_packing_house
from tests.conftest import BASE_URL, NOW

BAR = 1.5
SMALL = 1_000
WARM_UP = 20


@dataclass(frozen=True, kw_only=True)
class Store:
    """A loaded database with who may ask for its chains."""

    app: Flask
    folder: Path
    url: str
    batches: int
    packers: Sequence[Actor]

    def ask(self, name: str, chain: int) -> float:
        """Milliseconds that one reading takes."""
        with self.app.app_context():
            began = time.perf_counter()
            with reading() as session:
                READINGS[name](session, self.packers[chain % len(self.packers)], chain)
            return (time.perf_counter() - began) * 1000

    def plans(self, name: str) -> list[str]:
        with self.app.app_context(), reading() as session:
            return whole_tables(session, lambda: READINGS[name](session, self.packers[0], 0))


def _back(session: Session, actor: Actor, chain: int) -> None:
    found = trace(session, actor, _id(chain, LAST), "back")
    if len(found.batches) < 6:
        raise AssertionError("expected a chain of six packings")


def _forward(session: Session, actor: Actor, chain: int) -> None:
    found = trace(session, actor, _id(chain, 0), "forward")
    if len(found.batches) < 6:
        raise AssertionError("expected a harvest that was packed on and on")


def _page(session: Session, _actor: Actor, chain: int) -> None:
    if find_public_batch(session, lot=lot_of(chain, LAST), now=NOW) is None:
        raise AssertionError("expected a page")


READINGS: dict[str, Callable[[Session, Actor, int], None]] = {
    "back": _back,
    "forward": _forward,
    "public page": _page,
}


def _id(chain: int, place: int) -> uuid.UUID:
    return uuid.UUID(batch_key(chain, place))


@contextmanager
def store(folder: Path, url: str, *, batches: int) -> Iterator[Store]:
    """A service's database with so many batches, its organisations in proportion."""
    settings = Settings.from_env(
        {
            "RONGUON_DATA_DIR": str(folder),
            "RONGUON_DATABASE_URL": url,
            "RONGUON_FILES_URL": "memory://",
            "RONGUON_LABEL_BASE_URL": BASE_URL,
        }
    )
    create_missing_secrets(settings.secrets_dir, now=NOW)
    app = create_app(settings)
    with app.app_context():
        alembic.upgrade()
        pairs = max(2, min(batches // 5_000, 200))
        with transaction() as session:
            growers, packers, actors = [], [], []
            for _ in range(pairs):
                grower = make_cooperative(session, gtin=None)
                record_entry(session, grower.actor, make_report(grower), now=NOW)
                packer = make_cooperative(session, gtin=None, kind="packing_company")
                growers.append(Party.of(grower))
                packers.append(Party.of(packer, make_packing_house(session, packer)))
                actors.append(make_actor(packer.organisation))
        began = time.perf_counter()
        load(db.engine, growers, packers, batches=batches)
        print(f"  {batches:,} batches loaded in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    try:
        yield Store(app=app, folder=folder, url=url, batches=batches, packers=actors)
    finally:
        with app.app_context():
            db.engine.dispose()


def percentile(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measure(small: Store, large: Store, name: str, *, samples: int) -> tuple[float, float]:
    """The 95th percentiles of both in milliseconds, of chains drawn at random, asked in turn."""
    draw = random.Random(7)
    found: dict[int, list[float]] = {small.batches: [], large.batches: []}
    for number in range(WARM_UP + samples):
        for asked in (small, large):
            took = asked.ask(name, draw.randrange(asked.batches // CHAIN))
            if number >= WARM_UP:
                found[asked.batches].append(took)
    return percentile(found[small.batches], 0.95), percentile(found[large.batches], 0.95)


def main() -> None:
    size, samples = int(os.environ.get("SIZE", "1000000")), int(os.environ.get("SAMPLES", "300"))
    print(f"p95 of {samples} readings in ms, among {SMALL:,} and {size:,} batches", flush=True)
    print(f"{'database':<12} {'reading':<12} {SMALL:>10,} {size:>10,} {'ratio':>7}", flush=True)
    worst, walked = 0.0, []
    for database in os.environ.get("DATABASES", "SQLite PostgreSQL").split():
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-bench-")))
            small, large = (
                stack.enter_context(store(folder / str(count), url, batches=count))
                for count, url in zip((SMALL, size), _urls(database, folder, stack), strict=True)
            )
            for name in READINGS:
                few, many = measure(small, large, name, samples=samples)
                worst = max(worst, many / few)
                walked += [f"{database}, {name}: {plan}" for plan in large.plans(name)]
                print(f"{database:<12} {name:<12} {few:>10.1f} {many:>10.1f} {many / few:>7.2f}", flush=True)
    if walked:
        raise SystemExit("a whole table is walked through:\n" + "\n".join(walked))
    if worst > BAR:
        raise SystemExit(f"over the bar of {BAR}")


def _urls(database: str, folder: Path, stack: ExitStack) -> list[str]:
    if database == "SQLite":
        return [f"sqlite:///{folder / name}.db" for name in ("small", "large")]
    servers = [stack.enter_context(durable_postgresql()) for _ in range(2)]
    return [make_url(url).render_as_string(hide_password=False) for url in servers]


if __name__ == "__main__":
    main()
