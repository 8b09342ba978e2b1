"""What of a chain and of a grower is public. Pure: what is known and what is allowed in, what is shown out."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from batches.harvest.checks import Spraying
from batches.provenance.story import LATE_AFTER, PublicGrower, PublicInterval

EXPECTED: Mapping[str, frozenset[str]] = {
    "cultivation": frozenset({"cultivation"}),
    "harvest": frozenset({"harvest"}),
    "packing": frozenset({"packing"}),
    "transport": frozenset({"shipping", "receiving"}),
    "testing": frozenset({"lab_sample", "lab_test"}),
}
"""The stages that a reader looks for, in their order, with the kinds by which each is told."""
ROLES = {
    "cooperative": "grower",
    "packing_company": "packer",
    "trader": "trader",
    "exporter": "exporter",
}
STAGE_ROLES = {"cultivation": "grower", "harvest": "grower", "weighing": "grower", "packing": "packer"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An event as far as its standing goes; see `batches.events.model.Event`."""

    id: uuid.UUID
    is_declaration: bool
    corrects_id: uuid.UUID | None
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An event that nobody declared wrong.

    Attributes:
        is_corrected: it stands in the place of one that was.
        is_late: it, or what it stands in the place of, was recorded long after it happened.
    """

    event_id: uuid.UUID
    is_corrected: bool
    is_late: bool


def that_stand(events: Sequence[Recorded]) -> list[Kept]:
    """The events that hold, in the order given: without declarations, and without what they declare wrong."""
    by_id = {event.id: event for event in events}
    wrong = {event.corrects_id for event in events if event.is_declaration}
    return [
        Kept(event_id=event.id, is_corrected=event.corrects_id is not None, is_late=_is_late(event, by_id))
        for event in events
        if not event.is_declaration and event.id not in wrong
    ]


def _is_late(event: Recorded, by_id: Mapping[uuid.UUID, Recorded]) -> bool:
    first = event
    while first.corrects_id is not None:
        first = by_id[first.corrects_id]
    return first.recorded_at - event.occurred_at > LATE_AFTER


def role_of(stage: str, organisation_kind: str) -> str:
    """What an organisation is at a stage: who cuts is the grower, who packs the packer, and else what it is."""
    return STAGE_ROLES.get(stage) or ROLES[organisation_kind]


def missing_stages(kinds: Collection[str]) -> tuple[str, ...]:
    """Of which expected stages nothing is recorded."""
    return tuple(name for name, told_by in EXPECTED.items() if not told_by & set(kinds))


def interval_before(sprayings: Iterable[Spraying], *, harvested_on: date) -> PublicInterval | None:
    """The spraying whose interval ended last, as the rule that holds a harvest asks; None where there is none."""
    before = [found for found in sprayings if found.sprayed_on <= harvested_on]
    if not before:
        return None
    last = max(before, key=lambda found: (found.first_allowed_on, found.sprayed_on))
    return PublicInterval(
        sprayed_on=last.sprayed_on,
        days=(harvested_on - last.sprayed_on).days,
        required_days=last.interval_days,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownGrower:
    """What is kept of a plot's household; `position` is the plot's, [longitude, latitude]."""

    member_id: uuid.UUID
    name: str | None
    phone: str | None
    photo_id: uuid.UUID | None
    household_code: str
    position: Sequence[float] | None


def shown_grower(known: KnownGrower, allowed: Collection[str]) -> PublicGrower:
    """The grower as the public may see them.

    Args:
        allowed: the purposes of the consents that hold now: `public_name`….
    """
    photo_id = known.photo_id if "public_photo" in allowed else None
    return PublicGrower(
        name=known.name if "public_name" in allowed else None,
        phone=known.phone if "public_phone" in allowed else None,
        photo_id=photo_id,
        member_id=known.member_id if photo_id else None,
        household_code=known.household_code if "public_household_code" in allowed else None,
        position=_pair(known.position) if "public_position" in allowed else None,
    )


def _pair(position: Sequence[float] | None) -> tuple[float, float] | None:
    return None if position is None else (position[0], position[1])
