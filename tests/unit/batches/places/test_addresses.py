"""Two-level addresses: checked, and written for readers."""

import unicodedata
from typing import Any

import pytest

from batches.places.addresses import Address, check_address, place_of
from batches.places.errors import CommuneNotInProvince, CommuneUnknown


def make_address(**but: str | None) -> Address:
    given: dict[str, Any] = {"province_code": "82", "commune_code": "30244"}
    return Address(**(given | but))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Xã Phú Hựu, Tỉnh Đồng Tháp"),
        ("en", "Phu Huu Commune, Dong Thap Province"),
        ("zh", "Phu Huu Commune, Dong Thap Province"),
    ],
)
def test_commune_and_province_in_each_language(language: str, text: str) -> None:
    """Vietnamese as it is, Latin letters without marks for all others: Chinese names do not exist."""
    assert make_address().commune_and_province(language) == text


def test_the_full_address_starts_with_the_detail() -> None:
    """The detail is never translated, the old address never part of it."""
    address = make_address(detail="Ấp Phú Hòa", legacy="huyện Châu Thành")

    assert address.full("vi") == "Ấp Phú Hòa, Xã Phú Hựu, Tỉnh Đồng Tháp"
    assert address.full("en") == "Ấp Phú Hòa, Phu Huu Commune, Dong Thap Province"
    assert make_address().full("vi") == "Xã Phú Hựu, Tỉnh Đồng Tháp"


def test_texts_are_tidied() -> None:
    """One form of the letters, single blanks, and no empty text."""
    raw = make_address(detail=unicodedata.normalize("NFD", " Ấp  Phú Hòa\n"), legacy="  ")

    assert check_address(raw) == make_address(detail="Ấp Phú Hòa", legacy=None)


def test_an_unknown_commune_is_refused() -> None:
    """The commune's code must be in use."""
    with pytest.raises(CommuneUnknown) as caught:
        check_address(make_address(commune_code="99999"))

    assert caught.value.code == "commune-unknown"


def test_a_commune_of_another_province_is_refused() -> None:
    """The sentence names the commune, where it lies and what was said."""
    with pytest.raises(CommuneNotInProvince) as caught:
        check_address(make_address(province_code="86"))

    assert caught.value.code == "commune-not-in-province"
    assert caught.value.sentence("vi") == "Xã Phú Hựu (mã 30244) thuộc tỉnh mã 82, không thuộc tỉnh mã “86”."


def test_the_province_follows_from_the_commune() -> None:
    """A place needs one code, not two that may differ."""
    assert place_of("30244") == make_address()


@pytest.mark.parametrize("code", ["", "3024", "99999", "３０２４４"])
def test_a_place_without_its_commune_is_refused(code: str) -> None:
    """The request's field is named."""
    with pytest.raises(CommuneUnknown) as refusal:
        place_of(code)

    assert refusal.value.pointer == "/commune_code"
