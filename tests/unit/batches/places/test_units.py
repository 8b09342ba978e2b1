"""Provinces and communes by code."""

import pytest

from batches.places.errors import CommuneUnknown, ProvinceUnknown
from batches.places.units import (
    Commune,
    Province,
    communes,
    communes_of,
    find_commune,
    find_province,
    get_commune,
    get_province,
    provinces,
)


def test_all_units_are_there() -> None:
    """34 provinces and 3,321 communes, each commune in a known province, codes with their zeros."""
    assert len(provinces()) == 34
    assert len(communes()) == 3321
    assert {commune.province_code for commune in communes().values()} == set(provinces())
    assert {len(code) for code in provinces()} == {2}
    assert {len(code) for code in communes()} == {5}


def test_every_unit_has_both_names() -> None:
    """No blank name, no blank around one, and the English one in plain ASCII."""
    units: list[Province | Commune] = [*provinces().values(), *communes().values()]
    for unit in units:
        assert unit.name_vi
        assert unit.name_vi == unit.name_vi.strip()
        assert unit.name_en
        assert unit.name_en.isascii()


def test_dong_thap_has_102_communes() -> None:
    """Resolution 1663/NQ-UBTVQH15: 20 wards and 82 communes, Phú Hựu among them."""
    units = communes_of("82")

    assert len(units) == 102
    assert sum(unit.name_vi.startswith("Phường") for unit in units) == 20
    assert get_commune("30244") in units
    assert communes_of("99") == ()


def test_a_unit_is_found_by_code() -> None:
    """The code decides, never the name: at least five communes are called Châu Thành."""
    assert get_province("82").name_vi == "Tỉnh Đồng Tháp"
    assert get_commune("28519").name_vi == "Xã Châu Thành"
    assert find_province("83") is None
    assert find_commune("8519") is None


def test_an_unknown_code_is_refused_by_name() -> None:
    """The sentence repeats the code met."""
    with pytest.raises(ProvinceUnknown, match="“83”"):
        get_province("83")
    with pytest.raises(CommuneUnknown, match="“8519”"):
        get_commune("8519")
