"""The two scales of a test page and the rules beside them, as areas and numbers. Millimetres, y downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labels.design.fitting import MM_PER_PT
from labels.drawing.free_space import DIGITS_EM, FreeSpace
from labels.drawing.instructions import Rect
from labels.stock.readings import Scale

_LINE_MM, _RULE_MM, _CAP_MM = 0.12, 0.3, 2.0
_TICKS_MM = {10: 2.8, 5: 2.0, 1: 1.2}
_LONGEST_TICK_MM = _TICKS_MM[10]
_NUMBER_PT, _MARK_PT, _LABEL_PT = 5.0, 6.5, 6.0
_NUMBER_GAP_MM = 0.45
_LABEL_GAP_MM = 0.6  # on each side of a rule's length, which stands in a gap of the rule
_BLANK_MM = 3.3  # before the other scale, whose ticks are there
_NUMBERS_MM = 5.4  # above the scale across, its ticks and numbers
_NEAR_MM = 1.6  # a line this near to a mark would go through its number
_RULE_UNDER_MM = 2.1  # from the scale across to its rule
_LABEL_CLEAR_MM = 0.6  # from the scale down to its rule's length


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """One scale with its rule, in its place.

    Attributes:
        line_mm: where it lies: y of the scale across, x of the one down.
        rule_offset_mm: from it to its rule.
        other_mm, other_rule_mm: where the other scale and its rule cross it.
        label_mm: how much of the rule its length takes.
        outlines_mm: where outlines of cells cross it.
    """

    scale: Scale
    is_across: bool
    line_mm: float
    rule_offset_mm: float
    other_mm: float
    other_rule_mm: float
    label_mm: float
    outlines_mm: frozenset[float]

    @property
    def label(self) -> str:
        return f"{self.scale.rule_mm} mm"

    @property
    def label_at_mm(self) -> float | None:
        """Where in the rule its length stands: as near to the middle as the other scale leaves room, if it does."""
        start, end = self.scale.rule_start_mm, self.scale.rule_start_mm + self.scale.rule_mm
        half = self.label_mm / 2
        taken = (
            (self.other_mm - (_BLANK_MM if self.is_across else _NUMBERS_MM), self.other_mm + _LABEL_GAP_MM),
            (self.other_rule_mm - 1, self.other_rule_mm + 1),
            *((at - _LABEL_GAP_MM, at + _LABEL_GAP_MM) for at in self.outlines_mm),
        )
        places = sorted(_places(start + half + 1, end - half - 1), key=lambda at: abs(at - (start + end) / 2))
        free = (at for at in places if all(at + half < low or at - half > high for low, high in taken))
        return next(free, None)

    def area(self, along_mm: float, off_mm: float, length_mm: float, depth_mm: float) -> Rect:
        """An area `length_mm` long in the scale's direction, `off_mm` to the right of or under its line."""
        if self.is_across:
            return Rect(x_mm=along_mm, y_mm=self.line_mm + off_mm, width_mm=length_mm, height_mm=depth_mm)
        return Rect(x_mm=self.line_mm + off_mm, y_mm=along_mm, width_mm=depth_mm, height_mm=length_mm)

    def point(self, along_mm: float, off_mm: float) -> tuple[float, float]:
        if self.is_across:
            return along_mm, self.line_mm + off_mm
        return self.line_mm + off_mm, along_mm

    def rects(self) -> Iterator[Rect]:
        """The line, its ticks, and the rule with its caps, whose outer edges are its length apart."""
        scale = self.scale
        yield self.area(scale.start_mm, -_LINE_MM / 2, scale.end_mm - scale.start_mm, _LINE_MM)
        for at_mm, number in _millimetres(scale):
            height = _TICKS_MM[next(step for step in _TICKS_MM if number % step == 0)]
            if not self.other_mm - _BLANK_MM < at_mm < self.other_mm + _LINE_MM:
                yield self.area(at_mm - _LINE_MM / 2, -height, _LINE_MM, height)
        for start_mm, length_mm in self._parts():
            yield self.area(start_mm, self.rule_offset_mm - _RULE_MM / 2, length_mm, _RULE_MM)
        yield from self._caps()

    def strips(self) -> Iterator[Rect]:
        """What of the page all that takes."""
        scale = self.scale
        length = scale.end_mm - scale.start_mm
        yield self.area(scale.start_mm, -_LONGEST_TICK_MM, length, _LONGEST_TICK_MM + _LINE_MM)
        for start_mm, length_mm in self._parts():
            yield self.area(start_mm, self.rule_offset_mm - _RULE_MM / 2, length_mm, _RULE_MM)
        yield from self._caps()

    def put_label(self, space: FreeSpace) -> None:
        """The rule's length."""
        within = [] if self.label_at_mm is None else [self.point(self.label_at_mm, self.rule_offset_mm)]
        space.put_number(self.label, size_pt=_LABEL_PT, bold=True, at=[*within, *self._beside_rule()])

    def put_marks(self, space: FreeSpace) -> None:
        """The numbers that are read."""
        scale = self.scale
        for at_mm in (scale.start_mm + scale.mark_mm, scale.end_mm - scale.mark_mm):
            self._put(space, at_mm, scale.mark_mm, is_mark=True)

    def put_numbers(self, space: FreeSpace) -> None:
        """The others, each where there is room."""
        step = 10 if self.scale.end_mm - self.scale.start_mm >= 60 else 5
        for at_mm, number in _millimetres(self.scale):
            if number % step == 0 and number != self.scale.mark_mm:
                self._put(space, at_mm, number, is_mark=False)

    def _put(self, space: FreeSpace, at_mm: float, number: int, *, is_mark: bool) -> None:
        size_pt = _MARK_PT if is_mark else _NUMBER_PT
        width = space.typeface.width_mm(f"{number}", bold=is_mark, size_pt=size_pt)
        depth = size_pt * MM_PER_PT * DIGITS_EM if self.is_across else width
        at = self.point(at_mm, -_LONGEST_TICK_MM - _NUMBER_GAP_MM - depth / 2)
        space.put_number(f"{number}", size_pt=size_pt, bold=is_mark, at=[at])

    def _parts(self) -> Iterator[tuple[float, float]]:
        """The rule, cut where its length stands: start and length of each part."""
        start, end = self.scale.rule_start_mm, self.scale.rule_start_mm + self.scale.rule_mm
        if self.label_at_mm is None:
            yield start, end - start
            return
        before, after = self.label_at_mm - self.label_mm / 2, self.label_at_mm + self.label_mm / 2
        yield start, before - start
        yield after, end - after

    def _caps(self) -> Iterator[Rect]:
        start, end = self.scale.rule_start_mm, self.scale.rule_start_mm + self.scale.rule_mm
        for cap_mm in (start, end - _RULE_MM):
            yield self.area(cap_mm, self.rule_offset_mm - _CAP_MM / 2, _RULE_MM, _CAP_MM)

    def _beside_rule(self) -> Iterator[tuple[float, float]]:
        """Places for the length where it does not fit into the rule."""
        away = self.rule_offset_mm + (2.2 if self.is_across else self.label_mm / 2 + 3.2)
        for off_mm in (away, -away):
            for at_mm in _places(self.scale.start_mm, self.scale.end_mm):
                yield self.point(at_mm, off_mm)


