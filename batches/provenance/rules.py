"""What of a grower may be public. Pure: what is known and what is allowed in, what is shown out."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from batches.provenance.story import PublicGrower


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
