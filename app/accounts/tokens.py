"""The form of an API token: `rn_` + 30 base62 + 6 base62 of a CRC32. Pure; final.

The checksum lets a scanner find a leaked token without asking us, and a typing error is told before the
database is asked. Only the token's SHA-256 is kept: 30 base62 characters are 178 random bits.
"""

import hashlib
import re
import string
import zlib
from collections.abc import Callable

PREFIX = "rn_"
BODY_LENGTH = 30
CHECK_LENGTH = 6
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase

_FORM = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{BODY_LENGTH + CHECK_LENGTH}}}")


def make_token(choose: Callable[[str], str]) -> str:
    """A new token.

    Args:
        choose: draws one character of a text at random, e.g. `secrets.choice`.
    """
    body = PREFIX + "".join(choose(ALPHABET) for _ in range(BODY_LENGTH))
    return body + _checksum(body)


def is_well_formed(text: str) -> bool:
    """Whether a text has a token's form and its checksum is right."""
    if not _FORM.fullmatch(text):
        return False
    return _checksum(text[:-CHECK_LENGTH]) == text[-CHECK_LENGTH:]


def token_hash(token: str) -> str:
    """What is kept of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def _checksum(body: str) -> str:
    """CRC32 of the prefix and body as 6 base62 digits, the highest first."""
    rest = zlib.crc32(body.encode("ascii"))
    digits = ""
    for _ in range(CHECK_LENGTH):
        rest, digit = divmod(rest, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
