"""What a person logs in with: a login name or a phone number, in the one form that is kept. Pure."""

import re
import unicodedata

from batches.organisations.phones import normalise_phone

_LOGIN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")


def normalise_login_name(text: str) -> str | None:
    """The login name meant by a text: NFC, lower case, 3 to 40 of a-z 0-9 . _ -; None when it is none.

    It has a letter, so that it is never taken for a phone number.
    """
    name = unicodedata.normalize("NFC", text).strip().lower()
    if not _LOGIN_NAME.fullmatch(name) or not re.search("[a-z]", name):
        return None
    return name


def normalise_login(text: str) -> str | None:
    """A phone number or else a login name in the form in which it is kept; None when it can be neither."""
    return normalise_phone(text) or normalise_login_name(text)
