"""GTINs: what is taken, what is refused, and what the refusal says."""

import pytest
from biip.checksums import gs1_standard_check_digit
from hypothesis import given
from hypothesis import strategies as st

from batches.gs1.errors import GlnInvalid, GtinInvalid
from batches.gs1.keys import check_gln, check_gtin


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("09521234543213", "09521234543213"),
        ("9521234543213", "09521234543213"),
        ("19521234543210", "19521234543210"),
        ("012345678905", "00012345678905"),
        ("96385074", "00000096385074"),
        ("00000096385074", "00000096385074"),
    ],
)
def test_every_length_becomes_14_digits(text: str, gtin: str) -> None:
    """GTIN-8, -12, -13 and -14 are one number, kept as 14 digits."""
    assert check_gtin(text) == gtin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "952123454321",
        "952123454321x",
        " 9521234543213",
        "９５２１２３４５４３２１３",
        "123456789",
        "9" * 15,
        "9521234543213\n",
    ],
)
def test_only_plain_digits_of_the_four_lengths_pass(text: str) -> None:
    """Blanks, letters, other scripts' digits and other lengths are refused with the same code."""
    with pytest.raises(GtinInvalid) as caught:
        check_gtin(text)

    assert caught.value.code == "gtin-invalid"


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    """The sentence names the digit met and the digit expected, in both languages."""
    with pytest.raises(GtinInvalid) as caught:
        check_gtin("9521234543214")

    assert caught.value.sentence("en") == (
        "GTIN “9521234543214” cannot be used: its check digit is 4, expected 3."
    )
    assert "số kiểm tra là 4, đúng phải là 3" in caught.value.sentence("vi")


@pytest.mark.parametrize(
    ("payload", "prefix"),
    [
        ("200000000001", "20"),
        ("290000000001", "29"),
        ("020000000001", "02"),
        ("040000000001", "04"),
        ("1290000000001", "29"),
        ("20000000001", "02"),
        ("0123456", "0"),
        ("2123456", "2"),
        ("0000000", "0"),
    ],
)
def test_numbers_for_internal_use_are_refused(payload: str, prefix: str) -> None:
    """Restricted circulation prefixes 02, 04, 20-29, and 0 and 2 of a GTIN-8, identify nothing in public."""
    with pytest.raises(GtinInvalid, match=f"prefix {prefix} is for internal use"):
        check_gtin(f"{payload}{gs1_standard_check_digit(payload)}")


@given(st.from_regex(r"952[0-9]{9}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_any_one_wrong_digit_is_found(payload: str, at: int, shift: int) -> None:
    """The check digit catches every change of one digit."""
    gtin = f"{payload}{gs1_standard_check_digit(payload)}"
    wrong = gtin[:at] + str((int(gtin[at]) + shift) % 10) + gtin[at + 1 :]

    with pytest.raises(GtinInvalid):
        check_gtin(wrong)


def test_a_gln_has_thirteen_digits_and_proves_itself() -> None:
    """It is kept as written."""
    assert check_gln("9521234543213") == "9521234543213"


@pytest.mark.parametrize(
    "text", ["", "952123454321", "09521234543213", "952123454321x", "９５２１２３４５４３２１３"]
)
def test_another_length_or_character_is_no_gln(text: str) -> None:
    """A GTIN-14 is none either."""
    with pytest.raises(GlnInvalid, match="expected exactly 13 digits"):
        check_gln(text)


def test_a_gln_s_wrong_check_digit_is_told_with_the_right_one() -> None:
    """As a GTIN's is."""
    with pytest.raises(GlnInvalid, match="its check digit is 4, expected 3"):
        check_gln("9521234543214")
