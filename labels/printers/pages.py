"""A printer's own test page: in its language, corrected by its calibration, with the code that its readings name."""

from labels.drawing.calibration.page import PageOf, render_calibration_page
from labels.drawing.calibration.printer_page import render_printer_page
from labels.printers.rules import Setup, page_code


def render_test_page(setup: Setup) -> bytes:
    """The page as a file: a PDF, or what is sent raw to a label printer.

    Raises:
        StockNotPossible, PictureTooLarge, SheetOnLabelPrinter: its paper, changed since, cannot be drawn so.
    """
    of = PageOf(printer=setup.name, code=page_code(setup))
    if setup.language == "pdf" or setup.dpi is None:
        return render_calibration_page(setup.stock, calibration=setup.calibration, of=of)
    return render_printer_page(
        setup.stock, language=setup.language, dpi=setup.dpi, calibration=setup.calibration, of=of
    )
