"""From what a packer reads off a printed test page to the printer's calibration. Pure.

The page has two axes, one across and one down, each with two verniers: short ladders of lines a little closer than a
millimetre. The packer puts the zero of a steel rule on the edge of the paper (of a roll: of its first label) along an
axis, and reads each vernier as that of a caliper: the whole millimetres are the rule's, up to the vernier's zero line;
the tenths are the number of the printed line that goes on straight in a line of the rule. Such a line is a point of the
page whose true place is a whole number of millimetres, so a stretch of the vernier itself does no harm.
"""

import math
from dataclasses import dataclass

from labels.stock.calibration import EXACT, LEAST_SCALE, MOST_SCALE, Calibration, check_calibration
from labels.stock.errors import CalibrationReadingsDisagree
from labels.stock.geometry import Stock
from labels.stock.verniers import FEW, Point, Vernier, VernierRead, drawn_mm

EDGE_MM = 1.0  # from a line to where the page ends
LONG_MM = 60.0  # from here on an axis has room for tenths; on a shorter one the verniers show every second
SHEET_CLEAR_MM = 20  # inkjet printers leave 15 mm white at the foot of a sheet
MOST_MISS_MM, MOST_MISS_SHARE = 3.5, 0.03  # a first page shows all its lines on a printer that misses by this
_NEAR_LINE, _FAR_LINE = 1, 3  # of six, straight when a corrected page lies right
_DOUBT_MM = 0.2  # in how far apart two readings are
MOST_MISREAD = 0.2  # a stretch beyond is no printer's: a number was misread or typed wrongly


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """One direction of a test page, across or down, from `start_mm` to `end_mm` on the page.

    Attributes:
        near, far: the verniers that are read, both from the start.
    """

    start_mm: float
    end_mm: float
    near: Vernier
    far: Vernier


@dataclass(frozen=True, kw_only=True, slots=True)
class Readings:
    """What a packer typed: where the zero lines of the verniers stand, in mm from the left edge and from the top."""

    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """How a test page was printed.

    Attributes:
        calibration: that corrected it.
        dots_per_mm: of a page that is drawn as dots; None where a driver draws it.
    """

    calibration: Calibration = EXACT
    dots_per_mm: float | None = None


def scale_across(stock: Stock, calibration: Calibration = EXACT) -> Scale:
    """The axis from the left to the right edge, of a page that is corrected so."""
    edges = (stock.margin_left_mm, stock.right_mm) if stock.is_roll else (0.0, stock.page_width_mm)
    seen = _seen(stock.page_width_mm, calibration.scale_x, calibration.offset_x_mm)
    return _scale(edges, seen, is_roll=stock.is_roll, is_corrected=calibration != EXACT)


def scale_down(stock: Stock, calibration: Calibration = EXACT) -> Scale:
    """The axis from the top to the bottom edge, of a page that is corrected so."""
    edges = (stock.margin_top_mm, stock.bottom_mm) if stock.is_roll else (0.0, stock.page_height_mm)
    seen = _seen(stock.page_height_mm, calibration.scale_y, calibration.offset_y_mm)
    return _scale(edges, seen, is_roll=stock.is_roll, is_corrected=calibration != EXACT)


def calibration_from(stock: Stock, readings: Readings, *, printed: Printed = Printed()) -> Calibration:
    """The calibration of a printer that printed the stock's test page like this; it takes the old one's place.

    Args:
        stock: whose test page it was.
        readings: what was read off it.
        printed: how it was.

    Raises:
        CalibrationReadingsDisagree: the two readings of an axis are not as far apart as its verniers.
        CalibrationBeyondLimits: a printer that misses by so much needs another setting, not a correction.
    """
    cal = printed.calibration
    scale_x, offset_x_mm = _undo(
        scale_across(stock, cal),
        (readings.left_mm, readings.right_mm),
        stretch=(cal.scale_x, cal.offset_x_mm, printed.dots_per_mm),
        words=("trái", "phải", "left", "right"),
    )
    scale_y, offset_y_mm = _undo(
        scale_down(stock, cal),
        (readings.top_mm, readings.bottom_mm),
        stretch=(cal.scale_y, cal.offset_y_mm, printed.dots_per_mm),
        words=("trên", "dưới", "top", "bottom"),
    )
    check_calibration(
        Calibration(scale_x=scale_x, scale_y=scale_y)
    )  # a page fitted to the paper is told first
    found = Calibration(scale_x=scale_x, scale_y=scale_y, offset_x_mm=offset_x_mm, offset_y_mm=offset_y_mm)
    check_calibration(found)
    return found


def _seen(page_mm: float, scale: float, offset_mm: float) -> tuple[float, float]:
    """From where to where a correction leaves lines on the page."""
    return (EDGE_MM - offset_mm) / scale, (page_mm - EDGE_MM - offset_mm) / scale


