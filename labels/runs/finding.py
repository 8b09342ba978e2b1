"""Which label a code is, and where it stands. Reads only; a code that was never issued is none."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.recalls.standing import standings
from labels.codes.codes import parse_code, derive_run_key, verify
from labels.codes.keys import LabelKeys
from labels.runs.life.queries import life_of
from labels.runs.life.rules import RunLife
from labels.runs.model import PrintRun
from labels.runs.snapshot import Snapshot

STATUSES = ("void", "recalled", "reprinted", "not_bound", "issued")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundLabel:
    """A label that was really issued.

    Attributes:
        status: the first of `STATUSES` that holds.
        batch_id: None while a blank label belongs to no batch.
        lot, gtin: as they stand on this label, whatever the product has become; None on a blank one.
        host: likewise.
        is_sample: of a demo organisation.
    """

    status: str
    code: str
    serial: int
    run_id: uuid.UUID
    batch_id: uuid.UUID | None
    lot: str | None
    gtin: str | None
    host: str


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
    snapshot, life = Snapshot.of(run), life_of(session, run)
    batch_id = life.batch_of(code.serial)
    return FoundLabel(
        status=_status(session, life, code.serial, batch_id, now=now),
        code=code.text,
        serial=code.serial,
        run_id=run.id,
        batch_id=batch_id,
        lot=snapshot.lot,
        gtin=snapshot.gtin,
        host=snapshot.base_url.partition("//")[2],
    )


def _status(
    session: Session, life: RunLife, serial: int, batch_id: uuid.UUID | None, *, now: datetime
) -> str:
    if serial in life.void_at(now):
        return "void"
    if batch_id is not None and standings(session, [batch_id])[batch_id].recalls:
        return "recalled"
    if serial in life.copied:
        return "reprinted"
    return "not_bound" if batch_id is None else "issued"
