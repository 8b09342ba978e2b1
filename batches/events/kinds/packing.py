"""Packing as EPCIS tells it: fruit of several lots becomes fruit of a new one, whichever fruit went where."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from batches.events.cbv import MASTER_DATA_PREFIX
from batches.events.hashing import event_hash
from batches.events.rules import OFFSET, Quantity, extensions, quantities, record_uri, start_of, utc


@dataclass(frozen=True, kw_only=True, slots=True)
class PackingFacts:
    """What is true of a packing.

    Attributes:
        place: URI of the packing house, or of the packing organisation where it names none.
        growing_area_code: the one of all inputs, or None.
        market: two capitals of the country that it is packed for, or None.
    """

    packing_id: uuid.UUID
    inputs: Sequence[Quantity]
    output: Quantity
    place: str
    packed_on: date
    harvested_on: date
    harvested_to_on: date
    variety: str
    growing_area_code: str | None
    packing_house_code: str | None
    market: str | None
    fruit_count: int | None


def packing_event(facts: PackingFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """Any input may be in any part of the output: a TransformationEvent that commissions the new lot.

    Raises:
        ReservedWord: the variety or a code is a word of the CBV.
        ValueError: JSON cannot carry a weight exactly, or `recorded_at` is naive.
    """
    event = {
        "type": "TransformationEvent",
        "bizStep": "commissioning",
        "disposition": "active",
        "eventTime": start_of(facts.packed_on),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "inputQuantityList": quantities(facts.inputs),
        "outputQuantityList": quantities([facts.output]),
        "readPoint": {"id": facts.place},
        "bizLocation": {"id": facts.place},
        "ilmd": {
            f"{MASTER_DATA_PREFIX}:harvestStartDate": facts.harvested_on.isoformat(),
            f"{MASTER_DATA_PREFIX}:harvestEndDate": facts.harvested_to_on.isoformat(),
            **extensions(
                variety=facts.variety,
                growingAreaCode=facts.growing_area_code,
                packingHouseCode=facts.packing_house_code,
                market=facts.market,
                fruitCount=facts.fruit_count,
            ),
        },
        **extensions(record=record_uri(facts.packing_id)),
    }
    return event | {"eventID": event_hash(event)}
