"""A printer that misses, and a person with a steel rule who reads what it printed.

Both take the real page: the rectangles of the PDF's content stream, or the dots of a ZPL or TSPL file. Where the
axes lie is looked up in the page's instructions, as a person sees them; what is read comes from the page alone.
"""

import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from labels.design.fitting import MM_PER_PT
from labels.drawing.calibration.page import lay_out_calibration_page, render_calibration_page
from labels.drawing.calibration.printer_page import render_printer_page
from labels.drawing.dots import dots_per_mm
from labels.drawing.instructions import Rect
from labels.stock.calibration import Calibration
from labels.stock.geometry import Stock
from labels.stock.readings import Printed, Readings, calibration_from
from tests.tspl_printer import TsplPrinter
from tests.zpl_printer import print_zpl

MOST_MM = 0.2  # by which two test pages let a printer miss

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = rb"(-?[\d.]+(?:e-\d+)?)"
_RECT = re.compile(rb" ".join([_NUMBER] * 4) + rb" re")
_MATRIX = re.compile(_NUMBER + rb" 0 0 " + rb" ".join([_NUMBER] * 3) + rb" cm")
_THIN_MM = 0.2
_BY_EYE_MM = 0.3  # nobody takes a line just behind a millimetre for one just before the next
_NEXT_LINE_MM = 1.05
_FEWEST_LINES = 6
_ABOVE_AXIS_MM = 0.7  # where every line of an axis is, and nothing else

