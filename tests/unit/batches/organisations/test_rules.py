"""The form of short codes."""

import pytest

from batches.organisations.errors import ShortCodeInvalid
from batches.organisations.rules import check_short_code


@pytest.mark.parametrize("short_code", ["PH", "PHUU5", "123"])
def test_two_to_five_digits_and_capitals_are_one(short_code: str) -> None:
    """They stand at the head of every lot."""
    check_short_code(short_code)


@pytest.mark.parametrize("short_code", ["P", "PHUUUU", "ph", "PH-1", "ĐT", ""])
def test_anything_else_is_refused(short_code: str) -> None:
    """Too short, too long, lower case, other characters."""
    with pytest.raises(ShortCodeInvalid):
        check_short_code(short_code)
