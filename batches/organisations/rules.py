"""What a short code may be. Pure."""

import re

from batches.organisations.errors import ShortCodeInvalid

_SHORT_CODE = re.compile(r"[0-9A-Z]{2,5}")


def check_short_code(short_code: str) -> None:
    """Refuse a short code that could not stand in a lot.

    Raises:
        ShortCodeInvalid: it is not 2 to 5 of 0-9A-Z.
    """
    if not _SHORT_CODE.fullmatch(short_code):
        raise ShortCodeInvalid(short_code=short_code)
