"""A roll's test page in the language of a label printer: corrected point by point, on the printer's own dots.

Each line keeps its thickness in whole dots, and its middle is as near to its place as dots let it; where that is
`labels/stock/verniers.py` knows when it reads the page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from PIL import Image

from labels.drawing.calibration.page import PageOf, lay_out_calibration_page
from labels.drawing.dots import dots_per_mm
from labels.drawing.errors import SheetOnLabelPrinter
from labels.drawing.glyphs import draw_line
from labels.drawing.instructions import Rect
from labels.drawing.label_printers.rows import Bitmap, cut_row
from labels.drawing.label_printers.tspl import write_tspl
from labels.drawing.label_printers.zpl import write_zpl
from labels.drawing.raster import blank
from labels.stock.calibration import EXACT, Calibration
from labels.stock.geometry import Stock
from labels.stock.verniers import drawn_dots

Write = Callable[[Iterable[Bitmap], Stock, int], Iterator[bytes]]
WRITERS: Final[dict[str, Write]] = {"zpl": write_zpl, "tspl": write_tspl}


def render_printer_page(
    stock: Stock, *, language: str, dpi: int, calibration: Calibration = EXACT, of: PageOf | None = None
) -> bytes:
    """The page as a file to be sent raw.

    Args:
        language: `zpl` or `tspl`.

    Raises:
        SheetOnLabelPrinter: the stock is no roll.
        StockNotPossible, CalibrationBeyondLimits, PictureTooLarge: it cannot be drawn.
    """
    if not stock.is_roll:
        raise SheetOnLabelPrinter(stock=stock.key)
    picture = draw_printer_page(stock, dpi=dpi, calibration=calibration, of=of)
    return b"".join(WRITERS[language]([cut_row(picture)], stock, dpi))


def draw_printer_page(
    stock: Stock, *, dpi: int, calibration: Calibration = EXACT, of: PageOf | None = None
) -> Image.Image:
    """The page in black and white dots, as it is sent: what is moved off it is cut."""
    rects, texts = lay_out_calibration_page(stock, calibration=calibration, of=of)
    picture = blank("1", stock.page_width_mm, stock.page_height_mm, dpi=dpi)
    per_mm = dots_per_mm(dpi)
    for rect in rects:
        picture.paste(0, _dots(rect, calibration, per_mm))
    for text in texts:
        x_mm, baseline_mm = calibration.apply(text.x_mm, text.baseline_mm)
        draw_line(picture, replace(text, x_mm=x_mm, baseline_mm=baseline_mm), dots_per_mm=per_mm)
    return picture


def _dots(rect: Rect, calibration: Calibration, per_mm: float) -> tuple[int, int, int, int]:
    x_mm, y_mm = calibration.apply(rect.x_mm, rect.y_mm)
    left, width = drawn_dots(x_mm, rect.width_mm * calibration.scale_x, per_mm)
    top, height = drawn_dots(y_mm, rect.height_mm * calibration.scale_y, per_mm)
    return left, top, left + width, top + height
