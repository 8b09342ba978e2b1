"""Decisions about a harvest: its day, its lot, its trace code, what the law still misses. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from batches.harvest.errors import HarvestInFuture, WeightNotPositive

LOT_RANDOM_LENGTH = 4


def check_harvest(*, harvested_on: date, net_weight_kg: Decimal, today: date) -> None:
    """Refuse a harvest that cannot have happened.

    Raises:
        HarvestInFuture: its day is after today in Vietnam.
        WeightNotPositive: it weighs nothing.
    """
    if harvested_on > today:
        raise HarvestInFuture(harvested_on=harvested_on, today=today, pointer="/harvested_on")
    if net_weight_kg <= 0:
        raise WeightNotPositive(net_weight_kg=net_weight_kg, pointer="/net_weight_kg")


def make_lot(short_code: str, harvested_on: date, random_part: str) -> str:
    """`{short_code}{YYMMDD}{4 random Crockford characters}`: nobody can walk from one lot to the next."""
    return f"{short_code}{harvested_on:%y%m%d}{random_part}"


def make_trace_code(*, product_code: str, location_code: str, lot: str, harvested_on: date) -> str:
    """Mã truy xuất nguồn gốc: product, place, lot and event time in one string (Circular 02/2024, art. 3)."""
    return f"{product_code}.{location_code}.{lot}.{harvested_on:%y%m%d}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalMinimum:
    """What the law asks to be public, as far as it can be missing (Circular 02/2024, art. 6; Decree 37/2026)."""

    product_name: str
    has_image: bool
    organisation_name: str
    has_address: bool


LEGAL_NAMES = {
    "product_name": "Tên sản phẩm, hàng hóa",
    "product_image": "Hình ảnh sản phẩm, hàng hóa",
    "organisation_name": "Tên đơn vị sản xuất, kinh doanh",
    "organisation_address": "Địa chỉ đơn vị sản xuất, kinh doanh",
}


def missing_items(minimum: LegalMinimum) -> tuple[str, ...]:
    """The keys of `LEGAL_NAMES` that are still missing, in the law's order."""
    present = {
        "product_name": bool(minimum.product_name),
        "product_image": minimum.has_image,
        "organisation_name": bool(minimum.organisation_name),
        "organisation_address": minimum.has_address,
    }
    return tuple(key for key in LEGAL_NAMES if not present[key])
