"""Counting who looks at labels, beside the answer and never before it: noted at once, written each second.

A process that is killed loses at most what it noted since the last second; one that ends in order loses nothing.
"""

import atexit
import hashlib
import threading
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import structlog
from flask import Flask, current_app, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock
from app.changes import drop_old_changes
from app.clock import clock_of, system_clock
from app.db import transaction
from app.limits import limits_of
from batches.days import day_of
from batches.provenance.story import PublicBatch
from labels.runs.finding import FoundLabel
from labels.scans.of_run import UNKNOWN_AGE, Age
from labels.scans.queries import Looked, look
from labels.scans.rules import is_person
from labels.scans.service import Seen, forget_visits, record_scans

WRITTEN_EACH_S = 1.0
ENDS_WITHIN_S = 5.0
MOST_NOTED = 10_000  # while the database does not answer: what comes then is not counted
MOST_REMEMBERED = 50_000  # of what was written, so that the database need not be asked who looked before
FORGOTTEN_EACH = 600  # seconds between looks for visits that are a day old

BY_ITSELF = "RONGUON_SIGHTINGS_BY_ITSELF"
"""In an application's config: a server writes by itself; a test or a command says when."""

_EXTENSION = "ronguon.sightings"

Visit = tuple[uuid.UUID, int, str]
"""A label, run and serial, and who looked at it on a day."""


class Sightings:
    """What a process has noted and not yet written."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._noted: dict[Visit, Seen] = {}
        self._counted: OrderedDict[Visit, None] = OrderedDict()
        self._noting = threading.Lock()
        self._starting = threading.Lock()
        self._writer: threading.Thread | None = None
        self._ended = threading.Event()

    def note(self, seen: Seen) -> None:
        """Keep one to be written soon; who looks again on the same day is not written again."""
        visit = (seen.run_id, seen.serial, seen.visitor)
        if visit in self._counted or visit in self._noted:
            return
        with self._noting:
            if len(self._noted) < MOST_NOTED:
                self._noted.setdefault(visit, seen)

    def write(self) -> int:
        """Write what is noted, and answer how many were counted; on a failure they stay noted."""
        with self._noting:
            taken, self._noted = self._noted, {}
        if not taken:
            return 0
        try:
            with self._app.app_context(), transaction() as session:
                counted = record_scans(session, list(taken.values()))
        except (
            DBAPIError
        ) as error:  # busy, or two processes saw the same label first: the next second will do
            with self._noting:
                self._noted = taken | self._noted
            structlog.get_logger().warning("scans_not_written", scans=len(taken), cause=type(error).__name__)
            return 0
        self._remember(taken)
        return counted

    def _remember(self, visits: Iterable[Visit]) -> None:
        with self._noting:
            self._counted.update(dict.fromkeys(visits))
            while len(self._counted) > MOST_REMEMBERED:
                self._counted.popitem(last=False)

    def write_by_itself(self) -> None:
        """Start the thread that writes each second, once in a process: a forked one has no threads of its parent."""
        if self._writer is not None:
            return
        with self._starting:
            if self._writer is None:
                self._writer = threading.Thread(target=self._keep_writing, name="sightings", daemon=True)
                self._writer.start()
                atexit.register(self.end)

    def end(self) -> None:
        """Let the writer finish what it has taken, and write the rest."""
        self._ended.set()
        if self._writer is not None:
            self._writer.join(ENDS_WITHIN_S)
        self.write()

    def _keep_writing(self) -> None:
        seconds = 0
        while not self._ended.wait(WRITTEN_EACH_S):
            self.write()
            seconds += 1
            if seconds % FORGOTTEN_EACH == 0:
                self._forget()

    def _forget(self) -> None:
        try:
            with self._app.app_context(), transaction() as session:
                forget_visits(session, now=clock.now())
                drop_old_changes(session, now=system_clock())
        except DBAPIError as error:
            structlog.get_logger().warning("visits_not_forgotten", cause=type(error).__name__)


def init_sightings(app: Flask) -> None:
    app.extensions[_EXTENSION] = Sightings(app)


def sightings() -> Sightings:
    """Of the running application."""
    found: Sightings = current_app.extensions[_EXTENSION]
    return found


def look_at(session: Session, label: FoundLabel, batch: PublicBatch | None) -> Looked:
    """What its scans say of a label, of fruit that was last packed, or else cut, on the batch's day."""
    age = age_of(batch)
    return look(session, label, last_day=age.last_day, shelf_life_days=age.shelf_life_days)


def age_of(batch: PublicBatch | None) -> Age:
    """When a batch's fruit was last packed, or else cut, and how long it keeps; unknown where it has no page."""
    if batch is None:
        return UNKNOWN_AGE
    last_day = batch.packing.packed_on if batch.packing else batch.harvested_to_on or batch.harvested_on
    return Age(last_day=last_day, shelf_life_days=batch.shelf_life_days)


def note_scan(run_id: uuid.UUID, serial: int) -> None:
    """Note that the request's sender looks at a label, if it is a person."""
    note_scan_from(current_app, request.environ, run_id, serial)


def note_scan_from(app: Flask, environ: Mapping[str, Any], run_id: uuid.UUID, serial: int) -> None:
    """The same of a request that Flask has not seen."""
    purpose = environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", ""))
    agent = environ.get("HTTP_USER_AGENT", "")
    if not is_person(method=environ["REQUEST_METHOD"], user_agent=agent, purpose=purpose):
        return
    now = clock_of(app)()
    visitor = _visitor(day_of(now), limits_of(app).hashed(environ.get("REMOTE_ADDR", "")))
    noting: Sightings = app.extensions[_EXTENSION]
    noting.note(Seen(run_id=run_id, serial=serial, visitor=visitor, seen_at=now))
    if app.config.get(BY_ITSELF):
        noting.write_by_itself()


@lru_cache(maxsize=4096)
def _visitor(day: date, address: str) -> str:
    return hashlib.sha256(f"{day} {address}".encode()).hexdigest()[:32]
