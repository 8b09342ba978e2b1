"""GTINs, checked more strictly than `biip` does, always as 14 digits, and GLNs. Not: who owns one, or SSCC."""

import re
from functools import lru_cache

from biip.checksums import gs1_standard_check_digit

from batches.gs1.errors import GlnInvalid, GtinInvalid

_DIGITS = re.compile(r"(?:\d{8}|\d{12,14})", re.ASCII)
_GLN = re.compile(r"\d{13}", re.ASCII)
_RESTRICTED_IN_GTIN_13 = re.compile(r"02|04|2\d")
_RESTRICTED_IN_GTIN_8 = re.compile(r"[02]")


@lru_cache(maxsize=1024)
def check_gtin(text: str) -> str:
    """The GTIN as 14 digits, padded with zeros on the left.

    A GTIN-8, -12, -13 or -14 is taken as written: no spaces, no other digits than 0-9. Its prefix need not be
    known, but restricted circulation numbers (GS1 General Specifications 1.4 and 2.1.11) are no identity
    outside one company or region and are refused.

    Raises:
        GtinInvalid: wrong length, a wrong check digit or a restricted prefix.
    """
    if not _DIGITS.fullmatch(text):
        raise GtinInvalid.not_digits(text)
    expected = gs1_standard_check_digit(text[:-1])
    if int(text[-1]) != expected:
        raise GtinInvalid.wrong_check_digit(text, expected=expected)
    gtin = text.zfill(14)
    if restricted := _restricted_prefix(gtin):
        raise GtinInvalid.restricted(text, prefix=restricted)
    return gtin


def check_gln(text: str) -> str:
    """The GLN of a place or party, 13 digits as written (GS1 General Specifications 3.4.10).

    Raises:
        GlnInvalid: wrong length, other characters or a wrong check digit.
    """
    if not _GLN.fullmatch(text):
        raise GlnInvalid.not_digits(text)
    expected = gs1_standard_check_digit(text[:-1])
    if int(text[-1]) != expected:
        raise GlnInvalid.wrong_check_digit(text, expected=expected)
    return text


def _restricted_prefix(gtin: str) -> str | None:
    # Six leading zeros leave eight digits: a GTIN-8, whose prefix is its own first digits.
    is_gtin_8 = gtin.startswith("000000")
    found = _RESTRICTED_IN_GTIN_8.match(gtin, 6) if is_gtin_8 else _RESTRICTED_IN_GTIN_13.match(gtin, 1)
    return found[0] if found else None
