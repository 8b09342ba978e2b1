"""What a report may be. Pure; lengths in characters."""

import unicodedata
from collections.abc import Callable
from datetime import timedelta

KINDS = ("label", "fruit", "information")
"""The label looks copied or moved; the fruit is not as its page says; the page itself is wrong."""

MOST_TEXT, MOST_CONTACT, MOST_ANSWER = 1000, 100, 1000
KEPT = timedelta(days=365)

CASE_CHARACTERS = 12  # 60 bits: a case is found by whoever was given its number, not by trying
_GROUP = 4
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")  # control, bidi and broken characters, which a person cannot see


def draw_case_number(draw: Callable[[int], str]) -> str:
    """A fresh case number; `draw` gives that many random Crockford characters."""
    return draw(CASE_CHARACTERS)


def show_case_number(number: str) -> str:
    """As people read it out: in groups of four."""
    return "-".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


def read_case_number(typed: str) -> str:
    """What was typed, as it is kept: without blanks and dashes, with the letters that are taken for digits as such."""
    plain = "".join(typed.split()).replace("-", "").upper()
    return plain.translate(str.maketrans("OIL", "011"))


def tidy(text: str) -> str:
    """What a visitor typed: in NFC, line ends as one character, without what cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in _DROPPED)
    return unicodedata.normalize("NFC", "".join(kept)).strip()
