"""Recalls as EPCIS tells them: a lot is recalled wherever it is, until that is lifted."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from batches.events.hashing import event_hash
from batches.events.rules import OFFSET, Quantity, extensions, in_vietnam, quantities, record_uri, utc


def recall_event(
    record_id: uuid.UUID, lots: Sequence[Quantity], *, recalled_at: datetime, recorded_at: datetime
) -> dict[str, Any]:
    """No step of business: nothing was moved. What lies downstream follows from the packings.

    Raises:
        ValueError: an instant is naive.
    """
    return _event(record_id, lots, {"set": ["recalled"]}, at=recalled_at, recorded_at=recorded_at)


def lift_event(
    record_id: uuid.UUID, lots: Sequence[Quantity], *, lifted_at: datetime, recorded_at: datetime
) -> dict[str, Any]:
    """The recall does not hold any more."""
    return _event(record_id, lots, {"unset": ["recalled"]}, at=lifted_at, recorded_at=recorded_at)


def _event(
    record_id: uuid.UUID,
    lots: Sequence[Quantity],
    disposition: dict[str, list[str]],
    *,
    at: datetime,
    recorded_at: datetime,
) -> dict[str, Any]:
    event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "persistentDisposition": disposition,
        "eventTime": in_vietnam(at),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": quantities(lots),
        **extensions(record=record_uri(record_id)),
    }
    return event | {"eventID": event_hash(event)}
