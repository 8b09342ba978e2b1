"""A payload as a QR symbol (ISO/IEC 18004:2015), without its quiet zone and without a size. segno defines it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import segno
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

from labels.qr.errors import PayloadNotEncodable, PayloadTooLong
from labels.qr.payload import Payload

Level = Literal["M", "Q"]
Mode = Literal["byte", "alphanumeric"]

_MODES: dict[Mode, int] = {"byte": MODE_BYTE, "alphanumeric": MODE_ALPHANUMERIC}


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """The modules of one symbol.

    Attributes:
        version: 1 to 40.
        size: modules on each side.
        columns: one after the other, the rightmost highest, as codewords stand in a symbol (7.7.3). A column takes
            whole bytes: its topmost module is its highest bit, 1 is dark, and what is left below is light.
    """

    version: int
    size: int
    columns: int

    @classmethod
    def from_rows(cls, rows: Sequence[int], *, version: int) -> "Symbol":
        """The symbol with these rows, from the top; a row's bit `size - 1` is its leftmost module."""
        size = len(rows)
        digits = "".join([format(row, f"0{size}b") for row in rows])
        light = "0" * (column_bits(size) - size)
        columns = "".join([digits[across::size] + light for across in reversed(range(size))])
        return cls(version=version, size=size, columns=int(columns, 2))

    @property
    def rows(self) -> tuple[int, ...]:
        """From the top; a row's bit `size - 1` is its leftmost module."""
        pitch = column_bits(self.size)
        digits = format(self.columns, f"0{self.size * pitch}b")
        return tuple([int(digits[down::pitch][::-1], 2) for down in range(self.size)])

    @property
    def mask(self) -> int:
        """Which of the eight masks it has, as columns 2 to 4 of row 8 say, its format information (7.9)."""
        pitch = column_bits(self.size)
        row_8 = self.columns >> pitch - 9
        return (row_8 >> 2 * pitch & 1) << 2 ^ (row_8 >> 3 * pitch & 1) << 1 ^ row_8 >> 4 * pitch & 1 ^ 0b101


def column_bits(size: int) -> int:
    """Bits that a column of so many modules takes in `Symbol.columns`: whole bytes."""
    return size + -size % 8


@dataclass(frozen=True, slots=True)
class Segment:
    """A text and the mode in which a symbol holds it (7.4.1)."""

    text: str
    mode: Mode


def encode(payload: Payload, level: Level, *, version: int | None = None) -> Symbol:
    """The symbol of a payload: the smallest version that holds it, or the one asked for.

    Two explicit segments, because one byte segment costs a version more.

    Raises:
        PayloadTooLong: the version asked for, or any version, does not hold the payload.
    """
    head, tail = payload.segments
    return encode_segments((Segment(head, "byte"), Segment(tail, "alphanumeric")), level, version=version)


def encode_segments(
    segments: Sequence[Segment], level: Level, *, version: int | None = None, mask: int | None = None
) -> Symbol:
    """The symbol of these segments, in the mask with the fewest penalty points (7.8.3) or the one asked for.

    The level is kept as asked: raising it where there is room would make labels of one run differ.

    Raises:
        PayloadTooLong: the version asked for, or any version, does not hold the segments.
        PayloadNotEncodable: a segment's mode does not have one of its characters.
    """
    text = "".join(segment.text for segment in segments)
    try:
        code = segno.make(
            [(segment.text, _MODES[segment.mode]) for segment in segments],  # type: ignore[arg-type] # its stub forgets segments
            error=level,
            version=version,
            mask=mask,
            boost_error=False,
            micro=False,
        )
    except segno.DataOverflowError as error:
        raise PayloadTooLong(met=len(text), expected=f"{version or 40}-{level}", text=text) from error
    except ValueError as error:
        raise PayloadNotEncodable(met=text, expected="0-9 A-Z $%*+-./:") from error
    rows = [int("".join("1" if module else "0" for module in row), 2) for row in code.matrix]
    return Symbol.from_rows(rows, version=int(code.version))
