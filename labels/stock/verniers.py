"""Verniers of a test page, and which of their lines a reading says was straight in one of a steel rule. Pure."""

import math
from dataclasses import dataclass
from typing import NamedTuple

LINE_MM = 0.12  # of a vernier
FEW = 5  # parts of a vernier on a short axis
_FEW_SHORTER = (
    1.02  # a printer that stretches by 3 % hardly makes a long one of it, whose whole numbers are doubtful
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Vernier:
    """A ladder of lines that a steel rule's millimetres are compared with.

    Attributes:
        zero_mm: its first line, on the page.
        count: in how many parts it divides a millimetre: its lines, one more, are a millimetre less that part apart.
            With the last of them the first is straight again, one millimetre further on. Of few, all a little less.
    """

    zero_mm: float
    count: int

    @property
    def pitch_mm(self) -> float:
        apart_mm = 1 - 1 / self.count
        return apart_mm / _FEW_SHORTER if self.count <= FEW else apart_mm

    @property
    def lines_mm(self) -> list[float]:
        return [self.zero_mm + line * self.pitch_mm for line in range(self.count + 1)]

    @property
    def end_mm(self) -> float:
        return self.lines_mm[-1]


class Point(NamedTuple):
    """A line of a page: where it was drawn on it, and at which millimetre of the paper it was seen."""

    drawn_mm: float
    seen_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class VernierRead:
    """What a reading says: one line was straight, or of a whole number the first line or the last, or both.

    A vernier that came out short goes past a whole number before its last line: with that one, a line further up is
    straight too, and that is read. So of a short vernier it was the first line. Of a long one nobody can tell, and the
    middle of the two is wrong by the least: half of what the vernier is too long.
    """

    first: Point
    last: Point

    @classmethod
    def of(
        cls, vernier: Vernier, reading: float, start_mm: float, stretch: tuple[float, float, float | None]
    ) -> "VernierRead":
        whole = math.floor(reading)
        line = (reading - whole) * vernier.count
        seen_mm = start_mm + whole
        if line == 0:
            first, last = (drawn_mm(one, stretch) for one in (vernier.zero_mm, vernier.end_mm))
            return cls(first=Point(first, seen_mm), last=Point(last, seen_mm + vernier.count - 1))
        before = min(int(line), vernier.count - 1)
        one, next_one = (
            drawn_mm(vernier.zero_mm + at * vernier.pitch_mm, stretch) for at in (before, before + 1)
        )
        point = Point(one + (line - before) * (next_one - one), seen_mm + line)
        return cls(first=point, last=point)

    @property
    def middle(self) -> Point:
        return Point(
            (self.first.drawn_mm + self.last.drawn_mm) / 2, (self.first.seen_mm + self.last.seen_mm) / 2
        )

    def point(self, stretched: float) -> Point:
        """The line that was read on paper that is stretched so."""
        is_short = (
            stretched * (self.last.drawn_mm - self.first.drawn_mm) < self.last.seen_mm - self.first.seen_mm
        )
        return self.first if is_short else self.middle


def drawn_dots(start_mm: float, length_mm: float, dots_per_mm: float) -> tuple[int, int]:
    """The first dot of something and how many it takes: its middle stays as near as whole dots let it."""
    count = max(1, math.floor(length_mm * dots_per_mm + 0.5))
    return math.floor((start_mm + length_mm / 2) * dots_per_mm - count / 2 + 0.5), count


def drawn_mm(line_mm: float, stretch: tuple[float, float, float | None]) -> float:
    """Where the middle of a line really is on a page, as it leaves for a printer.

    Args:
        line_mm: where it would be on a page that is not corrected.
        stretch: scale, offset and dots of the page.
    """
    scale, offset_mm, dots_per_mm = stretch
    middle = scale * line_mm + offset_mm
    if dots_per_mm is None:
        return middle
    first, count = drawn_dots(middle - LINE_MM / 2, LINE_MM, dots_per_mm)
    return (first + count / 2) / dots_per_mm
