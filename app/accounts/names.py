"""What a person logs in with: a login name or a Vietnamese phone number, in the one form that is kept. Pure."""

import re
import unicodedata

_LOGIN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")
_SEPARATORS = re.compile(r"[\s.()\-]")
_MOBILE_OR_FIXED = re.compile(r"(?:\+84|0084|84|0)([2-9][0-9]{8,9})")


def normalise_login_name(text: str) -> str | None:
    """The login name meant by a text: NFC, lower case, 3 to 40 of a-z 0-9 . _ -; None when it is none.

    It has a letter, so that it is never taken for a phone number.
    """
    name = unicodedata.normalize("NFC", text).strip().lower()
    if not _LOGIN_NAME.fullmatch(name) or not re.search("[a-z]", name):
        return None
    return name


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


def normalise_login(text: str) -> str | None:
    """A phone number or else a login name in the form in which it is kept; None when it can be neither."""
    return normalise_phone(text) or normalise_login_name(text)
