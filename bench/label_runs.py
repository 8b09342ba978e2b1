"""Thousands of closed runs: one of each batch lived through the services, the others copy the rows that it left."""

import hashlib
import json
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.secrets import label_keys
from batches.base import Base, new_id
from batches.events.hashing import event_hash
from batches.events.model import Event, event_batch
from batches.events.rules import canonical, record_uri
from labels.runs.allotment.terms import Terms
from labels.runs.life.model import LabelEntry
from labels.runs.life.service import close_run, confirm_printed, note_fetched, void_labels
from labels.runs.model import RUN_BITS, PrintRun
from labels.runs.ranges import Range
from labels.runs.snapshot import run_title
from tests.builders import Cooperative, make_batch, make_cooperative, make_run
from tests.conftest import BASE_URL, NOW

QUANTITY = 100_000
TEST_PRINTS, LEFT_OVER = 300, 700  # 1 % void: at the beginning of the roll, and at its end when it is closed
PAPERS = (("fruit-a4", "a4-3x8"), ("fruit-50x30", "roll-50x30"), ("fruit-35x22", "roll-104x22"))

Row = dict[str, Any]
RUNS, ENTRIES, EVENTS = (Base.metadata.tables[kind.__tablename__] for kind in (PrintRun, LabelEntry, Event))


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """The rows that a run and its life leave, by table."""

    run: Row
    entries: Sequence[Row]
    events: Sequence[Row]


def live_one(session: Session, grower: Cooperative, paper: tuple[str, str]) -> Left:
    """A batch and its run: fetched, printed, its first labels void as test prints, the last left over at closing."""
    batch = make_batch(session, grower, net_weight_kg=Decimal(200_000), fruit_count=QUANTITY)
    terms = Terms(unconfirmed_percent=120)
    run = make_run(
        session, grower, label_keys(), batch_id=batch.id, quantity=QUANTITY,
        design=paper[0], stock=paper[1], terms=terms,
    )  # fmt: skip
    actor = grower.actor
    edge: dict[str, Any] = {"base_url": BASE_URL, "now": NOW}
    note_fetched(session, actor, run, Range(1, QUANTITY), bytes_sent=29_000_000, is_whole=True, now=NOW)
    confirm_printed(session, actor, run, None, now=NOW)
    void_labels(session, actor, run, Range(1, TEST_PRINTS), reason="test", note=None, **edge)
    close_run(session, actor, run, [Range(TEST_PRINTS + 1, QUANTITY - LEFT_OVER)], **edge)
    told = select(event_batch.c.event_id).where(event_batch.c.batch_id == batch.id)
    of_labels = EVENTS.c.kind.in_(("labels_applied", "labels_void"))
    return Left(
        run=_rows(session, RUNS, RUNS.c.id == run.id)[0],
        entries=_rows(session, ENTRIES, ENTRIES.c.run_id == run.id),
        events=_rows(session, EVENTS, EVENTS.c.id.in_(told), of_labels),
    )


def load(session: Session, *, runs: int, batches: int, draw: random.Random) -> None:
    """So many closed runs, shared evenly among batches of cooperatives of ten each."""
    growers = [make_cooperative(session, gtin=_gtin(at)) for at in range(max(1, batches // 10))]
    taken: set[int] = set()
    for at in range(batches):
        left = live_one(session, growers[at % len(growers)], PAPERS[at % len(PAPERS)])
        taken.add(left.run["number"])
        copies = [_copy(left, _new_number(taken, draw)) for _ in range(runs // batches - 1)]
        for table, rows in (
            (RUNS, [copy.run for copy in copies]),
            (ENTRIES, [entry for copy in copies for entry in copy.entries]),
            (EVENTS, [event for copy in copies for event in copy.events]),
            (event_batch, list(_of_batch(copies))),
        ):
            session.execute(insert(table), rows)


def _copy(left: Left, number: int) -> Left:
    """The same of another run: ids, number, title, fingerprint and the names of its events are its own."""
    own = json.loads(left.run["snapshot"])
    own["title"] = run_title(number, own["lot"])
    run = {**left.run, "id": new_id(), "number": number, "snapshot": canonical(own)}
    run["fingerprint"] = hashlib.sha256(
        run["snapshot"].encode()
    ).hexdigest()  # as long and as random as the real one
    entries = [{**entry, "id": new_id(), "run_id": run["id"]} for entry in left.entries]
    ids = {before["id"]: after["id"] for before, after in zip(left.entries, entries, strict=True)}
    run_code = PrintRun(number=number).run_code
    return Left(run=run, entries=entries, events=[_told(event, ids, run_code) for event in left.events])


def _told(event: Row, ids: Mapping[uuid.UUID, uuid.UUID], run_code: str) -> Row:
    document = json.loads(event["document"])
    record = next(new for old, new in ids.items() if document["ronguon:record"] == record_uri(old))
    document |= {"ronguon:record": record_uri(record), "ronguon:printRun": run_code}
    document["eventID"] = event_hash({name: value for name, value in document.items() if name != "eventID"})
    named = {"id": new_id(), "epcis_event_id": document["eventID"], "document": canonical(document)}
    return {**event, **named}


def _of_batch(copies: Sequence[Left]) -> Iterator[Row]:
    for copy in copies:
        for event in copy.events:
            yield {"event_id": event["id"], "batch_id": copy.run["batch_id"]}


def _rows(session: Session, table: Any, *where: Any) -> list[Row]:
    return [dict(row) for row in session.execute(select(table).where(*where)).mappings()]


def _new_number(taken: set[int], draw: random.Random) -> int:
    while (number := draw.getrandbits(RUN_BITS)) in taken:
        pass
    taken.add(number)
    return number


def _gtin(at: int) -> str:
    """Of the range for examples, with its check digit (GS1 General Specifications, 7.9)."""
    digits = f"0952123457{at:03d}"
    weighed = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"
