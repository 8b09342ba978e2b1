"""QR symbols as PDF content (ISO 32000-1): the dark modules as one path, or as a picture of one bit a module."""

import re
from collections.abc import Sequence
from typing import Literal, Protocol, get_args

from labels.design.fitting import MM_PER_PT
from labels.drawing.instructions import PlacedQr
from labels.drawing.pdf.content import points
from labels.qr.symbol import Symbol, column_bits

Mode = Literal["vector", "compact"]
MODES: tuple[Mode, ...] = get_args(Mode)

_MASKS = 8
_DARK = re.compile("1+")


class Pen(Protocol):
    """Draws the symbols of a job, which all have one size and one place.

    Attributes:
        forms: content in units of a module that `draw` uses by the names of `shared_name`.
    """

    @property
    def forms(self) -> Sequence[bytes]: ...

    def draw(self, symbol: Symbol) -> bytes:
        """Operators after which the units are changed: the caller restores the graphics state."""


def make_pen(mode: Mode, size: int, qr: PlacedQr, *, height_mm: float, samples: Sequence[Symbol] = ()) -> Pen:
    """The pen for symbols of `size` modules on something `height_mm` high.

    Args:
        samples: symbols of the job; those drawn as paths then share what the samples have in common.
    """
    vector = VectorPen(size, qr, height_mm=height_mm, samples=samples if mode == "vector" else ())
    return vector if mode == "vector" else MaskPen(size, qr, height_mm=height_mm, instead=vector)


class VectorPen:
    """The dark runs of each column in one path with one fill; a unit is a module, and y goes down.

    Separate fills would show hairlines between the columns. Columns from the right compress a tenth better than rows:
    so the codewords stand in a symbol (ISO/IEC 18004:2015, 7.7.3), those first that all labels share.
    Runs are cut every eight modules, so that what eight modules draw is looked up.

    **Shared columns.** Codes of a run differ in their end alone. So under each of the eight masks (7.8) the right
    half of all symbols is the same, and so are finder patterns (6.3.3). The samples tell where that half begins;
    each variant becomes a form (ISO 32000-1, 8.10), and a path has only what is left of it. Two fills side by side
    would show a hairline: both draw the column where they meet. A symbol with another right half is drawn whole.
    """

    def __init__(self, size: int, qr: PlacedQr, *, height_mm: float, samples: Sequence[Symbol] = ()) -> None:
        module = b"%g" % round(qr.module_mm / MM_PER_PT, 5)
        x, y = points(qr.x_mm), points(height_mm - qr.y_mm)
        self._units = b"%b 0 0 -%b %b %b cm\n" % (module, module, x, y)
        self._runs = [_Runs(across, down) for across in reversed(range(size)) for down in range(0, size, 8)]
        self._shared, self._own, variants = _split(size, [symbol.columns for symbol in samples])
        self._names = {variant: shared_name(at) for at, variant in enumerate(variants)}
        self.forms = [self._path(variant) for variant in variants]

    def draw(self, symbol: Symbol) -> bytes:
        """The path, and the form with the rest of the symbol."""
        modules = symbol.columns
        name = self._names.get(modules & self._shared)
        if name is None:
            return self._units + self._path(modules)
        return b"%b%b/%b Do\n" % (self._units, self._path(modules & self._own), name)

    def _path(self, modules: int) -> bytes:
        runs = self._runs
        drawn = [of[eight] for of, eight in zip(runs, modules.to_bytes(len(runs)), strict=True)]
        return b"%bf\n" % b"".join(drawn)


class _Runs(dict[int, bytes]):
    """What eight modules of a column draw, from their bits, the topmost highest; made when asked for."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._across, self._down = across, down

    def __missing__(self, eight: int) -> bytes:
        found = _DARK.finditer(f"{eight:08b}")
        self[eight] = b"".join(
            b"%d %d 1 %d re\n" % (self._across, self._down + run.start(), run.end() - run.start())
            for run in found
        )
        return self[eight]


class MaskPen:
    """An inline image mask (8.9.6.2, 8.9.7), two fifths of the bytes; its rows are the symbol's columns.

    A reader may look for the end of the picture, `EI`, in its data: a symbol whose data contains that is drawn
    by the pen `instead`, one in four hundred.
    """

    def __init__(self, size: int, qr: PlacedQr, *, height_mm: float, instead: Pen) -> None:
        side, x, top = map(points, (size * qr.module_mm, qr.x_mm, height_mm - qr.y_mm))
        units = b"0 -%b %b 0 %b %b cm\n" % (side, side, x, top)
        self._head = b"%bBI/W %d/H %d/IM true/D[1 0]\nID " % (units, size, size)
        self._bytes = size * column_bits(size) // 8
        self._instead, self.forms = instead, instead.forms

    def draw(self, symbol: Symbol) -> bytes:
        data = symbol.columns.to_bytes(self._bytes)
        return self._instead.draw(symbol) if b"EI" in data else b"%b%b\nEI\n" % (self._head, data)


def shared_name(at: int) -> bytes:
    """Resource name of a pen's form, from 0."""
    return b"M%d" % at


def _split(size: int, symbols: Sequence[int]) -> tuple[int, int, list[int]]:
    """Which modules forms draw and which paths, and the variants of the former, none if there is nothing to share."""
    if not symbols:
        return 0, 0, []
    pitch = column_bits(size)
    finders = (0b1111111 << pitch - 7) | 0b1111111 << pitch - size  # of a column, above and below
    left, all_modules = sum(finders << pitch * across for across in range(7)), (1 << size * pitch) - 1
    shared, own, variants = 0, 0, set[int]()
    for columns in range(2, size - 7):
        wider = all_modules ^ (1 << (size - columns) * pitch) - 1 | left
        found = {symbol & wider for symbol in symbols}
        if len(found) > _MASKS:
            break
        shared, variants = wider, found
        own = all_modules ^ wider | (1 << pitch) - 1 << (size - columns) * pitch
    return shared, own, sorted(variants)
