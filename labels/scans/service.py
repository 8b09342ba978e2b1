"""Recording scans. The caller owns the transaction, and calls with many at once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from batches.days import day_of
from labels.scans.errors import KeyAlreadyExposed
from labels.scans.model import ExposedKey, LabelScan, LabelVisit

VISITS_KEPT = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Somebody looked at a label.

    Attributes:
        visitor: tells people of a day apart and nothing else of them.
    """

    run_id: uuid.UUID
    serial: int
    visitor: str
    seen_at: datetime


def record_scans(session: Session, seen: Sequence[Seen]) -> int:
    """Count what was seen, in its order; who looks at a label again on the same day is not counted again.

    Returns:
        How many were counted.
    """
    counted = 0
    for one in seen:
        if session.get(LabelVisit, (one.run_id, one.serial, one.visitor)) is not None:
            continue
        session.add(
            LabelVisit(run_id=one.run_id, serial=one.serial, visitor=one.visitor, seen_at=one.seen_at)
        )
        _count(session, one)
        counted += 1
    session.flush()
    return counted


def _count(session: Session, one: Seen) -> None:
    row = session.get(LabelScan, (one.run_id, one.serial), with_for_update=True)
    if row is None:
        session.add(
            LabelScan(
                run_id=one.run_id, serial=one.serial, first_at=one.seen_at, last_at=one.seen_at, count=1
            )
        )
        session.flush()
        return
    row.count += 1
    row.first_at, row.last_at = min(row.first_at, one.seen_at), max(row.last_at, one.seen_at)


def forget_visits(session: Session, *, now: datetime) -> None:
    """Drop who looked at what, a day later; the counts stay."""
    session.execute(delete(LabelVisit).where(LabelVisit.seen_at < now - VISITS_KEPT))


def expose_key(session: Session, key_id: str, *, reason: str, now: datetime) -> ExposedKey:
    """Mark all labels that were made with a key: whoever has it can make more of them.

    Raises:
        KeyAlreadyExposed: it is marked.
    """
    known = session.get(ExposedKey, key_id)
    if known is not None:
        raise KeyAlreadyExposed(key_id=key_id, since=day_of(known.recorded_at))
    row = ExposedKey(key_id=key_id, reason=reason, recorded_at=now)
    session.add(row)
    session.flush()
    return row
