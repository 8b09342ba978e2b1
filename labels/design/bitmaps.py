"""The pixels of an image element: base64 of packed rows, as a design carries them. Pure."""

import binascii
from base64 import b64decode

from labels.design.designs import Image


def row_bytes(width_px: int) -> int:
    """How many bytes a row takes: each is filled up to whole bytes."""
    return (width_px + 7) // 8


def image_rows(image: Image) -> tuple[int, ...]:
    """The rows from the top; a row is an integer whose bit `width_px - 1` is its leftmost pixel, 1 is black."""
    data = b64decode(image.bits)
    size = row_bytes(image.width_px)
    spare = size * 8 - image.width_px
    rows = (data[start : start + size] for start in range(0, size * image.height_px, size))
    return tuple(int.from_bytes(row, "big") >> spare for row in rows)


def count_bytes(bits: str) -> int | None:
    """The length of what a base64 text holds, or None when it is no base64 (RFC 4648 4)."""
    try:
        return len(b64decode(bits, validate=True))
    except (binascii.Error, ValueError):
        return None
