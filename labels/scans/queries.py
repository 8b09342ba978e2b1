"""What was seen of labels. Reads only."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from labels.runs.finding import FoundLabel
from labels.scans.model import ExposedKey, LabelScan
from labels.scans.rules import Sighting, signs_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """A label's scans, None before the first, and the names of their signs."""

    sighting: Sighting | None
    signs: tuple[str, ...]


def get_sighting(session: Session, run_id: uuid.UUID, serial: int) -> Sighting | None:
    """A label's scans; None where nobody has looked at it yet."""
    row = session.get(LabelScan, (run_id, serial))
    return None if row is None else _seen(row)


def exposed_keys(session: Session, key_ids: Collection[str]) -> Mapping[str, datetime]:
    """Which of these keys strangers may have, and since when that is known."""
    rows = session.scalars(select(ExposedKey).where(ExposedKey.key_id.in_(key_ids)))
    return {row.key_id: row.recorded_at for row in rows}


def look(
    session: Session, label: FoundLabel, *, last_day: date | None, shelf_life_days: int | None
) -> Looked:
    """A label's scans and what is worth a second look; of the fruit as its page tells it."""
    sighting = get_sighting(session, label.run_id, label.serial)
    signs = signs_of(
        sighting,
        level=label.level,
        last_day=last_day,
        shelf_life_days=shelf_life_days,
        is_key_exposed=label.key_id in exposed_keys(session, [label.key_id]),
    )
    return Looked(sighting=sighting, signs=signs)


def _seen(row: LabelScan) -> Sighting:
    return Sighting(first_at=row.first_at, last_at=row.last_at, count=row.count)
