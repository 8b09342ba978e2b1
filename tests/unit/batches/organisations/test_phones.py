"""Vietnamese phone numbers in the one form that is kept."""

import pytest

from batches.organisations.errors import PhoneInvalid
from batches.organisations.phones import check_phone, normalise_phone


@pytest.mark.parametrize(
    "text", ["0900 000 123", "84900000123", "+84 900 000 123", "0084.900.000.123", "(0900) 000-123"]
)
def test_every_spelling_is_one_number(text: str) -> None:
    """With or without the country's code, with any separator."""
    assert normalise_phone(text) == "+84900000123"


def test_a_fixed_line_has_a_digit_more() -> None:
    """02x and eight or nine further digits."""
    assert normalise_phone("0277 300 0123") == "+842773000123"


@pytest.mark.parametrize("text", ["", "123", "0100 000 123", "+1 202 555 0100", "09000001234", "chín không"])
def test_what_is_no_number_of_the_country_is_refused(text: str) -> None:
    """The refusal points at the field."""
    with pytest.raises(PhoneInvalid) as caught:
        check_phone(text)

    assert caught.value.pointer == "/phone"
