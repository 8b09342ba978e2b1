"""Vietnamese phone numbers of organisations, households and people, in the one form that is kept. Pure."""

import re
import unicodedata

from batches.organisations.errors import PhoneInvalid

_SEPARATORS = re.compile(r"[\s.()\-]")
_MOBILE_OR_FIXED = re.compile(r"(?:\+84|0084|84|0)([2-9][0-9]{8,9})")


def normalise_phone(text: str) -> str | None:
    """The phone number meant by a text as +84 and 9 digits (10 for a fixed line), or None when it is none.

    Blanks, dots, dashes and brackets are forgiven; `0912 345 678`, `84912345678` and `+84 912 345 678` are one.
    """
    found = _MOBILE_OR_FIXED.fullmatch(_SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))
    if found is None:
        return None
    rest = found[1]
    expected = 10 if rest.startswith("2") else 9  # 02x fixed lines have a digit more
    return f"+84{rest}" if len(rest) == expected else None


def check_phone(text: str) -> str:
    """The same where a number is asked for.

    Raises:
        PhoneInvalid: it is no Vietnamese number.
    """
    phone = normalise_phone(text)
    if phone is None:
        raise PhoneInvalid(pointer="/phone")
    return phone
