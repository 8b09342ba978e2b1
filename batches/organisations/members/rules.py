"""When a consent can be recorded, and what consents allow at an instant. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from batches.organisations.members.errors import (
    ConsentAlreadyGiven,
    ConsentEvidenceMissing,
    ConsentInFuture,
    MemberPhotoUnfit,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentSpan:
    """For what, and from when until when, a consent holds."""

    purpose: str
    given_at: datetime
    withdrawn_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it does at an instant: that of its giving included, that of its withdrawal not."""
        return self.given_at <= now and (self.withdrawn_at is None or now < self.withdrawn_at)


def purposes_allowed(consents: Iterable[ConsentSpan], *, now: datetime) -> frozenset[str]:
    """What may be shown at an instant; without consents nothing."""
    return frozenset(consent.purpose for consent in consents if consent.holds(now))


def check_consent(
    *,
    purpose: str,
    given_at: datetime,
    is_proved: bool,
    standing: Iterable[ConsentSpan],
    now: datetime,
) -> None:
    """Refuse a consent that proves nothing.

    Args:
        is_proved: whether evidence or a document was given.
        standing: the member's consents so far.

    Raises:
        ConsentEvidenceMissing, ConsentInFuture, ConsentAlreadyGiven: as they say.
    """
    if not is_proved:
        raise ConsentEvidenceMissing(pointer="/evidence")
    if given_at > now:
        raise ConsentInFuture(given_at=given_at.isoformat(), now=now.isoformat(), pointer="/given_at")
    if any(consent.purpose == purpose and consent.withdrawn_at is None for consent in standing):
        raise ConsentAlreadyGiven(purpose=purpose, pointer="/purpose")


def check_member_photo(*, kind: str, visibility: str) -> None:
    """Refuse a document that is no photo, or that everyone may see whatever the member agreed to.

    Raises:
        MemberPhotoUnfit: it is one of these.
    """
    if kind != "photo" or visibility != "private":
        raise MemberPhotoUnfit(kind=kind, visibility=visibility, pointer="/photo_id")
