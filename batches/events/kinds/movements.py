"""Movements as EPCIS tells them: shipped, accepted, received, or not shipped after all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from batches.events.hashing import event_hash
from batches.events.rules import OFFSET, Quantity, extensions, in_vietnam, quantities, record_uri, utc

POSSESSING = "possessing_party"


@dataclass(frozen=True, kw_only=True, slots=True)
class MovementFacts:
    """What is true of a shipment or of what became of it.

    Attributes:
        record_id: of the shipment, its answer or its receipt.
        sender, receiver: URIs of the parties; a receiver who is not here is None, for it may be a person.
        place: URI of where it happened.
    """

    record_id: uuid.UUID
    lots: Sequence[Quantity]
    sender: str
    receiver: str | None
    place: str
    moved_at: datetime


def shipping_event(facts: MovementFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """Fruit left; it is on its way, so no place holds it.

    Raises:
        ValueError: JSON cannot carry a weight exactly, or an instant is naive.
    """
    return _event(facts, {"bizStep": "shipping", "disposition": "in_transit"}, recorded_at)


def void_shipping_event(facts: MovementFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """What had been said to be shipped did not go, or came back unaccepted."""
    return _event(facts, {"bizStep": "void_shipping", "disposition": "active"}, recorded_at)


def accepting_event(facts: MovementFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """The receiver takes over what was shipped."""
    return _event(facts, {"bizStep": "accepting", "disposition": "in_transit"}, recorded_at)


def receiving_event(facts: MovementFacts, *, recorded_at: datetime) -> dict[str, Any]:
    """Fruit came, with the weights that the receiver found."""
    stays = {"bizStep": "receiving", "disposition": "active", "bizLocation": {"id": facts.place}}
    return _event(facts, stays, recorded_at)


def _event(facts: MovementFacts, step: dict[str, Any], recorded_at: datetime) -> dict[str, Any]:
    event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        **step,
        "eventTime": in_vietnam(facts.moved_at),
        "eventTimeZoneOffset": OFFSET,
        "recordTime": utc(recorded_at),
        "quantityList": quantities(facts.lots),
        "readPoint": {"id": facts.place},
        "sourceList": [{"type": POSSESSING, "source": facts.sender}],
        **extensions(record=record_uri(facts.record_id)),
    }
    if facts.receiver is not None:
        event["destinationList"] = [{"type": POSSESSING, "destination": facts.receiver}]
    return event | {"eventID": event_hash(event)}
