"""The form of growing-area codes, their seasons, and the packing houses that they authorise."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from batches.errors import DomainError
from batches.plots.growing_areas.errors import (
    GrowingAreaCodeInvalid,
    GrowingAreaPeriodReversed,
    MarketInvalid,
    SeasonOutsideValidity,
    SeasonsOverlap,
)
from batches.plots.growing_areas.rules import (
    Authorisation,
    Season,
    check_authorisations,
    check_market,
    check_seasons,
    is_authorised,
    normalise_growing_area_code,
    why_not_valid,
)
from batches.plots.statuses import StatusChange

VALID = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
HOUSE = "VN-DTPH-0001"


def season(first: tuple[int, int], last: tuple[int, int], name: str = "vụ", year: int = 2026) -> Season:
    """From a month and day to another of 2026."""
    return Season(name=name, starts_on=date(2026, *first), ends_on=date(year, *last), quota_kg=Decimal(1000))


def authorised(from_on: date, until_on: date | None = None, house: str = HOUSE) -> Authorisation:
    return Authorisation(packing_house_code=house, from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("VN-DTOR-0017", "VN-DTOR-0017"),
        ("vn-đtor-0017", "VN-DTOR-0017"),
        ("VNTGOR0123", "VN-TGOR-0123"),
        (" VN-BTOR-036 ", "VN-BTOR-036"),
        ("VN-DTOR-0017A", "VN-DTOR-0017A"),
    ],
)
def test_codes_are_written_in_one_way(text: str, normal: str) -> None:
    """Letters of provinces of before July 2025 stay; Đ is written D; hyphens are put in."""
    assert normalise_growing_area_code(text) == normal


@pytest.mark.parametrize(
    "text", ["", "VN-DTPH-0001", "DT-0017", "VN-DTOR-12", "VN-DTOR-123456", "VN-DTOR-٠٠١٧"]
)
def test_what_is_no_growing_area_code_is_refused(text: str) -> None:
    """A packing-house code is none either."""
    with pytest.raises(GrowingAreaCodeInvalid):
        normalise_growing_area_code(text)


@pytest.mark.parametrize("market", ["CN", "VN"])
def test_a_market_is_a_country(market: str) -> None:
    """VN is the domestic one."""
    check_market(market)


@pytest.mark.parametrize("market", ["", "cn", "CHN", "C1", "ĐN"])
def test_what_is_no_country_is_no_market(market: str) -> None:
    """Two capitals, as lists and papers write them."""
    with pytest.raises(MarketInvalid):
        check_market(market)


@pytest.mark.parametrize(
    "seasons",
    [
        [],
        [season((1, 1), (12, 31))],
        [season((7, 1), (12, 31)), season((1, 1), (6, 30))],
        [season((5, 1), (5, 1)), season((5, 2), (5, 2))],
    ],
)
def test_seasons_fit_into_their_code(seasons: list[Season]) -> None:
    """None, the whole of it, in any order, a day each."""
    check_seasons(seasons, **VALID)


@pytest.mark.parametrize(
    ("seasons", "refusal", "pointer"),
    [
        ([season((5, 2), (5, 1))], GrowingAreaPeriodReversed, "/seasons/0/ends_on"),
        ([season((1, 1), (1, 1), year=2027)], SeasonOutsideValidity, "/seasons/0"),
        ([season((1, 1), (6, 30)), season((6, 30), (7, 1))], SeasonsOverlap, "/seasons"),
        ([season((6, 30), (7, 1)), season((1, 1), (6, 30))], SeasonsOverlap, "/seasons"),
        ([season((1, 1), (12, 31)), season((3, 1), (3, 31))], SeasonsOverlap, "/seasons"),
    ],
)
def test_seasons_that_do_not_fit_are_refused(
    seasons: list[Season], refusal: type[DomainError], pointer: str
) -> None:
    """The wrong way round, over the end, a day in two, one within another."""
    with pytest.raises(refusal) as refused:
        check_seasons(seasons, **VALID)

    assert refused.value.pointer == pointer


def test_a_season_before_the_code_is_refused() -> None:
    """The code that begins in March has no season in February."""
    with pytest.raises(SeasonOutsideValidity, match="2026-03-01"):
        check_seasons([season((2, 1), (4, 1))], valid_from=date(2026, 3, 1), valid_to=date(2026, 12, 31))


def test_a_code_ends_after_it_begins() -> None:
    """Or on the same day."""
    check_seasons([], valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 1))
    with pytest.raises(GrowingAreaPeriodReversed) as refused:
        check_seasons([], valid_from=date(2026, 3, 2), valid_to=date(2026, 3, 1))
    assert refused.value.pointer == "/valid_to"


def test_an_authorisation_ends_after_it_begins() -> None:
    """The one that does not is named by its place."""
    good = [authorised(date(2026, 3, 1)), authorised(date(2026, 3, 1), date(2026, 3, 1))]
    check_authorisations(good)
    with pytest.raises(GrowingAreaPeriodReversed) as refused:
        check_authorisations([*good, authorised(date(2026, 3, 2), date(2026, 3, 1))])
    assert refused.value.pointer == "/authorisations/2/until_on"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2030, 1, 1), True),
    ],
)
def test_a_packing_house_is_authorised_on_its_days(on: date, expected: bool) -> None:
    """In March, and again from June without an end; first and last day included."""
    given = [
        authorised(date(2026, 3, 1), date(2026, 3, 31)),
        authorised(date(2026, 6, 1)),
        authorised(date(2020, 1, 1), house="VN-DTPH-0002"),
    ]

    assert is_authorised(given, HOUSE, on) is expected


def test_nobody_is_authorised_by_nothing() -> None:
    """A code without authorisations lets no packing house pack its fruit."""
    assert not is_authorised([], HOUSE, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("on", "status", "words"),
    [
        (date(2025, 12, 31), "active", "valid from 2026-01-01"),
        (date(2027, 1, 1), "active", "to 2026-12-31"),
        (date(2026, 10, 8), "suspended", "suspended"),
        (date(2026, 10, 8), "revoked", "revoked"),
    ],
)
def test_a_code_does_not_hold_for_a_reason(on: date, status: str, words: str) -> None:
    """Outside its dates, or from the day of its suspension or revocation on."""
    changes = [StatusChange(status=status, from_on=date(2026, 10, 8))]

    reason = why_not_valid(changes=changes, on=on, **VALID)

    assert reason is not None
    assert words in reason.en


@pytest.mark.parametrize("changes", [[], [StatusChange(status="active", from_on=date(2026, 1, 1))]])
def test_a_code_holds_within_its_dates(changes: list[Any]) -> None:
    """Active, or of no recorded status."""
    assert why_not_valid(changes=changes, on=date(2026, 12, 31), **VALID) is None
