"""The form of tokens, final."""

import zlib

import pytest

from app.accounts.tokens import ALPHABET, is_well_formed, make_token, token_hash


def test_the_form_is_final() -> None:
    """A written-out token with its checksum computed apart: this never changes."""
    body = "rn_" + "0" * 29 + "z"
    rest, digits = zlib.crc32(body.encode()), ""
    while rest:
        rest, digit = divmod(rest, 62)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[digit] + digits
    choices = iter("0" * 29 + "z")

    token = make_token(lambda _alphabet: next(choices))

    assert token == body + digits.rjust(6, "0")
    assert token == "rn_00000000000000000000000000000z3lpTbT"
    assert is_well_formed(token)


@pytest.mark.parametrize(
    "text", ["", "rn_", "rn_" + "0" * 36, "gh_" + "0" * 36, "rn_" + "é" * 36, "rn_" + "0" * 37]
)
def test_what_is_no_token_is_known_without_a_database(text: str) -> None:
    """Length, alphabet, prefix and checksum are each checked."""
    assert not is_well_formed(text)


def test_only_a_hash_is_kept() -> None:
    """The hash is SHA-256 in hex and tells nothing of the token."""
    token = make_token(lambda alphabet: alphabet[-1])

    assert len(token_hash(token)) == 64
    assert len(ALPHABET) == len(set(ALPHABET)) == 62
