"""Two test pages bring a printer that misses under 0.2 mm: real pages, printed askew and read as a person does."""

import random

import pytest

from labels.drawing.calibration_page import render_calibration_page
from labels.drawing.dots import dots_per_mm
from labels.drawing.printer_page import render_printer_page
from labels.stock.calibration import EXACT, Calibration
from labels.stock.geometry import Stock
from labels.stock.readings import Printed, calibration_from
from labels.stock.stocks import BUILT_IN
from tests.simulated_printer import left_over_mm, lines_sent, make_printer, read_to_half_a_line, readings_of

MOST_MM = 0.2


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


@pytest.mark.parametrize(
    ("key", "language", "dpi"),
    [
        ("a4-3x8", "pdf", 600),
        ("roll-105x22", "pdf", 203),
        ("roll-105x22", "zpl", 203),
        ("roll-110x15", "zpl", 203),
        ("roll-100x150", "tspl", 203),
    ],
)
def test_the_second_page_leaves_less_than_a_fifth_of_a_millimetre(key: str, language: str, dpi: int) -> None:
    """Offsets to 3 mm and scales of 97 to 103 % both ways; `make proof-printers` tries many hundreds."""
    chance = random.Random(f"{key} {language}")
    for _ in range(3):
        printer, calibration = make_printer(chance), EXACT
        for _ in range(2):
            calibration = after_a_page(BUILT_IN[key], printer, calibration, language=language, dpi=dpi)

        assert left_over_mm(BUILT_IN[key], printer, calibration) < MOST_MM
