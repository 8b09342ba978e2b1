"""How a camera was held, read from Exif without a decoder of all the rest. Pure."""

import struct

UPRIGHT = 1

_ORIENTATION, _SHORT = 0x0112, 3
_MOST_ENTRIES = 512
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def read_orientation(exif: bytes) -> int:
    """1 to 8 as in Exif 3.0, 4.6.5.1.6; upright where it is missing or cannot be read.

    Args:
        exif: a TIFF block, with or without `Exif` and two zeros before it.
    """
    block = exif.removeprefix(b"Exif\0\0")
    order = _ORDERS.get(block[:4])
    if order is None:
        return UPRIGHT
    try:
        (at,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, at)
        for number in range(min(count, _MOST_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", block, at + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, _SHORT):
                return int(value) if value in range(1, 9) else UPRIGHT
    except struct.error:
        return UPRIGHT
    return UPRIGHT