def place_axes(
    across: Scale, down: Scale, *, cells: Sequence[Rect], crossing: Rect, space: FreeSpace
) -> tuple[Axis, Axis]:
    """Both scales, crossing in one of the cells where neither goes through the other's marks."""
    across_mm, down_mm = (
        space.typeface.width_mm(f"{scale.rule_mm} mm", bold=True, size_pt=_LABEL_PT)
        for scale in (across, down)
    )
    beside_mm = down_mm / 2 + _LABEL_CLEAR_MM  # downwards the length lies across the rule
    x_mm = _line(across, crossing.x_mm, crossing.width_mm, (0.62, 0.5, 0.4, 0.7, 0.3), beside_mm)
    y_mm = _line(down, crossing.y_mm, crossing.height_mm, (0.66, 0.6, 0.52, 0.45, 0.4), _RULE_UNDER_MM)
    return (
        Axis(
            scale=across,
            is_across=True,
            line_mm=y_mm,
            rule_offset_mm=_RULE_UNDER_MM,
            other_mm=x_mm,
            other_rule_mm=x_mm + beside_mm,
            label_mm=across_mm + 2 * _LABEL_GAP_MM,
            outlines_mm=frozenset(edge for one in cells for edge in (one.x_mm, one.x_mm + one.width_mm)),
        ),
        Axis(
            scale=down,
            is_across=False,
            line_mm=x_mm,
            rule_offset_mm=beside_mm,
            other_mm=y_mm,
            other_rule_mm=y_mm + _RULE_UNDER_MM,
            label_mm=_LABEL_PT * MM_PER_PT * DIGITS_EM + 2 * _LABEL_GAP_MM,
            outlines_mm=frozenset(edge for one in cells for edge in (one.y_mm, one.y_mm + one.height_mm)),
        ),
    )


def _line(
    crossed: Scale, start_mm: float, length_mm: float, shares: tuple[float, ...], rule_mm: float
) -> float:
    """Where a scale crosses the other one: the first share of a cell whose lines miss the other's marks."""
    marks = (crossed.start_mm + crossed.mark_mm, crossed.end_mm - crossed.mark_mm)
    places = [start_mm + length_mm * share for share in shares]
    clear = (
        place
        for place in places
        if all(abs(line - mark) > _NEAR_MM for line in (place, place + rule_mm) for mark in marks)
    )
    return next(clear, places[0])


def _places(start_mm: float, end_mm: float) -> list[float]:
    """From one place to another in half millimetres; none when the second is before the first."""
    return (
        [start_mm + step / 2 for step in range(int((end_mm - start_mm) * 2) + 1)] if end_mm > start_mm else []
    )


def _millimetres(scale: Scale) -> Iterator[tuple[float, int]]:
    """Each whole millimetre with its number, counted from the nearer edge."""
    half = (scale.end_mm - scale.start_mm) / 2
    for number in range(1, int(half) + 1):
        yield scale.start_mm + number, number
        if number < half:
            yield scale.end_mm - number, number