def _scale(
    edges: tuple[float, float], seen: tuple[float, float], *, is_roll: bool, is_corrected: bool
) -> Scale:
    """Verniers as far apart as the miss that is to be expected allows."""
    start, length = edges[0], edges[1] - edges[0]
    count = 10 if length >= LONG_MM else FEW
    span = count - 1
    least, most = seen[0] - start, seen[1] - start - span
    if is_corrected and length < LONG_MM:
        near, far = _outermost(max(EDGE_MM, least), min(length - EDGE_MM - span, most), count)
    else:
        near, far = _inside(length, span, is_sheet=not is_roll)
        near, far = max(near, math.ceil(least)), min(far, math.floor(most))
    return Scale(
        start_mm=start,
        end_mm=edges[1],
        near=Vernier(zero_mm=start + near, count=count),
        far=Vernier(zero_mm=start + max(far, near + span + 1), count=count),
    )


def _inside(length_mm: float, span_mm: int, *, is_sheet: bool) -> tuple[int, int]:
    """Both zero lines at whole millimetres from the edge, clear of what a first page may lose."""
    if is_sheet and length_mm >= LONG_MM:
        return SHEET_CLEAR_MM, int((length_mm - SHEET_CLEAR_MM - span_mm) // 10) * 10
    near = max(1, min(math.ceil(MOST_MISS_MM), math.floor(length_mm / 3)))
    return near, math.floor(length_mm - MOST_MISS_MM - MOST_MISS_SHARE * length_mm - span_mm)


def _outermost(least_mm: float, most_mm: float, count: int) -> tuple[float, float]:
    """Both zero lines as far out as they can be on a page where a printer hardly misses.

    The second line of the near vernier and the fourth of the far one are straight there: lines far apart, and a miss by
    a division either way leaves the straight ones there. With zero lines at whole millimetres the far vernier's
    first line would be straight, 7 mm from the near one on a label of 15 mm, and what is misread would double up to
    its edge.
    """
    near, far = _NEAR_LINE / count, _FAR_LINE / count
    return math.ceil(least_mm - near) + near, math.floor(most_mm - far) + far


def _undo(
    scale: Scale,
    readings: tuple[float, float],
    *,
    stretch: tuple[float, float, float | None],
    words: tuple[str, str, str, str],
) -> tuple[float, float]:
    """Scale and offset that undo what two points of a page tell of where the printer put them.

    Raises:
        CalibrationReadingsDisagree: they cannot both be right.
    """
    near, far = (
        VernierRead.of(vernier, reading, scale.start_mm, stretch)
        for vernier, reading in zip((scale.near, scale.far), readings, strict=True)
    )
    stretched = _slope(near.middle, far.middle)
    if not abs(stretched - 1) <= MOST_MISREAD:
        raise CalibrationReadingsDisagree(
            first_edge_vi=words[0],
            second_edge_vi=words[1],
            first_edge_en=words[2],
            second_edge_en=words[3],
            first_mm=f"{readings[0]:g}",
            second_mm=f"{readings[1]:g}",
            met_mm=f"{readings[1] - readings[0]:.1f}",
            expected_mm=f"{far.middle.drawn_mm - near.middle.drawn_mm:.1f}",
        )
    if _has_left(scale, near.middle, end_mm=drawn_mm(scale.far.end_mm, stretch)):
        first, told = near.point(1 / stretch[0]), stretch[0]
    else:
        first, second = near.point(stretched), far.point(stretched)
        told = _believed(first, second)
    return told, first.drawn_mm - told * first.seen_mm


def _believed(one: Point, other: Point) -> float:
    """The scale that two lines tell; a limit where it is beyond by no more than they may have been misread.

    On a first page of 15 mm they are 5 mm apart or less, too near to refuse a printer for: the second page tells more.
    """
    scale = 1 / _slope(one, other)
    within = min(max(scale, LEAST_SCALE), MOST_SCALE)
    return within if abs(scale - within) * (other.seen_mm - one.seen_mm) <= _DOUBT_MM else scale


def _has_left(scale: Scale, near: Point, *, end_mm: float) -> bool:
    """Whether the far vernier may end beyond the paper: what is read of it is a guess.

    Then the near one alone tells how far the page was moved, and the next page, which lies better, how it is stretched.
    """
    moved_mm = near.seen_mm - near.drawn_mm
    return end_mm + moved_mm + MOST_MISS_SHARE * (end_mm - near.drawn_mm) > scale.end_mm


def _slope(one: Point, other: Point) -> float:
    return (other.seen_mm - one.seen_mm) / (other.drawn_mm - one.drawn_mm)
