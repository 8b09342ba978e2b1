"""Labels on fruit as EPCIS tells them: a run and a range of serials, never a hundred thousand codes in one event."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from batches.events.hashing import event_hash
from batches.events.rules import OFFSET, extensions, in_vietnam, record_uri, utc


@dataclass(frozen=True, kw_only=True, slots=True)
class AppliedLabels:
    """Serials of a run on fruit of a lot.

    Attributes:
        record_id: of the entry in the run's log.
        place: URI of where it was done.
        run: the run's five characters.
        first, last: serials, both included.
    """

    record_id: uuid.UUID
    lot_class: str
    place: str
    run: str
    first: int
    last: int


def labels_applied_event(facts: AppliedLabels, *, at: datetime, recorded_at: datetime) -> dict[str, Any]:
    """Things of the lot became things with a code of their own.

    Raises:
        ValueError: an instant is naive.
    """
    return _event(facts, ("ADD", "commissioning", "active"), at, recorded_at)


def labels_void_event(facts: AppliedLabels, *, at: datetime, recorded_at: datetime) -> dict[str, Any]:
    """Codes that were on fruit are no longer in use.

    Raises:
        ValueError: an instant is naive.
    """
    return _event(facts, ("DELETE", "decommissioning", "inactive"), at, recorded_at)


def _event(
    facts: AppliedLabels, what: tuple[str, str, str], at: datetime, recorded_at: datetime
) -> dict[str, Any]:
    action, step, disposition = what
    event = {
        "type": "ObjectEvent",
        "action": action,
        "bizStep": step,
        "disposition": disposition,
        "eventTime": in_vietnam(at),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": [{"epcClass": facts.lot_class, "quantity": facts.last - facts.first + 1}],
        "readPoint": {"id": facts.place},
        **extensions(
            record=record_uri(facts.record_id),
            printRun=facts.run,
            firstSerial=facts.first,
            lastSerial=facts.last,
        ),
    }
    return event | {"eventID": event_hash(event)}
