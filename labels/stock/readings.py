"""From what a packer reads off a printed test page to the printer's calibration. Pure.

The page has two scales, one across and one down. From each edge their numbers count millimetres inwards: the left
half from the left edge, the right half from the right one. The packer puts the zero of a steel rule on the edge of
the paper (of a roll: of the outermost labels) and reads which printed number stands at the rule's mark. A printer
that hits shows the mark's own number. The mark is well inside the margin that printers cannot reach.
"""

import math
from dataclasses import dataclass

from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.errors import CalibrationBeyondLimits, CalibrationReadingsDisagree
from labels.stock.geometry import Stock

LONGEST_RULE_MM = 100
MARK_MM, SMALL_MARK_MM = 10, 5
SMALL_SIDE_MM = 40.0
MOST_DISAGREEMENT_MM = 3.0  # A4 itself may be 2 mm wider or longer (ISO 216)
_CLEAR_OF_EDGE_MM = {"sheet": 8.0, "roll": 1.0}  # what printers leave white


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """One direction of a test page, across or down.

    Attributes:
        start_mm, end_mm: the edges that it is read from, on the page.
        mark_mm: how far inside them.
        rule_mm: length of the rule that is measured; in the middle between the edges.
    """

    start_mm: float
    end_mm: float
    mark_mm: int
    rule_mm: int

    @property
    def rule_start_mm(self) -> float:
        return (self.start_mm + self.end_mm - self.rule_mm) / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Readings:
    """What a packer typed.

    Attributes:
        rule_x_mm, rule_y_mm: how long the printed rules are in truth.
        left_mm, right_mm, top_mm, bottom_mm: the number at the mark, from each edge.
    """

    rule_x_mm: float
    rule_y_mm: float
    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float


def scale_across(stock: Stock) -> Scale:
    """The scale from the left to the right edge."""
    edges = (stock.margin_left_mm, stock.right_mm) if stock.is_roll else (0.0, stock.page_width_mm)
    return _scale(stock, *edges)


def scale_down(stock: Stock) -> Scale:
    """The scale from the top to the bottom edge."""
    edges = (stock.margin_top_mm, stock.bottom_mm) if stock.is_roll else (0.0, stock.page_height_mm)
    return _scale(stock, *edges)


def calibration_from(stock: Stock, readings: Readings, *, printed_with: Calibration = EXACT) -> Calibration:
    """The calibration of a printer that printed the stock's test page like this.

    Args:
        stock: whose test page it was.
        readings: what was read off it.
        printed_with: the calibration that the page was printed with; the answer takes its place.

    Raises:
        CalibrationReadingsDisagree: two opposite edges tell of different offsets.
        CalibrationBeyondLimits: a printer that misses by so much needs another setting, not a correction.
    """
    across, down = scale_across(stock), scale_down(stock)
    stretch_x = _stretch(across, readings.rule_x_mm, "scale_x")
    stretch_y = _stretch(down, readings.rule_y_mm, "scale_y")
    scale_x, scale_y = printed_with.scale_x / stretch_x, printed_with.scale_y / stretch_y
    check_calibration(
        Calibration(scale_x=scale_x, scale_y=scale_y)
    )  # a page fitted to the paper is told first
    shift_x = _shift(across, stretch_x, readings.left_mm, readings.right_mm, _ACROSS)
    shift_y = _shift(down, stretch_y, readings.top_mm, readings.bottom_mm, _DOWN)
    seen = Calibration(
        scale_x=1 / stretch_x,
        scale_y=1 / stretch_y,
        offset_x_mm=-shift_x / stretch_x,
        offset_y_mm=-shift_y / stretch_y,
    )
    found = printed_with.after(seen)
    check_calibration(found)
    return found


_ACROSS = {
    "first_edge_vi": "trái",
    "second_edge_vi": "phải",
    "first_edge_en": "left",
    "second_edge_en": "right",
}
_DOWN = {
    "first_edge_vi": "trên",
    "second_edge_vi": "dưới",
    "first_edge_en": "top",
    "second_edge_en": "bottom",
}


def _scale(stock: Stock, start_mm: float, end_mm: float) -> Scale:
    length = end_mm - start_mm
    room = length - 2 * min(_CLEAR_OF_EDGE_MM[stock.kind], length / 5)
    step = next(step for step in (10, 5, 1) if room >= 2 * step)
    return Scale(
        start_mm=start_mm,
        end_mm=end_mm,
        mark_mm=MARK_MM if length >= SMALL_SIDE_MM else min(SMALL_MARK_MM, int(length // 4)),
        rule_mm=min(LONGEST_RULE_MM, int(room // step) * step),
    )


def _stretch(scale: Scale, measured_mm: float, measure: str) -> float:
    """How much longer things come out than they should."""
    if not (math.isfinite(measured_mm) and measured_mm > 0):
        raise CalibrationBeyondLimits(
            measure=measure, met=f"{measured_mm:g} mm", least="> 0 mm", most=f"{scale.rule_mm} mm"
        )
    return measured_mm / scale.rule_mm


def _shift(scale: Scale, stretch: float, first: float, second: float, edges: dict[str, str]) -> float:
    """How far the page's zero is from the paper's: the mean of what both edges tell."""
    from_start = scale.start_mm + scale.mark_mm - stretch * (scale.start_mm + first)
    from_end = scale.end_mm - scale.mark_mm - stretch * (scale.end_mm - second)
    if not abs(from_start - from_end) <= MOST_DISAGREEMENT_MM:
        raise CalibrationReadingsDisagree(
            first_mm=f"{from_start:.1f}",
            second_mm=f"{from_end:.1f}",
            most_mm=f"{MOST_DISAGREEMENT_MM:g}",
            **edges,
        )
    return (from_start + from_end) / 2
