"""QR symbols as PDF content (ISO 32000-1): the dark modules as one path, or as a picture of one bit a module."""

from itertools import chain, compress
from operator import sub
from typing import Literal, Protocol, get_args

from labels.design.fitting import MM_PER_PT
from labels.drawing.instructions import PlacedQr
from labels.drawing.pdf_content import points
from labels.qr.symbol import Symbol

Mode = Literal["vector", "compact"]
MODES: tuple[Mode, ...] = get_args(Mode)

_BITS = bytes.maketrans(b"01", b"\0\1")


class Pen(Protocol):
    """Draws the symbols of a job, which all have one size and one place."""

    def draw(self, symbol: Symbol, x_mm: float, y_mm: float) -> bytes:
        """Operators for a label whose bottom left corner is there; the graphics state is as before after them."""


def make_pen(mode: Mode, size: int, qr: PlacedQr, *, height_mm: float) -> Pen:
    """The pen for symbols of `size` modules on something `height_mm` high."""
    vector = VectorPen(size, qr, height_mm=height_mm)
    return vector if mode == "vector" else MaskPen(size, qr, height_mm=height_mm, instead=vector)


class VectorPen:
    """The dark runs of each column in one path with one fill; a unit is a module, and y goes down.

    Separate fills would show hairlines between the columns. Columns compress a tenth better than rows: the
    codewords of a symbol stand in columns (ISO/IEC 18004:2015, 7.7.3), those that all labels share on the right.
    """

    def __init__(self, size: int, qr: PlacedQr, *, height_mm: float) -> None:
        module = b"%g" % round(qr.module_mm / MM_PER_PT, 5)
        self._units = b"q %b 0 0 -%b" % (module, module)
        self._x_mm, self._y_mm = qr.x_mm, height_mm - qr.y_mm
        self._digits = f"0{size * (size + 1)}b"
        places = [(across, down) for across in range(size) for down in range(size + 1)]
        self._starts = [b"%d %d 1 " % place for place in places]
        self._lengths = [b"%d re\n" % length for length in range(size + 1)]
        self._numbers = range(len(places))

    def draw(self, symbol: Symbol, x_mm: float, y_mm: float) -> bytes:
        """The path. A run starts at a dark module after a light one, and ends before a light one."""
        dark = int("".join([column + "0" for column in _columns(symbol)]), 2)
        before = dark >> 1
        starts, ends = self._bits(dark & ~before), self._bits(before & ~dark)
        lengths = map(sub, compress(self._numbers, ends), compress(self._numbers, starts))
        runs = zip(compress(self._starts, starts), map(self._lengths.__getitem__, lengths), strict=True)
        place = points(x_mm + self._x_mm), points(y_mm + self._y_mm)
        return b"%b %b %b cm\n%bf Q\n" % (self._units, *place, b"".join(chain.from_iterable(runs)))

    def _bits(self, number: int) -> bytes:
        return format(number, self._digits).encode().translate(_BITS)


class MaskPen:
    """An inline image mask (8.9.6.2, 8.9.7), a third of the bytes: the symbol's columns from the right, each upwards.

    A reader may look for the end of the picture, `EI`, in its data: a symbol whose data contains that is drawn
    by the pen `instead`, one in four hundred.
    """

    def __init__(self, size: int, qr: PlacedQr, *, height_mm: float, instead: Pen) -> None:
        side_mm = size * qr.module_mm
        self._units = b"q 0 %b %b 0" % (points(side_mm), points(side_mm))
        self._x_mm, self._y_mm = qr.x_mm, height_mm - qr.y_mm - side_mm
        self._head = b"BI/W %d/H %d/IM true/D[1 0]\nID " % (size, size)
        self._fill = "0" * (-size % 8)
        self._instead = instead

    def draw(self, symbol: Symbol, x_mm: float, y_mm: float) -> bytes:
        """The picture."""
        bits = "".join([self._fill + column for column in _columns(symbol)])[::-1]
        data = int(bits, 2).to_bytes(len(bits) // 8, "big")
        if b"EI" in data:
            return self._instead.draw(symbol, x_mm, y_mm)
        place = points(x_mm + self._x_mm), points(y_mm + self._y_mm)
        return b"%b %b %b cm\n%b%b\nEI Q\n" % (self._units, *place, self._head, data)


def _columns(symbol: Symbol) -> list[str]:
    """The columns from the left, each from the top down, in binary digits."""
    rows = "".join([format(row, f"0{symbol.size}b") for row in symbol.rows])
    return [rows[across :: symbol.size] for across in range(symbol.size)]
