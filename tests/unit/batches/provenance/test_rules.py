"""What of a grower is public."""

import uuid
from typing import Any

import pytest

from batches.organisations.members.model import PURPOSES
from batches.provenance.rules import KnownGrower, shown_grower
from batches.provenance.story import NOBODY, PublicGrower

MEMBER, PHOTO = uuid.UUID(int=7), uuid.UUID(int=8)
ALL = PublicGrower(
    name="Trần Thị Thử",
    phone="+84900000123",
    photo_id=PHOTO,
    member_id=MEMBER,
    household_code="HO-7",
    position=(105.8, 10.25),
)


def make_known(**but: Any) -> KnownGrower:
    given = {
        "member_id": MEMBER,
        "name": "Trần Thị Thử",
        "phone": "+84900000123",
        "photo_id": PHOTO,
        "household_code": "HO-7",
        "position": [105.8, 10.25],
    }
    return KnownGrower(**{**given, **but})


@pytest.mark.parametrize(
    ("purpose", "shown"),
    [
        ("public_name", {"name"}),
        ("public_phone", {"phone"}),
        ("public_photo", {"photo_id", "member_id"}),
        ("public_household_code", {"household_code"}),
        ("public_position", {"position"}),
    ],
)
def test_a_consent_shows_its_own_field_and_no_other(purpose: str, shown: set[str]) -> None:
    """All else is None."""
    found = shown_grower(make_known(), {purpose})

    names = set(PublicGrower.__dataclass_fields__)
    assert {name for name in names if getattr(found, name) is not None} == shown
    assert all(getattr(found, name) == getattr(ALL, name) for name in shown)


def test_without_consent_nobody_is_shown() -> None:
    """And with all consents everything that is known."""
    assert shown_grower(make_known(), ()) == NOBODY
    assert not shown_grower(make_known(), ()).is_shown
    assert shown_grower(make_known(), PURPOSES) == ALL


def test_what_is_not_known_is_not_shown() -> None:
    """After an erasure, or where it was never told; a photo's owner neither."""
    known = make_known(name=None, phone=None, photo_id=None, position=None)

    assert shown_grower(known, PURPOSES) == PublicGrower(household_code="HO-7")
