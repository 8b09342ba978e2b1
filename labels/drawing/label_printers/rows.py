"""Rows of a roll as black and white pictures for a label printer: its lanes side by side, one picture a row.

The text is drawn here with the embedded fonts, since the code pages of cheap printers mangle Vietnamese.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from PIL import Image, ImageChops

from labels.drawing.dots import dots, dots_per_mm
from labels.drawing.errors import SheetOnLabelPrinter
from labels.drawing.job import LabelJob
from labels.drawing.plan import check_range, plan_job
from labels.drawing.raster import Raster, blank
from labels.stock.geometry import PRINTER_DPIS, Stock
from labels.stock.imposition import Cell, place


@dataclass(frozen=True, kw_only=True, slots=True)
class Bitmap:
    """The part of a row that has black dots, from the row's top left corner.

    Attributes:
        data: rows of `row_bytes` bytes from the top, the first bit leftmost; 1 is black.
    """

    x: int
    y: int
    row_bytes: int
    height: int
    data: bytes


def render_rows(job: LabelJob, *, first: int, last: int, dpi: int) -> Iterator[Bitmap]:
    """The rows with the labels `first` to `last`, each in the lane that it has in the whole job.

    Every refusal comes from this call; what it returns draws a row when it is asked for the next.

    Raises:
        LabelRangeBeyondRun: the job has no such labels.
        SheetOnLabelPrinter: the stock is no roll.
        StockNotPossible, StartPositionBeyondSheet, StockDoesNotFit: stock and design do not go together.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: a label cannot be drawn whole.
        PictureTooLarge: a row has more dots than we draw.
    """
    numbers = check_range(job, first=first, last=last)
    if not job.stock.is_roll:
        raise SheetOnLabelPrinter(stock=job.stock.key)
    raster = Raster.of(plan_job(replace(job, printer_dpi=dpi)), dpi=dpi, mode="1")
    paper = blank("1", job.stock.page_width_mm, job.stock.page_height_mm, dpi=dpi)
    return _draw_rows(raster, paper, numbers)


def usual_dpi(job: LabelJob) -> int:
    """Of the printer that a job is for, of those that take its stock, or of nearly all that are sold for labels."""
    return job.printer_dpi or job.stock.printer_dpi or PRINTER_DPIS[0]


def row_size(stock: Stock, *, dpi: int) -> tuple[int, int]:
    """Width and height of a row in dots."""
    per_mm = dots_per_mm(dpi)
    return dots(stock.page_width_mm, per_mm), dots(stock.page_height_mm, per_mm)


def cut_row(row: Image.Image) -> Bitmap:
    """What is black, from a whole byte to a whole byte."""
    ink = ImageChops.invert(row)
    left, top, right, bottom = ink.getbbox() or (0, 0, 1, 1)
    left -= left % 8
    row_bytes = (right - left + 7) // 8
    cut = ink.crop((left, top, left + row_bytes * 8, bottom))  # beyond the row there is no black
    return Bitmap(x=left, y=top, row_bytes=row_bytes, height=bottom - top, data=cut.tobytes())


def _draw_rows(raster: Raster, paper: Image.Image, numbers: Iterable[int]) -> Iterator[Bitmap]:
    job = raster.plan.job
    drawn = (number for number in numbers if number not in job.left_out)
    cells = ((place(job.stock, job.start_position, number - 1), number) for number in drawn)
    for _, in_row in groupby(cells, lambda found: found[0].page):
        row = paper.copy()
        for cell, number in in_row:
            row.paste(raster.draw(job.label_of(number)), _corner(cell, job, raster.dots_per_mm))
        yield cut_row(row)


def _corner(cell: Cell, job: LabelJob, per_mm: float) -> tuple[int, int]:
    """Where a label's first dot goes: calibration moves whole labels, so that modules stay whole dots."""
    design, stock = job.design, job.stock
    x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
    y_mm = cell.y_mm + (stock.label_height_mm - design.height_mm) / 2
    x_mm, y_mm = job.calibration.apply(x_mm, y_mm)
    return dots(x_mm, per_mm), dots(y_mm, per_mm)
