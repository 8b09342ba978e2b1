"""A printed rule of a round length, where a page has room for one: whoever measures it sees at once what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labels.design.fitting import MM_PER_PT
from labels.drawing.calibration.free_space import DIGITS_EM, FreeSpace
from labels.drawing.instructions import Rect

LONGEST_MM, _SHORTEST_MM = 100, 20
_BAR_MM, _CAP_MM = 0.3, 2.0
_LABEL_PT, _LABEL_GAP_MM = 6.0, 0.6
_STEP_MM = 1.0
_INSIDE_MM = 2.0  # at the very edge of the paper a printer that misses shows half of it


@dataclass(frozen=True, kw_only=True, slots=True)
class LongRule:
    """A bar with caps, whose outer edges are `length_mm` apart; its length stands in a gap in its middle."""

    x_mm: float
    y_mm: float
    length_mm: int
    is_across: bool
    gap_mm: float

    def rects(self) -> Iterator[Rect]:
        part = (self.length_mm - self.gap_mm) / 2
        for start_mm, length_mm, depth_mm in (
            (0.0, part, _BAR_MM),
            (part + self.gap_mm, part, _BAR_MM),
            (0.0, _BAR_MM, _CAP_MM),
            (self.length_mm - _BAR_MM, _BAR_MM, _CAP_MM),
        ):
            yield self._area(start_mm, length_mm, depth_mm)

    def _area(self, start_mm: float, length_mm: float, depth_mm: float) -> Rect:
        """Symmetric to its middle line."""
        if self.is_across:
            y_mm = self.y_mm - depth_mm / 2
            return Rect(x_mm=self.x_mm + start_mm, y_mm=y_mm, width_mm=length_mm, height_mm=depth_mm)
        x_mm = self.x_mm - depth_mm / 2
        return Rect(x_mm=x_mm, y_mm=self.y_mm + start_mm, width_mm=depth_mm, height_mm=length_mm)


def put_rule(space: FreeSpace, *, is_across: bool, near: tuple[float, float]) -> LongRule | None:
    """The longest rule that there is room for, as near to a point as can be; None where there is none."""
    page = space.page
    room = (page.width_mm if is_across else page.height_mm) - 2 * _INSIDE_MM
    for length in range(min(LONGEST_MM, int(room // 10) * 10), _SHORTEST_MM - 1, -10):
        label = f"{length} mm"
        width = space.typeface.width_mm(label, bold=True, size_pt=_LABEL_PT)
        height = _LABEL_PT * MM_PER_PT * DIGITS_EM
        gap, depth = (width, _CAP_MM) if is_across else (height, width)
        for x_mm, y_mm in _middles(page, near):
            size = (length, depth) if is_across else (depth, length)
            area = Rect(x_mm=x_mm - size[0] / 2, y_mm=y_mm - size[1] / 2, width_mm=size[0], height_mm=size[1])
            if _is_inside(page, area) and space.is_free(area):
                space.write_number(label, size_pt=_LABEL_PT, bold=True, at=(x_mm, y_mm))
                space.take(area)
                start = (area.x_mm, y_mm) if is_across else (x_mm, area.y_mm)
                return LongRule(
                    x_mm=start[0],
                    y_mm=start[1],
                    length_mm=length,
                    is_across=is_across,
                    gap_mm=gap + 2 * _LABEL_GAP_MM,
                )
    return None


def _is_inside(page: Rect, area: Rect) -> bool:
    return (
        area.x_mm >= _INSIDE_MM
        and area.y_mm >= _INSIDE_MM
        and area.x_mm + area.width_mm <= page.width_mm - _INSIDE_MM
        and area.y_mm + area.height_mm <= page.height_mm - _INSIDE_MM
    )


def _middles(page: Rect, near: tuple[float, float]) -> Iterable[tuple[float, float]]:
    """Places for its middle, those nearest first."""
    places = [
        (x * _STEP_MM, y * _STEP_MM)
        for x in range(int(page.width_mm / _STEP_MM))
        for y in range(int(page.height_mm / _STEP_MM))
    ]
    return sorted(places, key=lambda at: abs(at[0] - near[0]) + abs(at[1] - near[1]))
