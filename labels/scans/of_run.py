"""The labels of a run whose scans are worth a manager's look, the most urgent first. Reads only.

Signs are made of counts, of what became of each label and of its fruit's age, so all scanned labels of the run are
walked, some at a time; only a page of them is held.
"""

import heapq
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.paging import Page, Wanted
from labels.runs.life.rules import RunLife
from labels.runs.model import PrintRun
from labels.scans.model import LabelScan
from labels.scans.queries import exposed_keys
from labels.scans.rules import Sighting, signs_of, urgency

CHUNK = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Age:
    """Of a batch's fruit as its page tells it: when it was packed, or else cut, and how long it keeps."""

    last_day: date | None = None
    shelf_life_days: int | None = None


UNKNOWN_AGE = Age()


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspect:
    """A label that was scanned, with the names of its signs; there is at least one."""

    serial: int
    sighting: Sighting
    signs: tuple[str, ...]
    batch_id: uuid.UUID | None
    voided_at: datetime | None

    @property
    def urgency(self) -> tuple[int, int, int]:
        return urgency(self.serial, self.sighting, self.signs)

    @property
    def id(self) -> uuid.UUID:
        """Where it stands in the list of its run."""
        return uuid.UUID(int=self.serial)


def list_suspects(
    session: Session, run: PrintRun, life: RunLife, wanted: Wanted, *, ages: Mapping[uuid.UUID, Age]
) -> Page[Suspect]:
    """A page of the scanned labels of a run that have a sign.

    Args:
        wanted: `updated_since` asks for those that were seen since.
        ages: of the fruit of each batch that the labels belong to.
    """
    is_exposed = run.key_id in exposed_keys(session, [run.key_id])
    found = _suspects(session, run, life, wanted, ages, is_exposed=is_exposed)
    after = None
    if wanted.before is not None:
        row = session.get(LabelScan, (run.id, wanted.before.int))
        last = None if row is None else _suspect(row, run, life, ages, is_exposed=is_exposed)
        after = None if last is None else last.urgency
    rest = (one for one in found if after is None or one.urgency > after)
    rows = heapq.nsmallest(wanted.limit + 1, rest, key=lambda one: one.urgency)
    shown = rows[: wanted.limit]
    return Page(rows=shown, next=shown[-1].id if len(rows) > wanted.limit else None)


def _suspects(
    session: Session,
    run: PrintRun,
    life: RunLife,
    wanted: Wanted,
    ages: Mapping[uuid.UUID, Age],
    *,
    is_exposed: bool,
) -> Iterator[Suspect]:
    scans = select(LabelScan.serial, LabelScan.first_at, LabelScan.last_at, LabelScan.count)
    scans = scans.where(LabelScan.run_id == run.id)
    if wanted.updated_since is not None:
        scans = scans.where(LabelScan.last_at >= wanted.updated_since)
    for row in session.execute(scans.execution_options(yield_per=CHUNK)):
        if (found := _suspect(row, run, life, ages, is_exposed=is_exposed)) is not None:
            yield found


def _suspect(
    row: Any, run: PrintRun, life: RunLife, ages: Mapping[uuid.UUID, Age], *, is_exposed: bool
) -> Suspect | None:
    sighting = Sighting(first_at=row.first_at, last_at=row.last_at, count=row.count)
    batch_id, voided_at = life.batch_of(row.serial), life.voided_at(row.serial)
    age = ages.get(batch_id, UNKNOWN_AGE) if batch_id else UNKNOWN_AGE
    signs = signs_of(
        sighting,
        level=run.level,
        last_day=age.last_day,
        shelf_life_days=age.shelf_life_days,
        is_key_exposed=is_exposed,
        voided_at=voided_at,
    )
    if not signs:
        return None
    return Suspect(serial=row.serial, sighting=sighting, signs=signs, batch_id=batch_id, voided_at=voided_at)
