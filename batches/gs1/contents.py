"""What the parts of an Application Identifier's value must be: the checks that the syntax dictionary names.

Each check is asked for a text that already has the length and the characters of its part. Two of the dictionary's
are not looked into: which company holds a prefix, and what the fields of a coupon say.
"""

import calendar
import re
from collections.abc import Callable

from biip.checksums import gs1_standard_check_digit

from batches.gs1.code_lists import COUNTRIES, COUNTRY_LETTERS, CURRENCIES

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""GS1 General Specifications, figure 7.11-1; the place of a character is its weight in a check pair."""

_CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CHARACTERS = {
    "N": re.compile(r"[0-9]*"),
    "X": re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*"""),
    "Y": re.compile(r"[#\-/0-9A-Z]*"),
    "Z": re.compile(r"[0-9A-Z_a-z\-]*={0,2}"),
}
_LEAST_PREFIX = 4  # digits of the shortest GS1 Company Prefix
_IBAN_LENGTHS = range(11, 35)


def has_only(kind: str, text: str) -> bool:
    """Whether a text is of the characters of `N` (digits), `X` (set 82), `Y` (set 39) or `Z` (base 64 for URIs)."""
    return _CHARACTERS[kind].fullmatch(text) is not None


def passes(check: str, text: str) -> bool:
    """Whether a text passes the check of that name in the dictionary."""
    return _CHECKS[check](text)


def check_digit(text: str) -> str:
    """The check digit behind digits (GS1 General Specifications 7.9.1)."""
    return str(gs1_standard_check_digit(text))


def check_pair(text: str) -> str:
    """The two check characters of an alphanumeric key (GS1 General Specifications 7.9.5)."""
    primes = _first_primes(len(text))
    weighted = sum(
        CSET_82.index(letter) * prime for letter, prime in zip(reversed(text), primes, strict=True)
    )
    return _CSET_32[weighted % 1021 >> 5] + _CSET_32[weighted % 1021 & 31]


def _first_primes(count: int) -> list[int]:
    found: list[int] = []
    candidate = 2
    while len(found) < count:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return found


def _has_check_digit(text: str) -> bool:
    return text[-1] == check_digit(text[:-1])


def _has_check_pair(text: str) -> bool:
    return len(text) > 2 and check_pair(text[:-2]) == text[-2:]


def _starts_with_prefix(text: str) -> bool:
    return len(text) >= _LEAST_PREFIX and has_only("N", text[:_LEAST_PREFIX])


def _is_day(text: str, *, may_be_unknown: bool = False) -> bool:
    """YYMMDD or YYYYMMDD; a year of two digits is taken as one of this century, which has the same leap years."""
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    year += 2000 if len(text) == 6 else 0
    if not 1 <= month <= 12 or year == 0:
        return False
    return (day == 0 and may_be_unknown) or 1 <= day <= calendar.monthrange(year, month)[1]


def _is_clock(text: str) -> bool:
    return int(text[:2]) < 24 and int(text[2:]) < 60


def _is_iban(text: str) -> bool:
    if (
        len(text) not in _IBAN_LENGTHS
        or text[:2] not in COUNTRY_LETTERS
        or not re.fullmatch(r"[0-9A-Z]+", text)
    ):
        return False
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def _is_piece_of_total(text: str) -> bool:
    half = len(text) // 2
    return 0 < int(text[:half]) <= int(text[half:])


def _is_place_in_sequence(text: str) -> bool:
    found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", text)
    return found is not None and int(found[1]) <= int(found[2])


_CHECKS: dict[str, Callable[[str], bool]] = {
    "couponcode": lambda text: has_only("N", text),
    "couponposoffer": lambda text: has_only("N", text),
    "csum": _has_check_digit,
    "csumalpha": _has_check_pair,
    "gcppos1": _starts_with_prefix,
    "gcppos2": lambda text: _starts_with_prefix(text[1:]),
    "hasnondigit": lambda text: not has_only("N", text),
    "hh": lambda text: int(text) < 24,
    "hhmi": _is_clock,
    "hyphen": lambda text: set(text) == {"-"},
    "iban": _is_iban,
    "importeridx": lambda text: re.fullmatch(r"[\-0-9A-Z_a-z]", text) is not None,
    "iso3166": lambda text: text in COUNTRIES,
    "iso3166999": lambda text: text == "999" or text in COUNTRIES,
    "iso3166alpha2": lambda text: text in COUNTRY_LETTERS,
    "iso4217": lambda text: text in CURRENCIES,
    "iso5218": lambda text: text in "0129",
    "latitude": lambda text: int(text) <= 1_800_000_000,
    "longitude": lambda text: int(text) <= 3_600_000_000,
    "mediatype": lambda text: 1 <= int(text) <= 10 or int(text) >= 80,
    "mi": lambda text: int(text) < 60,
    "nonzero": lambda text: int(text) > 0,
    "nozeroprefix": lambda text: text == "0" or not text.startswith("0"),
    "packagetype": lambda text: re.fullmatch(r"[0-9A-Z]{1,3}", text) is not None,
    "pcenc": lambda text: re.search(r"%(?![0-9A-Fa-f]{2})", text) is None,
    "pieceoftotal": _is_piece_of_total,
    "posinseqslash": _is_place_in_sequence,
    "ss": lambda text: int(text) < 60,
    "winding": lambda text: text in "019",
    "yesno": lambda text: text in "01",
    "yymmd0": lambda text: _is_day(text, may_be_unknown=True),
    "yymmdd": _is_day,
    "yyyymmdd": _is_day,
    "zero": lambda text: set(text) == {"0"},
}
