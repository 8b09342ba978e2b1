"""The two axes of a test page with their verniers, as areas and numbers. Millimetres, y downwards.

The lines of an axis begin on it and go up from the one across, to the right from the one down; a steel rule lies on
the other side.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from labels.design.fitting import MM_PER_PT
from labels.drawing.calibration.free_space import DIGITS_EM, FreeSpace
from labels.drawing.instructions import Rect
from labels.stock.readings import LONG_MM, MOST_MISS_MM, MOST_MISS_SHARE, Scale
from labels.stock.verniers import LINE_MM

DEPTH_MM = 5.2  # of an axis with its lines and numbers
_EVEN_MM, _ODD_MM, _ZERO_MM, _TICK_MM = 3.1, 1.2, 3.4, 1.6
_GAP_MM = 0.3  # between a line and its number
_DIGIT_PT, _FEW_DIGIT_PT, _ZERO_PT, _NUMBER_PT = 5.0, 4.5, 6.0, 4.5
_APART_MM = 1.2  # from a vernier to anything else on the axis
_NUMBER_APART_MM = 2.2
_BESIDE_MM = 0.8  # left of the axis down, where the one across stops


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """One scale in its place.

    Attributes:
        line_mm: where it lies: y of the one across, x of the one down.
        cut_mm: from where to where the other one stands in its way.
    """

    scale: Scale
    is_across: bool
    line_mm: float
    cut_mm: tuple[float, float] | None = None

    def area(self, along_mm: float, off_mm: float, length_mm: float, depth_mm: float) -> Rect:
        """An area `length_mm` long in the axis's direction, `off_mm` away from it on the side of its lines."""
        if self.is_across:
            y_mm = self.line_mm - off_mm - depth_mm
            return Rect(x_mm=along_mm, y_mm=y_mm, width_mm=length_mm, height_mm=depth_mm)
        return Rect(x_mm=self.line_mm + off_mm, y_mm=along_mm, width_mm=depth_mm, height_mm=length_mm)

    def rects(self) -> Iterator[Rect]:
        """The axis, its ticks and its verniers' lines."""
        for start_mm, end_mm in self._parts():
            yield self.area(start_mm, -LINE_MM / 2, end_mm - start_mm, LINE_MM)
        for at_mm, _ in self._ticks():
            yield self._line(at_mm, _TICK_MM)
        for vernier in (self.scale.near, self.scale.far):
            for line, at_mm in enumerate(vernier.lines_mm):
                yield self._line(at_mm, _ZERO_MM if line == 0 else _ODD_MM if line % 2 else _EVEN_MM)

    def strips(self) -> Iterator[Rect]:
        """What of the page all that takes."""
        for start_mm, end_mm in self._parts():
            yield self.area(start_mm, -LINE_MM / 2, end_mm - start_mm, DEPTH_MM)

    def write(self, space: FreeSpace) -> None:
        """The numbers of the verniers' lines, neighbours one above the other and none of the last, and of the ticks."""
        for vernier in (self.scale.near, self.scale.far):
            for line, at_mm in enumerate(vernier.lines_mm[:-1]):
                off_mm = _ZERO_MM if line == 0 else _ODD_MM if line % 2 else _EVEN_MM
                size_pt = _ZERO_PT if line == 0 else _DIGIT_PT if vernier.count == 10 else _FEW_DIGIT_PT
                number = line * 10 // vernier.count
                self._write(space, at_mm, off_mm, number, size_pt=size_pt, bold=line == 0)
        every = 10 if self.scale.end_mm - self.scale.start_mm >= LONG_MM else 5
        for at_mm, number in self._ticks():
            if number % every == 0 and self._is_clear(at_mm, _NUMBER_APART_MM):
                self._write(space, at_mm, _TICK_MM, number, size_pt=_NUMBER_PT, bold=False)

    def _line(self, at_mm: float, length_mm: float) -> Rect:
        return self.area(at_mm - LINE_MM / 2, LINE_MM / 2, LINE_MM, length_mm)

    def _write(
        self, space: FreeSpace, at_mm: float, off_mm: float, number: int, *, size_pt: float, bold: bool
    ) -> None:
        width = space.typeface.width_mm(f"{number}", bold=bold, size_pt=size_pt)
        depth = size_pt * MM_PER_PT * DIGITS_EM if self.is_across else width
        middle = self.area(at_mm, off_mm + _GAP_MM + depth / 2, 0, 0)
        space.write_number(f"{number}", size_pt=size_pt, bold=bold, at=(middle.x_mm, middle.y_mm))

    def _parts(self) -> Iterator[tuple[float, float]]:
        start, end = self.scale.start_mm, self.scale.end_mm
        if self.cut_mm is None:
            yield start, end
            return
        if self.cut_mm[0] > start:
            yield start, self.cut_mm[0]
        if self.cut_mm[1] < end:
            yield self.cut_mm[1], end

    def _ticks(self) -> Iterator[tuple[float, int]]:
        """Every fifth millimetre with its number from the start, where neither a vernier nor the other axis is."""
        for number in range(5, int(self.scale.end_mm - self.scale.start_mm), 5):
            if self._is_clear(self.scale.start_mm + number, _APART_MM):
                yield self.scale.start_mm + number, number

    def _is_clear(self, at_mm: float, apart_mm: float) -> bool:
        taken = [(one.zero_mm, one.end_mm) for one in (self.scale.near, self.scale.far)]
        taken += [] if self.cut_mm is None else [self.cut_mm]
        return not any(low - apart_mm < at_mm < high + apart_mm for low, high in taken)


def place_axes(across: Scale, down: Scale, *, crossing: Rect) -> tuple[Axis, Axis]:
    """Both axes: the one down between the verniers of the one across, which stops there.

    Args:
        crossing: the cell where they meet, if it can be.
    """
    x_mm = _between(
        crossing.x_mm + crossing.width_mm * 0.62,
        across.near.end_mm + _APART_MM + _BESIDE_MM,
        across.far.zero_mm - _APART_MM - DEPTH_MM,
    )
    least, most = down.start_mm + DEPTH_MM + MOST_MISS_MM, down.end_mm - MOST_MISS_MM
    y_mm = _between(
        crossing.y_mm + crossing.height_mm * 0.66, least, most - MOST_MISS_SHARE * (most - down.start_mm)
    )
    cut = (x_mm - _BESIDE_MM, x_mm + DEPTH_MM)
    return (
        Axis(scale=across, is_across=True, line_mm=y_mm, cut_mm=cut),
        Axis(scale=down, is_across=False, line_mm=x_mm),
    )


def _between(wanted_mm: float, least_mm: float, most_mm: float) -> float:
    return max(least_mm, min(wanted_mm, most_mm))
