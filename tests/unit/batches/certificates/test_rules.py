"""When a certificate may be claimed."""

from datetime import date

import pytest

from batches.certificates.errors import CertificateDatesReversed, CertificateNumberInvalid
from batches.certificates.rules import Validity, check_dates, check_number, is_valid_on


@pytest.mark.parametrize(
    ("day", "suspended_from", "valid"),
    [
        (date(2025, 12, 31), None, False),
        (date(2026, 1, 1), None, True),
        (date(2027, 12, 31), None, True),
        (date(2028, 1, 1), None, False),
        (date(2026, 6, 1), date(2026, 6, 2), True),
        (date(2026, 6, 2), date(2026, 6, 2), False),
    ],
)
def test_first_and_last_day_count_and_a_suspension_ends_it(
    day: date, suspended_from: date | None, valid: bool
) -> None:
    """Valid from 1 Jan 2026 to 31 Dec 2027, both included; on the day of a suspension no more."""
    validity = Validity(
        valid_from=date(2026, 1, 1), valid_to=date(2027, 12, 31), suspended_from=suspended_from
    )

    assert is_valid_on(validity, day) is valid


@pytest.mark.parametrize(
    "number",
    ["VietGAP-TT-13-09-68-0096", "VietGAP-TT-13-02-87-0027", "GGN 4063061234567", "123/QĐ-UBND", "A123"],
)
def test_numbers_are_taken_as_bodies_write_them(number: str) -> None:
    """Also with the code that the province had before July 2025, and a committee's decision."""
    check_number(number)


@pytest.mark.parametrize("number", ["A12", "-A123", "A" * 51, "A123\n", "A_123", "số 123"])
def test_what_is_no_number_is_refused(number: str) -> None:
    """Too short, too long, another first sign or other signs within."""
    with pytest.raises(CertificateNumberInvalid):
        check_number(number)


@pytest.mark.parametrize(("valid_to", "reversed_"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)])
def test_a_paper_may_hold_for_a_single_day_but_not_for_less(valid_to: date, reversed_: bool) -> None:
    """First and last day may be the same."""
    validity = Validity(valid_from=date(2026, 1, 1), valid_to=valid_to, suspended_from=None)
    met = False
    try:
        check_dates(validity)
    except CertificateDatesReversed:
        met = True

    assert met is reversed_
