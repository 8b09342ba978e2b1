"""`make proof-kill`: the whole server group is killed with -9 while eight writers register batches.

What was acknowledged must be there (lost 0), each key must have made one batch (double 0), and the database
must be sound. KILLS says how often, PG=1 takes PostgreSQL. Writers retry with the same Idempotency-Key, as a
phone on a bad network does. A kill -9 is the end of the processes, not of the machine's power.
"""

import json
import os
import random
import signal
import tempfile
import threading
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from app.backups.contents import faults_of, tables_of
from app.sqlite import driver
from proof.service import PATIENCE_S, Service, durable_postgresql, harvest, register_until_answered

WRITERS = 8
LONGEST_LIFE_S = 0.6
SENT_TWICE = 10  # one key in so many is sent again after its answer
EARLY = 10  # one kill in so many does not wait until the service is ready
LOOKED_AT = 100  # integrity is checked once in so many kills, and at the end


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was counted; `lost`, `double` and `faults` must be empty or 0."""

    kills: int
    acknowledged: int
    retried: int
    lost: int
    double: int
    faults: list[str]
    seconds: float

    @property
    def is_kept(self) -> bool:
        return self.acknowledged > 0 and self.lost == self.double == 0 and not self.faults


class Writer(threading.Thread):
    """Registers batches until told to stop; what it began it brings to an answer."""

    def __init__(self, service: Service, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._service, self._number, self._stop_asked = service, number, stop
        self.ids: dict[str, str] = {}
        self.sent = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            count = self._number
            while not self._stop_asked.is_set():
                self._register(count)
                count += WRITERS
        except BaseException as error:  # noqa: BLE001 - told at the end
            self.failure = error

    def _register(self, count: int) -> None:
        key, body = str(uuid.uuid4()), harvest(self._service.demo, count)
        for _ in range(1 + (random.random() < 1 / SENT_TWICE)):
            answer, sent = register_until_answered(self._service.port, self._service.token, key, body)
            self.sent += sent
            found = json.loads(answer.body)["id"]
            if self.ids.setdefault(key, found) != found:
                raise AssertionError(f"{key} made {self.ids[key]} and {found}")


def run(service: Service, *, kills: int) -> Outcome:
    """Kill a service so often while it is written to, and count."""
    began = time.monotonic()
    faults: list[str] = []
    before = batch_ids(service.url)
    service.start()
    service.wait_until_ready()
    stop = threading.Event()
    writers = [Writer(service, number, stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        for kill in range(1, kills + 1):
            time.sleep(random.uniform(0.01, LONGEST_LIFE_S))
            service.end(signal.SIGKILL)
            service.start()
            if kill % EARLY:
                service.wait_until_ready()
            if kill % LOOKED_AT == 0:
                faults += faults_in(service.url)
        service.wait_until_ready()
    finally:
        stop.set()
        for writer in writers:
            writer.join(2 * PATIENCE_S)
        service.end()
    faults += [repr(writer.failure) for writer in writers if writer.failure] + faults_in(service.url)
    acknowledged = [found for writer in writers for found in writer.ids.values()]
    made = batch_ids(service.url) - before
    return Outcome(
        kills=kills,
        acknowledged=len(acknowledged),
        retried=sum(writer.sent - len(writer.ids) for writer in writers),
        lost=len(acknowledged) - len(made.intersection(acknowledged)),
        double=len(made.difference(acknowledged)),
        faults=faults,
        seconds=time.monotonic() - began,
    )


def main() -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-proof-"))
        url = stack.enter_context(durable_postgresql()) if os.environ.get("PG") == "1" else None
        service = Service(Path(folder), database_url=url)
        outcome = run(service, kills=int(os.environ.get("KILLS", "1000")))
    print(f"database      {'PostgreSQL' if url else 'SQLite'}")
    for name in ("kills", "acknowledged", "retried", "lost", "double"):
        print(f"{name:<13} {getattr(outcome, name)}")
    print(f"integrity     {'; '.join(outcome.faults) or 'ok'}")
    print(f"seconds       {outcome.seconds:.0f}")
    if not outcome.is_kept:
        raise SystemExit(1)


def batch_ids(url: str) -> set[str]:
    """The ids of all batches, each with its one event: a batch without it counts as lost."""
    query = "SELECT batch.id FROM batch JOIN event_batch ON event_batch.batch_id = batch.id"
    with _connected(url) as connection:
        return {str(uuid.UUID(str(row[0]))) for row in connection.execute(text(query))}


def faults_in(url: str) -> list[str]:
    """What is wrong with a database: its own checks, a row that cannot be read, a batch without its event."""
    with _connected(url) as connection:
        found = faults_of(connection)
        counts = "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM event_batch)"
        batches, events = connection.execute(text(counts)).one()
        tables_of(connection)  # reads every row
    return found + ([] if batches == events else [f"{batches} batches with {events} events"])


def _connected(url: str) -> Connection:
    options = {"module": driver()} if url.startswith("sqlite") else {}
    return create_engine(url, poolclass=NullPool, **options).connect()


if __name__ == "__main__":
    main()
