"""Builds EPCIS 2.0 events from what was recorded. Pure; nothing about a person goes in."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import rfc8785

from batches.days import VIETNAM
from batches.events.cbv import MASTER_DATA_PREFIX, PREFIX, is_cbv_word
from batches.events.errors import ReservedWord
from batches.events.hashing import event_hash

OFFSET: Final = "+07:00"
KILOGRAM: Final = "KGM"
MAX_SAFE_INTEGER: Final = 2**53 - 1  # RFC 8785, 3.2.2.3


@dataclass(frozen=True, kw_only=True, slots=True)
class HarvestFacts:
    """What is true of a harvest.

    Attributes:
        lot_class: URI of the lot, see `Identifiers.lot_class`.
        plot: URI of the plot, see `Identifiers.plot`.
        harvested_on: the day in Vietnam.
        growing_area_code: as issued; it is never a GLN.
    """

    lot_class: str
    plot: str
    harvested_on: date
    net_weight_kg: Decimal
    variety: str
    growing_area_code: str | None
    fruit_count: int | None


def harvest_event(facts: HarvestFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """A new lot comes into being on a plot; CBV 2.0 counts harvesting as commissioning.

    Raises:
        ReservedWord: the variety or the code is a word of the CBV.
        ValueError: JSON cannot carry the weight exactly, or `recorded_at` is naive.
    """
    day = facts.harvested_on.isoformat()
    event = {
        "type": "ObjectEvent",
        "action": "ADD",
        "bizStep": "commissioning",
        "disposition": "active",
        "eventTime": start_of(facts.harvested_on),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": [
            {"epcClass": facts.lot_class, "quantity": json_number(facts.net_weight_kg), "uom": KILOGRAM}
        ],
        "readPoint": {"id": facts.plot},
        "bizLocation": {"id": facts.plot},
        "ilmd": {
            f"{MASTER_DATA_PREFIX}:harvestStartDate": day,
            f"{MASTER_DATA_PREFIX}:harvestEndDate": day,
            **extensions(
                variety=facts.variety,
                growingAreaCode=facts.growing_area_code,
                fruitCount=facts.fruit_count,
            ),
        },
    }
    return event | {"eventID": event_hash(event)}


@dataclass(frozen=True, kw_only=True, slots=True)
class WeighingFacts:
    """A lot that was estimated has been weighed; URIs as in `HarvestFacts`."""

    lot_class: str
    plot: str
    weighed_on: date
    net_weight_kg: Decimal


def weighing_event(facts: WeighingFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """The lot is looked at and its quantity told; CBV 2.0 has no word for weighing, `inspecting` harms nothing.

    Raises:
        ValueError: JSON cannot carry the weight exactly, or `recorded_at` is naive.
    """
    event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "bizStep": "inspecting",
        "eventTime": start_of(facts.weighed_on),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": [
            {"epcClass": facts.lot_class, "quantity": json_number(facts.net_weight_kg), "uom": KILOGRAM}
        ],
        "readPoint": {"id": facts.plot},
    }
    return event | {"eventID": event_hash(event)}


def extensions(**values: str | int | None) -> dict[str, str | int]:
    """Values under our namespace, without those that are None.

    Raises:
        ReservedWord: a value that the reference hash would replace, see `is_cbv_word`.
    """
    given = {name: value for name, value in values.items() if value is not None}
    for name, value in given.items():
        if isinstance(value, str) and is_cbv_word(value):
            raise ReservedWord(field=name, value=value)
    return {f"{PREFIX}:{name}": value for name, value in given.items()}


def json_number(value: Decimal) -> int | float:
    """`value` as a JSON number that reads back as the same decimal: an int when whole.

    Raises:
        ValueError: it is not finite or has more digits than a double carries.
    """
    number = int(value) if value.is_finite() and value == int(value) else float(value)
    if not value.is_finite() or Decimal(repr(number)) != value or abs(number) > MAX_SAFE_INTEGER:
        raise ValueError(f"expected a number of at most 15 digits, got {value}")
    return number


def start_of(day: date) -> str:
    """A day as an instant: its first second in Vietnam."""
    return f"{day.isoformat()}T00:00:00{OFFSET}"


def in_vietnam(instant: datetime) -> str:
    """An instant as it is told where it happened, with the offset of Vietnam.

    Raises:
        ValueError: it is naive.
    """
    if instant.tzinfo is None:
        raise ValueError(f"expected an aware instant, got {instant}")
    return instant.astimezone(VIETNAM).isoformat(timespec="milliseconds")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """So much of a lot, by the URI of `Identifiers.lot_class`; None where only the lot is meant."""

    lot_class: str
    net_weight_kg: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        """The quantity element of EPCIS 2.0.

        Raises:
            ValueError: JSON cannot carry the weight exactly.
        """
        if self.net_weight_kg is None:
            return {"epcClass": self.lot_class}
        return {"epcClass": self.lot_class, "quantity": json_number(self.net_weight_kg), "uom": KILOGRAM}


def quantities(found: Iterable[Quantity]) -> list[dict[str, Any]]:
    return [quantity.to_json() for quantity in found]


def record_uri(record_id: uuid.UUID) -> str:
    """What an event tells of: two that are alike in all else (same lot, day, result) are two events by it."""
    return f"urn:uuid:{record_id}"


def recorded_id(document: str) -> uuid.UUID:
    """The id in the `record_uri` of a kept event."""
    told: str = json.loads(document)[f"{PREFIX}:record"]
    return uuid.UUID(told.removeprefix("urn:uuid:"))


def canonical(event: dict[str, Any]) -> str:
    """The event as canonical JSON (RFC 8785): the same text for the same event, for ever."""
    return rfc8785.dumps(event).decode()


def utc(instant: datetime) -> str:
    """An instant as events tell it: RFC 3339 in UTC with milliseconds.

    Raises:
        ValueError: it is naive.
    """
    if instant.tzinfo is None:
        raise ValueError(f"expected an aware instant, got {instant}")
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
