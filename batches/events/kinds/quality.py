"""Inspections and laboratory tests as EPCIS tells them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from batches.events.hashing import event_hash
from batches.events.rules import OFFSET, Quantity, extensions, quantities, record_uri, start_of, utc


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFacts:
    """What was looked at, or taken for a laboratory.

    Attributes:
        record_id: of the inspection or the test; its report is `certificationInfo` under the same id.
        place: URI of where the fruit was.
        report_no: as the laboratory numbers it.
        sample_fruit_count: fruits that were taken and destroyed.
    """

    record_id: uuid.UUID
    lots: Sequence[Quantity]
    place: str
    on: date
    is_conformant: bool = True
    report_no: str | None = None
    sample_fruit_count: int | None = None


def inspecting_event(facts: QualityFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """Fruit, or a report on it, says whether it conforms; nothing is harmed.

    Raises:
        ReservedWord: the report's number is a word of the CBV.
        ValueError: `recorded_at` is naive.
    """
    result = {
        "bizStep": "inspecting",
        "disposition": "conformant" if facts.is_conformant else "non_conformant",
        "certificationInfo": [record_uri(facts.record_id)],
    }
    return _event(facts, result, recorded_at)


def sampling_event(facts: QualityFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """Fruit was taken for a laboratory, where it is destroyed."""
    return _event(facts, {"bizStep": "sampling"}, recorded_at)


def _event(facts: QualityFacts, step: dict[str, Any], recorded_at: datetime) -> dict[str, Any]:
    event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        **step,
        "eventTime": start_of(facts.on),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": quantities(facts.lots),
        "readPoint": {"id": facts.place},
        **extensions(
            record=record_uri(facts.record_id),
            reportNumber=facts.report_no,
            sampleFruitCount=facts.sample_fruit_count,
        ),
    }
    return event | {"eventID": event_hash(event)}
