"""Crockford's base32: exact when written, forgiving when read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.codes.crockford import ALPHABET, decode, encode


@given(st.integers(0, 32**16 - 1))
def test_what_is_written_is_read(value: int) -> None:
    """All values of 16 characters come back."""
    text = encode(value, 16)

    assert len(text) == 16
    assert decode(text, 16) == value


def test_the_alphabet_is_crockfords() -> None:
    """32 characters in order, without I, L, O and U."""
    assert "".join(encode(value, 1) for value in range(32)) == ALPHABET == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize(("value", "length"), [(-1, 4), (32**4, 4)])
def test_a_value_that_does_not_fit_is_not_written(value: int, length: int) -> None:
    """Nothing is cut off silently."""
    with pytest.raises(ValueError, match="expected 0 to"):
        encode(value, length)


@pytest.mark.parametrize(
    "text", ["01ab", "OIAB", "olab", "oiAB", "0-1-a-b", " 01 AB\t", "0‑1–A—B", "01\u00a0AB"]
)
def test_reading_forgives(text: str) -> None:
    """Lower case, O for 0, I and L for 1, dashes of all kinds and blanks."""
    assert decode(text, 4) == decode("01AB", 4) == 1 << 10 | 10 << 5 | 11


@pytest.mark.parametrize(
    "text", ["", "01A", "01ABC", "01AU", "01Au", "01A!", "ı1AB", "01A\n", "０1AB", "01Aſ"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    """Wrong length, U, and letters that Unicode would turn into ours."""
    assert decode(text, 4) is None
