"""`make proof-kill`: the whole server group is killed with -9 while eight writers register batches.

What was acknowledged must be there (lost 0), each key must have made one batch (double 0), and the database
must be sound. KILLS says how often, PG=1 takes PostgreSQL. Writers retry with the same Idempotency-Key, as a
phone on a bad network does. A kill -9 is the end of the processes, not of the machine's power.
"""

import os
import random
import signal
import tempfile
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from app.backups.contents import faults_of, tables_of
from proof.places import connected
from proof.service import Service, durable_postgresql
from proof.writers import acknowledged_by, failures_of, writing

LONGEST_LIFE_S = 0.6
EARLY = 10  # one kill in so many does not wait until the service is ready
WITHOUT_EVENT = "SELECT count(*) FROM batch WHERE id NOT IN (SELECT batch_id FROM event_batch)"
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


def run(service: Service, *, kills: int) -> Outcome:
    """Kill a service so often while it is written to, and count."""
    began = time.monotonic()
    faults: list[str] = []
    before = batch_ids(service.url)
    with writing(service) as writers:
        for kill in range(1, kills + 1):
            time.sleep(random.uniform(0.01, LONGEST_LIFE_S))
            service.end(signal.SIGKILL)
            service.start()
            if kill % EARLY:
                service.wait_until_ready()
            if kill % LOOKED_AT == 0:
                faults += faults_in(service.url)
        service.wait_until_ready()
    faults += failures_of(writers) + faults_in(service.url)
    acknowledged = acknowledged_by(writers)
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
    """The ids of all batches, each with its event: a batch without it counts as lost."""
    query = "SELECT DISTINCT batch.id FROM batch JOIN event_batch ON event_batch.batch_id = batch.id"
    with connected(url) as connection:
        return {str(uuid.UUID(str(row[0]))) for row in connection.execute(text(query))}


def faults_in(url: str) -> list[str]:
    """What is wrong with a database: its own checks, a row that cannot be read, a batch without its event."""
    with connected(url) as connection:
        found = faults_of(connection)
        silent = connection.scalar(text(WITHOUT_EVENT))
        tables_of(connection)  # reads every row
    return found + ([f"{silent} batches without an event"] if silent else [])


if __name__ == "__main__":
    main()
