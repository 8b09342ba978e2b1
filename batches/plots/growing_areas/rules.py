"""The form of growing-area codes, what belongs to one, and whether it held on a day. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from batches.plots.growing_areas.errors import (
    GrowingAreaCodeInvalid,
    GrowingAreaPeriodReversed,
    MarketInvalid,
    SeasonOutsideValidity,
    SeasonsOverlap,
)
from batches.plots.statuses import StatusChange, status_on

_GROWING_AREA_CODE = re.compile(r"VN-?([A-Z]{2,4}OR)-?([0-9]{3,5}[A-Z]?)")
_MARKET = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Season:
    """The most that may be sold under a code between two days, both included."""

    name: str
    starts_on: date
    ends_on: date
    quota_kg: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Authorisation:
    """A packing house that may pack fruit of a code, by its own code.

    Attributes:
        until_on: the last day; None while it goes on.
    """

    packing_house_code: str
    from_on: date
    until_on: date | None = None


def normalise_growing_area_code(text: str) -> str:
    """`vn-Đtor0017` -> `VN-DTOR-0017`: the letters of the province are those of before July 2025.

    Raises:
        GrowingAreaCodeInvalid: it does not read VN-{2-4 letters}OR-{3-5 digits}.
    """
    match = _GROWING_AREA_CODE.fullmatch(text.strip().upper().replace("Đ", "D"))
    if match is None:
        raise GrowingAreaCodeInvalid(growing_area_code=text, pointer="/code")
    return f"VN-{match[1]}-{match[2]}"


def check_market(market: str) -> None:
    """Refuse what is no country's code.

    Raises:
        MarketInvalid: it is not two capitals.
    """
    if not _MARKET.fullmatch(market):
        raise MarketInvalid(market=market, pointer="/market")


def check_seasons(seasons: Sequence[Season], *, valid_from: date, valid_to: date) -> None:
    """Refuse seasons, of which a day of harvest must name one at most, that do not fit their code.

    Raises:
        GrowingAreaPeriodReversed: the code's own dates, or a season's.
        SeasonOutsideValidity: a season begins before the code holds or ends after it.
        SeasonsOverlap: a day lies in two.
    """
    _check_period(valid_from, valid_to, pointer="/valid_to")
    for place, season in enumerate(seasons):
        pointer = f"/seasons/{place}"
        _check_period(season.starts_on, season.ends_on, pointer=f"{pointer}/ends_on")
        if season.starts_on < valid_from or season.ends_on > valid_to:
            raise SeasonOutsideValidity(
                season=season.name,
                starts_on=season.starts_on,
                ends_on=season.ends_on,
                valid_from=valid_from,
                valid_to=valid_to,
                pointer=pointer,
            )
    for first, second in pairwise(sorted(seasons, key=lambda season: season.starts_on)):
        if second.starts_on <= first.ends_on:
            raise SeasonsOverlap(
                first=first.name,
                second=second.name,
                starts_on=second.starts_on,
                ends_on=first.ends_on,
                pointer="/seasons",
            )


def check_authorisations(authorisations: Iterable[Authorisation]) -> None:
    """Refuse an authorisation that ends before it begins.

    Raises:
        GrowingAreaPeriodReversed: it does.
    """
    for place, found in enumerate(authorisations):
        if found.until_on is not None:
            _check_period(found.from_on, found.until_on, pointer=f"/authorisations/{place}/until_on")


def is_authorised(authorisations: Iterable[Authorisation], packing_house_code: str, on: date) -> bool:
    """Whether a packing house, by its code in the normal form, may pack fruit of the code on a day."""
    return any(
        found.packing_house_code == packing_house_code
        and found.from_on <= on
        and (found.until_on is None or on <= found.until_on)
        for found in authorisations
    )


@dataclass(frozen=True, slots=True)
class InvalidReason:
    """Why a code did not hold on a day, in both languages."""

    vi: str
    en: str


def why_not_valid(
    *, valid_from: date, valid_to: date, changes: Iterable[StatusChange], on: date
) -> InvalidReason | None:
    """Why a code did not hold on a day: outside its dates, suspended or revoked; None when it held.

    A code without a recorded status is active within its dates.
    """
    if not valid_from <= on <= valid_to:
        return InvalidReason(
            f"hiệu lực từ {valid_from} đến {valid_to}", f"it is valid from {valid_from} to {valid_to}"
        )
    status = status_on(changes, on)
    if status in (None, "active"):
        return None
    words = {
        "suspended": ("đang bị tạm dừng", "it was suspended"),
        "revoked": ("đã bị thu hồi", "it was revoked"),
    }
    return InvalidReason(*words[str(status)])


def _check_period(from_on: date, to_on: date, *, pointer: str) -> None:
    if to_on < from_on:
        raise GrowingAreaPeriodReversed(from_on=from_on, to_on=to_on, pointer=pointer)
