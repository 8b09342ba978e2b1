"""When a consent can be recorded, and what consents allow."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from batches.errors import DomainError
from batches.organisations.members.errors import (
    ConsentAlreadyGiven,
    ConsentEvidenceMissing,
    ConsentInFuture,
    MemberPhotoUnfit,
)
from batches.organisations.members.rules import (
    ConsentSpan,
    check_consent,
    check_member_photo,
    purposes_allowed,
)

NOON = datetime(2026, 11, 2, 5, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def make_span(**but: Any) -> ConsentSpan:
    return ConsentSpan(**{"purpose": "public_name", "given_at": NOON, "withdrawn_at": None, **but})


@pytest.mark.parametrize(
    ("withdrawn_at", "now", "allowed"),
    [
        (None, NOON - A_SECOND, False),
        (None, NOON, True),
        (NOON + 2 * A_SECOND, NOON + A_SECOND, True),
        (NOON + 2 * A_SECOND, NOON + 2 * A_SECOND, False),
        (NOON + 2 * A_SECOND, NOON + 3 * A_SECOND, False),
    ],
)
def test_a_consent_holds_from_its_giving_until_its_withdrawal(
    withdrawn_at: datetime | None, now: datetime, allowed: bool
) -> None:
    """The instant of giving is in, that of withdrawal is not: it works at once."""
    found = purposes_allowed([make_span(withdrawn_at=withdrawn_at)], now=now)

    assert found == (frozenset({"public_name"}) if allowed else frozenset())


def test_nothing_is_allowed_by_default_and_no_purpose_by_another() -> None:
    """Consent to a name shows no phone; a new consent counts though an old one was withdrawn."""
    withdrawn = make_span(withdrawn_at=NOON)
    again = make_span(given_at=NOON + A_SECOND)

    assert purposes_allowed([], now=NOON) == frozenset()
    assert purposes_allowed([withdrawn, again], now=NOON + A_SECOND) == {"public_name"}


@pytest.mark.parametrize(
    ("but", "refusal"),
    [
        ({"is_proved": False}, ConsentEvidenceMissing),
        ({"given_at": NOON + A_SECOND}, ConsentInFuture),
        ({"standing": [make_span()]}, ConsentAlreadyGiven),
    ],
)
def test_a_consent_that_proves_nothing_is_refused(but: dict[str, Any], refusal: type[DomainError]) -> None:
    """Without evidence, from the future, or beside one that stands."""
    with pytest.raises(refusal):
        check_consent(**{**_valid(), **but})


def test_a_proved_consent_is_taken() -> None:
    """Given now or before, also where another purpose's stands or this one's was withdrawn."""
    standing = [make_span(purpose="public_phone"), make_span(withdrawn_at=NOON)]

    check_consent(**_valid() | {"standing": standing})


@pytest.mark.parametrize(("kind", "visibility"), [("slip", "private"), ("photo", "public")])
def test_a_person_s_photo_is_a_private_photo(kind: str, visibility: str) -> None:
    """What everyone may fetch could not be taken back with the consent."""
    check_member_photo(kind="photo", visibility="private")
    with pytest.raises(MemberPhotoUnfit):
        check_member_photo(kind=kind, visibility=visibility)


def _valid() -> dict[str, Any]:
    return {"purpose": "public_name", "given_at": NOON, "is_proved": True, "standing": [], "now": NOON}
