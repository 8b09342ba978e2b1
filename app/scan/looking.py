"""What a scanned label is: its run, its batch and its scans, as they are kept in the process or read.

A code is checked each time: MAC, range, void and path cost microseconds. What it is checked against is at most a
second old, or, while the database is away, says that it could not be checked.
"""

import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.changes import Mark
from app.clock import clock_of
from app.db import db, reading
from app.keeping import DatabaseAway, Keeper, Kept, Watch
from app.sightings import look_at
from batches.organisations.model import Organisation
from batches.provenance.queries import find_public_batch
from batches.provenance.story import PublicBatch
from labels.codes.codes import LabelCode, parse_code
from labels.codes.keys import LabelKeys
from labels.runs.finding import FoundLabel, RunFacts, find_label, read_run
from labels.scans.queries import Looked

KEPT_S = "RONGUON_PAGES_KEPT_S"
"""In an application's config: a server keeps what pages tell for a second; a test asks each time."""

MOST_RUNS = 4_096
MOST_BATCHES = 2_048
MOST_LABELS = 32_768

UNKNOWN_LOOKS = Kept(
    value=Looked(sighting=None, signs=()),
    version="",
    asked=(),
    answers=b"",
    mark=None,
    read_at=0.0,
    asked_at=0.0,
    is_checked=False,
)

_EXTENSION = "ronguon.looking"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A run and whose it is."""

    facts: RunFacts
    owner: str
    is_sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned:
    """A label that was issued.

    Attributes:
        run: its number.
        batch: None while the label is blank.
        is_checked: False: the database is away, and nobody knows where label and batch stand now.
        mark: of the public changes when all of it was known to hold; None where it was not.
        asked_at: on the monotonic clock, when its scans were asked for.
    """

    label: FoundLabel
    run: int
    owner: str
    is_sample: bool
    batch: Kept[PublicBatch] | None
    looked: Looked
    is_checked: bool
    mark: Mark | None
    asked_at: float


class Looking:
    """What one process keeps for the pages of labels."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            engine = db.engine

        def kept_s() -> float:
            return float(app.config.get(KEPT_S, 0.0))

        self._app = app
        self._watch = Watch(engine, kept_s)
        self._runs: Keeper[Run | None] = Keeper(self._watch, most=MOST_RUNS)
        self._batches: Keeper[PublicBatch | None] = Keeper(self._watch, most=MOST_BATCHES)
        self._looks: Keeper[Looked] = Keeper(self._watch, most=MOST_LABELS, is_marked=False)

    def scan(self, keys: LabelKeys, text: str, *, may_read: bool = True) -> Scanned | None:
        """The label of a typed or scanned code; None when no such label was ever issued.

        A code that was not issued is always looked for in the database, by the same work whether its run is known
        or not: how long an answer takes must not tell.

        Args:
            may_read: False: None, too, where what is kept does not do.

        Raises:
            DatabaseAway, DBAPIError: it does not answer, and what is kept does not do.
        """
        code, now = parse_code(text), clock_of(self._app)()
        run = self._run(keys, code, now, may_read=may_read) if code else None
        if code is None or run is None or run.value is None:
            return None
        label = run.value.facts.label(code, now=now)
        batch = self._batch(label, now, may_read=may_read)
        looked = self._looked(label, batch, may_read=may_read)
        if looked is None or (batch is None and label.batch_id is not None):
            return None
        return Scanned(
            label=label,
            run=code.run,
            owner=run.value.owner,
            is_sample=run.value.is_sample,
            batch=batch if batch and batch.value else None,  # type: ignore[arg-type]
            looked=looked.value,
            is_checked=run.is_checked and looked.is_checked and (batch is None or batch.is_checked),
            mark=run.mark if batch is None or batch.mark == run.mark else None,
            asked_at=looked.asked_at,
        )

    def holds(self, scanned: Scanned) -> bool:
        """Whether a label that was scanned a moment ago stands as it stood then."""
        if time.monotonic() - scanned.asked_at >= self._watch.kept_s():
            return False
        try:
            return self._watch.mark() is scanned.mark
        except self._watch.failures:
            return False

    def ask_at_once(self) -> None:
        """Forget that the database did not answer just now."""
        self._watch.spare_no_more()

    def keep_nothing(self) -> None:
        """For measurements: every look is the first."""
        for keeper in (self._runs, self._batches, self._looks):
            keeper.most = 0

    def forget_batch(self, batch_id: uuid.UUID) -> None:
        """Another process knows a newer one."""
        self._batches.forget(batch_id)

    def batch(self, batch_id: uuid.UUID) -> Kept[PublicBatch | None]:
        """A published batch, None when there is none.

        Raises:
            DatabaseAway: it does not answer, and nothing is kept.
        """
        now = clock_of(self._app)()
        return self._batches.get(
            batch_id, lambda session: find_public_batch(session, batch_id=batch_id, now=now)
        )

    def _run(
        self, keys: LabelKeys, code: LabelCode, now: datetime, *, may_read: bool
    ) -> Kept[Run | None] | None:
        kept = self._runs.find(code.run)
        is_issued = kept is not None and kept.value is not None and kept.value.facts.is_issued(keys, code)
        if not may_read:
            return self._runs.find_checked(code.run) if is_issued else None
        if not is_issued:
            with reading() as session:
                if find_label(session, keys, code.text, now=now) is None:
                    return None
        return self._runs.get(code.run, partial(_read_run, number=code.run))

    def _batch(self, label: FoundLabel, now: datetime, *, may_read: bool) -> Kept[PublicBatch | None] | None:
        if label.batch_id is None:
            return None
        return self.batch(label.batch_id) if may_read else self._batches.find_checked(label.batch_id)

    def _looked(
        self, label: FoundLabel, batch: Kept[PublicBatch | None] | None, *, may_read: bool
    ) -> Kept[Looked] | None:
        key = (label.run_id, label.serial, batch.version if batch else None)
        if not may_read:
            return self._looks.find_checked(key)
        try:
            return self._looks.get(
                key, lambda session: look_at(session, label, batch.value if batch else None)
            )
        except DatabaseAway:  # nobody looked since this process began
            return UNKNOWN_LOOKS


def init_looking(app: Flask) -> None:
    app.extensions[_EXTENSION] = Looking(app)


def looking() -> Looking:
    """Of the running application."""
    return looking_of(current_app)


def looking_of(app: Flask) -> Looking:
    found: Looking = app.extensions[_EXTENSION]
    return found


def _read_run(session: Session, *, number: int) -> Run | None:
    facts = read_run(session, number)
    if facts is None:
        return None
    owner = session.get_one(Organisation, facts.organisation_id)
    return Run(facts=facts, owner=owner.name, is_sample=owner.is_sample)
