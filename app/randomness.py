"""Where chance comes from: the operating system's generator, handed to the domain as functions."""

import secrets

from labels.codes.crockford import ALPHABET


def draw_crockford(length: int) -> str:
    """That many random Crockford base32 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def draw_number(bits: int) -> int:
    """A random number of that many bits."""
    return secrets.randbits(bits)
