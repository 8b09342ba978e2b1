"""Which label a code is, and where it stands. Reads only; a code that was never issued is none."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from labels.codes.codes import LabelCode, derive_run_key, parse_code, verify
from labels.codes.keys import LabelKeys
from labels.runs.life.queries import folded_life_of
from labels.runs.life.rules import RunLife
from labels.runs.model import PrintRun
from labels.runs.snapshot import Names

STATUSES = ("void", "recalled", "reprinted", "not_bound", "issued")
"""What a label can be, the first that holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundLabel:
    """A label that was really issued.

    Attributes:
        is_void: made so, left over when its run was closed, or not used in time.
        is_reprinted: the same code was printed more than once, with approval.
        organisation_id: whose label it is.
        batch_id: None while a blank label belongs to no batch.
        lot, gtin: as they stand on this label, whatever the product has become; None on a blank one.
        host: likewise.
        level: what it stands on, `fruit` or `carton`.
        key_id: of the master key that its code is made with.
    """

    code: str
    serial: int
    run_id: uuid.UUID
    is_void: bool
    is_reprinted: bool
    organisation_id: uuid.UUID
    batch_id: uuid.UUID | None
    lot: str | None
    gtin: str | None
    host: str
    level: str
    key_id: str

    def status(self, *, is_recalled: bool) -> str:
        """The first of `STATUSES` that holds, its batch being recalled or not."""
        if self.is_void:
            return "void"
        if is_recalled:
            return "recalled"
        if self.is_reprinted:
            return "reprinted"
        return "not_bound" if self.batch_id is None else "issued"


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFacts:
    """What is asked of a run to tell where any of its labels stands, without asking the database for each.

    Attributes:
        life: after its whole log, before what time does to it.
        void_at: when time first makes labels void; None where it does not.
    """

    run_id: uuid.UUID
    number: int
    quantity: int
    key_id: str
    organisation_id: uuid.UUID
    lot: str | None
    gtin: str | None
    host: str
    level: str
    life: RunLife
    void_at: datetime | None

    def is_issued(self, keys: LabelKeys, code: LabelCode) -> bool:
        """Whether the run issued this code: its MAC is right and its serial was printed."""
        return verify(code, _run_key(keys.get(self.key_id), self.key_id, self.number), self.quantity)

    def label(self, code: LabelCode, *, now: datetime) -> FoundLabel:
        """Where the label of a code that was issued stands at an instant."""
        life = self.life if self.void_at is None or now < self.void_at else self.life.at(now)
        return FoundLabel(
            code=code.text,
            serial=code.serial,
            run_id=self.run_id,
            is_void=code.serial in life.void,
            is_reprinted=code.serial in life.copied,
            organisation_id=self.organisation_id,
            batch_id=life.batch_of(code.serial),
            lot=self.lot,
            gtin=self.gtin,
            host=self.host,
            level=self.level,
            key_id=self.key_id,
        )


def find_label(session: Session, keys: LabelKeys, text: str, *, now: datetime) -> FoundLabel | None:
    """The label of a typed or scanned code; None when no such label was ever issued."""
    code = parse_code(text)
    run = session.scalar(select(PrintRun).where(PrintRun.number == code.run)) if code else None
    if code is None:
        return None
    # The same work for a run that is not there: how long an answer takes must not tell.
    key_id, quantity = (run.key_id, run.quantity) if run else (keys.active_id, 0)
    is_issued = verify(code, derive_run_key(keys.get(key_id), key_id, code.run), quantity)
    if run is None or not is_issued:
        return None
    return _facts(session, run).label(code, now=now)


def read_run(session: Session, number: int) -> RunFacts | None:
    """The facts of a run by its number."""
    run = session.scalar(select(PrintRun).where(PrintRun.number == number))
    return None if run is None else _facts(session, run)


def _facts(session: Session, run: PrintRun) -> RunFacts:
    names, life = Names.of(run), folded_life_of(session, run)
    return RunFacts(
        run_id=run.id,
        number=run.number,
        quantity=run.quantity,
        key_id=run.key_id,
        organisation_id=run.organisation_id,
        lot=names.lot,
        gtin=names.gtin,
        host=names.host,
        level=run.level,
        life=life,
        void_at=life.closes_at,
    )


@lru_cache(maxsize=4096)
def _run_key(master: bytes, key_id: str, run: int) -> bytes:
    return derive_run_key(master, key_id, run)
