"""Two test pages bring any printer under 0.2 mm: random printers on every paper there is. `make proof-printers`.

A printer puts each point of a page up to 3 mm beside its place and stretches it by up to 3 %, differently across and
down. The page is the real one (the PDF's rectangles, the dots of the ZPL or TSPL), read as `tests/simulated_printer.py`
reads. What is left is the most by which any point of the paper misses.
"""

import os
import random
import sys

from labels.stock.calibration import EXACT
from labels.stock.stocks import BUILT_IN
from tests.simulated_printer import left_over_mm, make_printer
from tests.unit.labels.drawing.test_two_pages import MOST_MM, after_a_page

SHEET_DPI, ROLL_DPI = 600, 203
CASES = (
    *((key, "pdf", ROLL_DPI if stock.is_roll else SHEET_DPI) for key, stock in BUILT_IN.items()),
    *((key, "zpl", 203) for key, stock in BUILT_IN.items() if stock.is_roll),
    *((key, "tspl", 300) for key, stock in BUILT_IN.items() if stock.is_roll),
)


def main() -> int:
    """0 when every printer is under the bar."""
    printers = int(os.environ.get("PRINTERS", "20"))
    print(
        f"{printers} printers on each of {len(BUILT_IN)} papers; left after each page: half under, all under"
    )
    worst = 0.0
    for key, language, dpi in CASES:
        left: tuple[list[float], list[float]] = ([], [])
        chance = random.Random(f"{key} {language} {dpi}")
        for _ in range(printers):
            printer, calibration = make_printer(chance), EXACT
            for page in left:
                calibration = after_a_page(BUILT_IN[key], printer, calibration, language=language, dpi=dpi)
                page.append(left_over_mm(BUILT_IN[key], printer, calibration))
        told = "; ".join(f"{sorted(page)[len(page) // 2]:.3f}, {max(page):.3f} mm" for page in left)
        print(f"{key:14} {language:4} {dpi} dpi: {told}", flush=True)
        worst = max(worst, *left[1])
    print(f"at most {worst:.3f} mm left; the bar is {MOST_MM} mm")
    return 0 if worst < MOST_MM else 1


if __name__ == "__main__":
    sys.exit(main())
