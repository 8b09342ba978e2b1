"""When a certificate may be claimed."""

from datetime import date

import pytest

from batches.certificates.rules import Validity, is_valid_on


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
