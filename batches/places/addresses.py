"""A two-level address: province and commune by code, the rest as text. Not: positions, postal codes."""

import unicodedata
from dataclasses import dataclass, replace

from batches.places.errors import CommuneNotInProvince, CommuneUnknown
from batches.places.units import find_commune, get_commune, get_province


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where something is; what comes from outside passes `check_address` before it is kept.

    Attributes:
        detail: hamlet, street, house number, as people write it.
        legacy: the address before 1 July 2025, as old papers carry it; never part of the other forms.
    """

    province_code: str
    commune_code: str
    detail: str | None = None
    legacy: str | None = None

    def commune_and_province(self, language: str) -> str:
        """As in "Xã Phú Hựu, Tỉnh Đồng Tháp" for `vi`, "Phu Huu Commune, Dong Thap Province" for others.

        There are no official Chinese names, so Chinese readers get the Latin ones too.
        """
        commune, province = get_commune(self.commune_code), get_province(self.province_code)
        if language == "vi":
            return f"{commune.name_vi}, {province.name_vi}"
        return f"{commune.name_en}, {province.name_en}"

    def full(self, language: str) -> str:
        """The detail, always as written, before the commune and province."""
        place = self.commune_and_province(language)
        return f"{self.detail}, {place}" if self.detail else place


def place_of(commune_code: str, *, pointer: str = "/commune_code") -> Address:
    """A place that is known by its commune alone: the province follows from it.

    Raises:
        CommuneUnknown: no unit has that code.
    """
    commune = find_commune(commune_code)
    if commune is None:
        raise CommuneUnknown(commune_code=commune_code, pointer=pointer)
    return Address(province_code=commune.province_code, commune_code=commune.code)


def check_address(address: Address) -> Address:
    """The address with its texts in NFC and trimmed; an empty text becomes None.

    Raises:
        CommuneUnknown: no unit has that code.
        CommuneNotInProvince: the commune lies in another province.
    """
    commune = get_commune(address.commune_code)
    if commune.province_code != address.province_code:
        raise CommuneNotInProvince(
            commune=commune.name_vi,
            commune_code=commune.code,
            expected=commune.province_code,
            province_code=address.province_code,
        )
    return replace(address, detail=_tidy(address.detail), legacy=_tidy(address.legacy))


def _tidy(text: str | None) -> str | None:
    return " ".join(unicodedata.normalize("NFC", text).split()) or None if text else None
