"""Provinces and communes by official code, read once from `data/`. Not: districts, which no longer exist."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from batches.places.errors import CommuneUnknown, ProvinceUnknown

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Province:
    """A province or a city of that rank; `code` has two digits."""

    code: str
    name_vi: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Commune:
    """A commune, ward or special zone; `code` has five digits."""

    code: str
    name_vi: str
    name_en: str
    province_code: str


def find_province(code: str) -> Province | None:
    return provinces().get(code)


def get_province(code: str) -> Province:
    """The province, or `ProvinceUnknown` raised."""
    province = find_province(code)
    if province is None:
        raise ProvinceUnknown(province_code=code)
    return province


def find_commune(code: str) -> Commune | None:
    return communes().get(code)


def get_commune(code: str) -> Commune:
    """The commune, or `CommuneUnknown` raised."""
    commune = find_commune(code)
    if commune is None:
        raise CommuneUnknown(commune_code=code)
    return commune


def communes_of(province_code: str) -> tuple[Commune, ...]:
    """The communes of a province in the order of their codes; none for an unknown province."""
    return tuple(commune for commune in communes().values() if commune.province_code == province_code)


@cache
def provinces() -> Mapping[str, Province]:
    """All provinces by code, in the order of the codes."""
    rows = (
        Province(code=row["province_code"], name_vi=row["name_vi"], name_en=row["name_en"])
        for row in _rows("provinces.csv")
    )
    return MappingProxyType({province.code: province for province in rows})


@cache
def communes() -> Mapping[str, Commune]:
    """All communes by code, in the order of the codes."""
    rows = (
        Commune(
            code=row["commune_code"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            province_code=row["province_code"],
        )
        for row in _rows("communes.csv")
    )
    return MappingProxyType({commune.code: commune for commune in rows})


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
