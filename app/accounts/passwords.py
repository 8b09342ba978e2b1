"""Which passwords and PINs are taken, and their argon2 hashes. Nothing of it is ever logged or kept in clear."""

import re
import threading
import unicodedata
from functools import cache
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from app.account_refusals import PasswordCommon, PasswordLength, PinCommon, PinForm
from app.accounts.names import normalise_login

LEAST_PASSWORD = 8
MOST_PASSWORD = 128
LEAST_PIN = 6
MOST_PIN = 12
MOST_AT_ONCE = 4  # hashes that a process works on: 19 MiB each, and any stranger may ask for one
COST: dict[str, Any] = {"memory_cost": 19_456, "time_cost": 2, "parallelism": 1}  # OWASP: 19 MiB, 2 rounds
COMMON = frozenset(FREQUENCY_LISTS["passwords"])  # 30,000, the most frequent of leaked ones

_PIN = re.compile(rf"[0-9]{{{LEAST_PIN},{MOST_PIN}}}")
_RUNS = ("01234567890123456789", "98765432109876543210")
_HASHER = PasswordHash((Argon2Hasher(**COST),))

_turn = threading.BoundedSemaphore(MOST_AT_ONCE)


def check_password(password: str, *, of: tuple[str | None, ...] = ()) -> str:
    """The password in NFC, as it is hashed.

    Args:
        of: its person's login name, phone and name, which it may not be.

    Raises:
        PasswordLength: not 8 to 128 characters.
        PasswordCommon: among the most frequent ones, one character over and over, or its person's own name or
            phone, in any spelling.
    """
    text = unicodedata.normalize("NFC", password)
    if not LEAST_PASSWORD <= len(text) <= MOST_PASSWORD:
        raise PasswordLength(least=LEAST_PASSWORD, most=MOST_PASSWORD, got=len(text))
    low = text.lower()
    own = {name.lower() for name in of if name}
    if low in COMMON or len(set(low)) == 1 or low in own or normalise_login(text) in own:
        raise PasswordCommon
    return text


def check_pin(pin: str) -> str:
    """The PIN, if it is one that a thief would not try first.

    Raises:
        PinForm: not 6 to 12 digits.
        PinCommon: frequent, a run such as 345678, or a part repeated such as 121212.
    """
    if not _PIN.fullmatch(pin):
        raise PinForm(least=LEAST_PIN, most=MOST_PIN)
    if pin in COMMON or any(pin in run for run in _RUNS) or _repeats(pin):
        raise PinCommon
    return pin


def hash_secret(secret: str) -> str:
    """The argon2id hash of a checked password or PIN."""
    with _turn:
        return _HASHER.hash(secret)


def is_right(secret: str, kept: str | None) -> bool:
    """Whether a secret has a hash. Without one the same work is done, and the answer is no."""
    given = unicodedata.normalize("NFC", secret[: MOST_PASSWORD + 1])
    expected = kept or _nobodys_hash()
    with _turn:
        try:
            right = _HASHER.verify(given, expected)
        except UnicodeEncodeError:  # a lone surrogate, which no kept secret has
            right = _HASHER.verify("", expected)
    return right and kept is not None


def _repeats(pin: str) -> bool:
    """Whether it is a part of at most half its length over and over."""
    return any(
        len(pin) % size == 0 and pin[:size] * (len(pin) // size) == pin
        for size in range(1, len(pin) // 2 + 1)
    )


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody has this password")
