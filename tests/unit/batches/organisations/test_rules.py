"""The form of short codes."""

import pytest

from batches.organisations.errors import CompanyPrefixInvalid, ShortCodeInvalid, TaxCodeInvalid
from batches.organisations.rules import check_company_prefix, check_short_code, check_tax_code


@pytest.mark.parametrize("short_code", ["PH", "PHUU5", "123"])
def test_two_to_five_digits_and_capitals_are_one(short_code: str) -> None:
    """They stand at the head of every lot."""
    check_short_code(short_code)


@pytest.mark.parametrize("short_code", ["P", "PHUUUU", "ph", "PH-1", "ĐT", ""])
def test_anything_else_is_refused(short_code: str) -> None:
    """Too short, too long, lower case, other characters."""
    with pytest.raises(ShortCodeInvalid):
        check_short_code(short_code)


@pytest.mark.parametrize("tax_code", ["0300000000", "0300000000-001"])
def test_a_tax_code_is_a_company_s_or_a_branch_s(tax_code: str) -> None:
    """Ten digits, or ten, a dash and three."""
    assert check_tax_code(tax_code) == tax_code


@pytest.mark.parametrize(
    "tax_code", ["030000000", "03000000000", "0300000000001", "0300000000-01", "O300000000"]
)
def test_another_tax_code_is_refused(tax_code: str) -> None:
    """The sentence names what was met."""
    with pytest.raises(TaxCodeInvalid, match=tax_code):
        check_tax_code(tax_code)


@pytest.mark.parametrize("prefix", ["9521", "952123456789"])
def test_a_company_prefix_has_four_to_twelve_digits(prefix: str) -> None:
    """Both ends of the range."""
    assert check_company_prefix(prefix) == prefix


@pytest.mark.parametrize("prefix", ["952", "9521234567890", "952 123", ""])
def test_another_company_prefix_is_refused(prefix: str) -> None:
    """Too short, too long, other characters."""
    with pytest.raises(CompanyPrefixInvalid):
        check_company_prefix(prefix)
