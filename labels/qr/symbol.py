"""A payload as a QR symbol (ISO/IEC 18004:2015), without its quiet zone and without a size."""

from dataclasses import dataclass
from typing import Literal

import segno
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

from labels.qr.errors import PayloadTooLong
from labels.qr.payload import Payload

Level = Literal["M", "Q"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """The modules of one symbol.

    Attributes:
        version: 1 to 40.
        size: modules on each side.
        rows: from the top; a row is an integer whose bit `size - 1` is its leftmost module, 1 is dark.
    """

    version: int
    size: int
    rows: tuple[int, ...]


def encode(payload: Payload, level: Level, *, version: int | None = None) -> Symbol:
    """The symbol of a payload: the smallest version that holds it, or the one asked for.

    Two explicit segments, because one byte segment costs a version more. The level is kept as asked:
    raising it where there is room would make labels of one run differ.

    Raises:
        PayloadTooLong: the version asked for, or any version, does not hold the payload.
    """
    head, tail = payload.segments
    try:
        code = segno.make(
            [(head, MODE_BYTE), (tail, MODE_ALPHANUMERIC)],  # type: ignore[arg-type] # its stub forgets segments
            error=level,
            version=version,
            boost_error=False,
            micro=False,
        )
    except segno.DataOverflowError as error:
        text = payload.text
        expected = f"{version or 40}-{level}"
        raise PayloadTooLong(met=len(text), expected=expected, text=text) from error
    rows = tuple(int("".join("1" if module else "0" for module in row), 2) for row in code.matrix)
    return Symbol(version=int(code.version), size=len(rows), rows=rows)
