"""Room for text among what is drawn already: nothing that is placed here touches anything else. Millimetres."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from labels.design.fitting import BASELINE_EM, MM_PER_PT
from labels.design.wrapping import wrap
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import PlacedText, Rect

LINE_EM = 1.18
DIGITS_EM = 0.74  # height of digits and capitals without marks
CLEAR_MM = 0.35
_STEP_MM = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One paragraph of a block: `share` of the block's type size."""

    text: str
    bold: bool = False
    share: float = 1.0


@dataclass(kw_only=True, slots=True)
class FreeSpace:
    """What is taken of a page, and the texts that found room on it."""

    page: Rect
    typeface: LabelTypeface
    taken: list[Rect] = field(default_factory=list)
    texts: list[PlacedText] = field(default_factory=list)

    def take(self, *areas: Rect) -> None:
        self.taken += areas

    def is_free(self, area: Rect) -> bool:
        """Whether it lies on the page and clear of all that is taken."""
        return _holds(self.page, area) and not any(touches(area, other) for other in self.taken)

    def put_number(self, text: str, *, size_pt: float, bold: bool, at: Iterable[tuple[float, float]]) -> bool:
        """A number with its middle at the first of some points where it is free; answers whether it found one."""
        width = self.typeface.width_mm(text, bold=bold, size_pt=size_pt)
        height = size_pt * MM_PER_PT * DIGITS_EM
        for x_mm, y_mm in at:
            area = Rect(x_mm=x_mm - width / 2, y_mm=y_mm - height / 2, width_mm=width, height_mm=height)
            if self.is_free(area):
                self.write_number(text, size_pt=size_pt, bold=bold, at=(x_mm, y_mm))
                return True
        return False

    def write_number(self, text: str, *, size_pt: float, bold: bool, at: tuple[float, float]) -> None:
        """A number with its middle there, whatever is there."""
        width = self.typeface.width_mm(text, bold=bold, size_pt=size_pt)
        height = size_pt * MM_PER_PT * DIGITS_EM
        area = Rect(x_mm=at[0] - width / 2, y_mm=at[1] - height / 2, width_mm=width, height_mm=height)
        self.take(area)
        self._write(text, x_mm=area.x_mm, baseline_mm=area.y_mm + height, size_pt=size_pt, bold=bold)

    def put_block(self, lines: Sequence[Line], *, cells: Iterable[Rect], sizes_pt: Sequence[float]) -> bool:
        """Paragraphs in one of some cells, as large as they can be; answers whether they found room."""
        candidates = list(cells)
        for size_pt in sizes_pt:
            for cell in candidates:
                for share in (1.0, 0.75, 0.6, 0.5, 0.4):
                    if self._put_at(lines, cell, width_mm=(cell.width_mm - 2.4) * share, size_pt=size_pt):
                        return True
        return False

    def _put_at(self, lines: Sequence[Line], cell: Rect, *, width_mm: float, size_pt: float) -> bool:
        wrapped = self._wrapped(lines, width_mm=width_mm, size_pt=size_pt)
        if wrapped is None:
            return False
        height = sum(line.share for line in wrapped) * size_pt * MM_PER_PT * LINE_EM
        width = max(
            self.typeface.width_mm(line.text, bold=line.bold, size_pt=size_pt * line.share)
            for line in wrapped
        )
        for x_mm, y_mm in _spots(cell, width_mm=width, height_mm=height):
            area = Rect(x_mm=x_mm, y_mm=y_mm, width_mm=width, height_mm=height)
            if self.is_free(area):
                self.take(area)
                self._write_lines(wrapped, area, size_pt)
                return True
        return False

    def _wrapped(self, lines: Sequence[Line], *, width_mm: float, size_pt: float) -> list[Line] | None:
        found: list[Line] = []
        for line in lines:
            size = size_pt * line.share
            broken = wrap(line.text, self.typeface, width_mm=width_mm, bold=line.bold, size_pt=size)
            if broken is None:
                return None
            found += [Line(text=text, bold=line.bold, share=line.share) for text in broken]
        return found

    def _write_lines(self, lines: Sequence[Line], area: Rect, size_pt: float) -> None:
        top = area.y_mm
        for line in lines:
            em = size_pt * line.share * MM_PER_PT
            self._write(
                line.text,
                x_mm=area.x_mm,
                baseline_mm=top + BASELINE_EM * em,
                size_pt=size_pt * line.share,
                bold=line.bold,
            )
            top += em * LINE_EM

    def _write(self, text: str, *, x_mm: float, baseline_mm: float, size_pt: float, bold: bool) -> None:
        self.texts.append(
            PlacedText(
                x_mm=x_mm, baseline_mm=baseline_mm, size_pt=size_pt, bold=bold, is_white=False, text=text
            )
        )


def touches(one: Rect, other: Rect) -> bool:
    """Whether two areas are nearer than letters may be."""
    return (
        one.x_mm < other.x_mm + other.width_mm + CLEAR_MM
        and other.x_mm < one.x_mm + one.width_mm + CLEAR_MM
        and one.y_mm < other.y_mm + other.height_mm + CLEAR_MM
        and other.y_mm < one.y_mm + one.height_mm + CLEAR_MM
    )


def _spots(cell: Rect, *, width_mm: float, height_mm: float) -> Iterable[tuple[float, float]]:
    """Corners where an area could begin in a cell, from the top down, in each row from the left."""
    for y_mm in _steps(cell.y_mm + 1.0, cell.y_mm + cell.height_mm - height_mm - 0.8):
        for x_mm in _steps(cell.x_mm + 1.2, cell.x_mm + cell.width_mm - width_mm - 0.8):
            yield x_mm, y_mm


def _steps(start_mm: float, end_mm: float) -> Iterable[float]:
    """From the first to the last place, at least one when it is no further than half a step out."""
    count = int((end_mm - start_mm + _STEP_MM / 2) / _STEP_MM)
    return [start_mm + step * _STEP_MM for step in range(count + 1)] if end_mm - start_mm > -0.5 else []


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x_mm <= inner.x_mm
        and outer.y_mm <= inner.y_mm
        and inner.x_mm + inner.width_mm <= outer.x_mm + outer.width_mm
        and inner.y_mm + inner.height_mm <= outer.y_mm + outer.height_mm
    )