Reader = Callable[[Sequence[float]], float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Where the lines of both axes are on a page that was sent, from its left and from its top edge, in order."""

    across_mm: list[float]
    down_mm: list[float]


def lines_of_pdf(data: bytes, page_height_mm: float) -> Lines:
    """From the rectangles of its one page, as its matrix moves them."""
    content = next(text for text in map(_unpacked, _STREAM.findall(data)) if b" re\n" in text)
    found = _MATRIX.search(content)
    scale_x, scale_y, x, y = (float(value) for value in found.groups()) if found else (1.0, 1.0, 0.0, 0.0)
    rects = []
    for one in _RECT.finditer(content):
        left, bottom, width, height = (float(value) for value in one.groups())
        rects.append(
            Rect(
                x_mm=(scale_x * left + x) * MM_PER_PT,
                y_mm=page_height_mm - (scale_y * (bottom + height) + y) * MM_PER_PT,
                width_mm=scale_x * width * MM_PER_PT,
                height_mm=scale_y * height * MM_PER_PT,
            )
        )
    return _lines(rects)


def lines_of_dots(picture: Image.Image, stock: Stock, calibration: Calibration, *, dpi: int) -> Lines:
    """From the black dots beside each axis."""
    per_mm = dots_per_mm(dpi)
    x_mm, y_mm = calibration.apply(*_axes_at(stock, calibration))
    grey = picture.convert("L")
    row, column = round((y_mm - _ABOVE_AXIS_MM) * per_mm), round((x_mm + _ABOVE_AXIS_MM) * per_mm)
    return Lines(
        across_mm=_middles([grey.getpixel((at, row)) == 0 for at in range(grey.width)], per_mm),
        down_mm=_middles([grey.getpixel((column, at)) == 0 for at in range(grey.height)], per_mm),
    )


def lines_sent(data: bytes, stock: Stock, calibration: Calibration, *, language: str, dpi: int) -> Lines:
    """Of a page in any of the three languages."""
    if language == "pdf":
        return lines_of_pdf(data, stock.page_height_mm)
    (picture,) = print_zpl(data) if language == "zpl" else TsplPrinter(dpi=dpi).print(data)
    return lines_of_dots(picture, stock, calibration, dpi=dpi)


def readings_of(stock: Stock, lines: Lines, printer: Calibration, read: Reader) -> Readings:
    """What a person reads off paper on which the printer puts each point of a page where `printer` says."""
    left, top = (stock.margin_left_mm, stock.margin_top_mm) if stock.is_roll else (0.0, 0.0)
    across = [printer.scale_x * at + printer.offset_x_mm for at in lines.across_mm]
    down = [printer.scale_y * at + printer.offset_y_mm for at in lines.down_mm]
    x = [read(one) for one in _verniers([at - left for at in across if 0 < at < stock.page_width_mm])]
    y = [read(one) for one in _verniers([at - top for at in down if 0 < at < stock.page_height_mm])]
    return Readings(left_mm=x[0], right_mm=x[1], top_mm=y[0], bottom_mm=y[1])


def read_to_half_a_line(lines: Sequence[float]) -> float:
    """The line that goes on straight in one of the rule, or the middle of two that do so equally well."""
    return _read(lines, halves=True)


def read_to_a_line(lines: Sequence[float]) -> float:
    """The line that does so best."""
    return _read(lines, halves=False)


def make_printer(chance: random.Random) -> Calibration:
    """One that puts everything up to 3 mm beside its place and makes it up to 3 % too large or too small."""
    offsets, scales = ([chance.uniform(low, high) for _ in "xy"] for low, high in ((-3, 3), (0.97, 1.03)))
    return Calibration(offset_x_mm=offsets[0], offset_y_mm=offsets[1], scale_x=scales[0], scale_y=scales[1])


def left_over_mm(stock: Stock, printer: Calibration, calibration: Calibration) -> float:
    """How far any point of the paper lands from where it should, at most: the sum is linear, so at a corner."""
    corners = [(x, y) for x in (0.0, stock.page_width_mm) for y in (0.0, stock.page_height_mm)]
    landed = [printer.apply(*calibration.apply(*corner)) for corner in corners]
    return max(
        max(abs(x - at_x), abs(y - at_y)) for (x, y), (at_x, at_y) in zip(corners, landed, strict=True)
    )


def _read(lines: Sequence[float], *, halves: bool) -> float:
    """Of the lines whose number is near to what the eye sees at the zero line, the one that is straightest."""
    if len(lines) < _FEWEST_LINES:  # it has left the paper: its zero line, to half a millimetre
        return round(2 * lines[0]) / 2
    count, whole = len(lines) - 1, int(lines[0])
    seen = lines[0] - whole
    off = [at - round(at) for at in lines]
    near = [line for line in range(count + 1) if abs(line / count - seen) <= _BY_EYE_MM]
    if seen > 1 - _BY_EYE_MM:
        near.append(0)
    best = min(near, key=lambda line: abs(off[line]))
    line = float(best)
    for other in (best - 1, best + 1):
        if halves and other in near and off[best] * off[other] < 0:
            share = abs(off[best]) / (abs(off[best]) + abs(off[other]))
            line = (best + other) / 2 if share >= 0.25 else line
    return (round(lines[0]) if best == 0 else whole) + line / count


def _verniers(lines: Sequence[float]) -> list[list[float]]:
    """Ladders of six or eleven lines, each nearly a millimetre from the one before; a second one may leave the paper.

    On the shortest axes the second begins about a millimetre after the first, and is told by its longer zero line.
    """
    ladders = [[lines[0]]]
    for one, other in pairwise(lines):
        if other - one < _NEXT_LINE_MM:
            ladders[-1].append(other)
        else:
            ladders.append([other])
    if len(ladders) == 1 and _FEWEST_LINES < len(lines) <= 2 * _FEWEST_LINES:
        return [[*lines[:_FEWEST_LINES]], [*lines[_FEWEST_LINES:]]]
    found = [ladder for ladder in ladders if len(ladder) >= _FEWEST_LINES]
    if [len(ladder) for ladder in found] == [_FEWEST_LINES] and ladders[-1] is not found[0]:
        return [found[0], ladders[ladders.index(found[0]) + 1]]
    assert [len(ladder) for ladder in found] in ([6, 6], [11, 11]), f"not seen whole: {ladders}"
    return found


def _lines(rects: Sequence[Rect]) -> Lines:
    """The short thin ones that begin on an axis: those that most others begin on, too."""
    upright = [one for one in rects if one.width_mm < _THIN_MM < 1 < one.height_mm < 4]
    level = [one for one in rects if one.height_mm < _THIN_MM < 1 < one.width_mm < 4]
    foot, _ = Counter(round(one.y_mm + one.height_mm, 1) for one in upright).most_common(1)[0]
    start, _ = Counter(round(one.x_mm, 1) for one in level).most_common(1)[0]
    return Lines(
        across_mm=sorted(
            one.x_mm + one.width_mm / 2 for one in upright if abs(one.y_mm + one.height_mm - foot) < _THIN_MM
        ),
        down_mm=sorted(one.y_mm + one.height_mm / 2 for one in level if abs(one.x_mm - start) < _THIN_MM),
    )


def _axes_at(stock: Stock, calibration: Calibration) -> tuple[float, float]:
    """x of the axis down and y of the one across."""
    rects, _ = lay_out_calibration_page(stock, calibration=calibration)
    foot, _ = Counter(
        round(one.y_mm + one.height_mm, 3) for one in rects if one.width_mm < _THIN_MM < 1 < one.height_mm < 4
    ).most_common(1)[0]
    start, _ = Counter(
        round(one.x_mm, 3) for one in rects if one.height_mm < _THIN_MM < 1 < one.width_mm < 4
    ).most_common(1)[0]
    return start, foot


def _middles(black: Sequence[bool], per_mm: float) -> list[float]:
    """Of runs of black dots."""
    edges = [at for at, (one, other) in enumerate(pairwise([False, *black, False])) if one != other]
    return [(first + last) / 2 / per_mm for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _unpacked(data: bytes) -> bytes:
    """Nothing of what is not deflated; a byte that looked like the end of a line is no loss."""
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def after_a_page(
    stock: Stock, printer: Calibration, calibration: Calibration, *, language: str, dpi: int
) -> Calibration:
    """The calibration after one page more."""
    page = (
        render_calibration_page(stock, calibration=calibration)
        if language == "pdf"
        else render_printer_page(stock, language=language, dpi=dpi, calibration=calibration)
    )
    lines = lines_sent(page, stock, calibration, language=language, dpi=dpi)
    readings = readings_of(stock, lines, printer, read_to_half_a_line)
    per_mm = None if language == "pdf" else dots_per_mm(dpi)
    printed = Printed(calibration=calibration, dots_per_mm=per_mm)
    return calibration_from(stock, readings, printed=printed).rounded()
