"""Two test pages bring a printer that misses under 0.2 mm: real pages, printed askew and read as a person does."""

import random

import pytest

from labels.stock.calibration import EXACT
from labels.stock.stocks import BUILT_IN
from tests.simulated_printer import MOST_MM, after_a_page, left_over_mm, make_printer


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
