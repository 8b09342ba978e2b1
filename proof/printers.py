"""Two test pages bring any printer under 0.2 mm: random printers on every paper there is. `make proof-printers`.

A printer puts each point of a page up to 3 mm beside its place and stretches it by up to 3 %, differently across and
down. The page is the real one (the PDF's rectangles, the dots of the ZPL or TSPL), read as `tests/simulated_printer.py`
reads. What is left is the most by which any point of the paper misses. PRINTERS=20 on each, PAPERS=roll- for some.
"""

import os
import random
import sys

from labels.stock.calibration import EXACT
from labels.stock.stocks import BUILT_IN
from tests.simulated_printer import MOST_MM, after_a_page, left_over_mm, make_printer

SHEET_DPI, ROLL_DPI = 600, 203
CASES = (
    *((key, "pdf", ROLL_DPI if stock.is_roll else SHEET_DPI) for key, stock in BUILT_IN.items()),
    *((key, "zpl", 203) for key, stock in BUILT_IN.items() if stock.is_roll),
    *((key, "tspl", 300) for key, stock in BUILT_IN.items() if stock.is_roll),
)


def main() -> int:
    """0 when every printer is under the bar."""
    printers, papers = int(os.environ.get("PRINTERS", "20")), os.environ.get("PAPERS", "")
    print(
        f"{printers} printers on each of {len(BUILT_IN)} papers; left after each page: half under, all under"
    )
    over = 0
    for key, language, dpi in CASES:
        if not key.startswith(papers):
            continue
        left = _left(key, language, dpi, printers=printers)
        told = "; ".join(f"{sorted(page)[len(page) // 2]:.3f}, {max(page):.3f} mm" for page in left)
        print(f"{key:14} {language:4} {dpi} dpi: {told}", flush=True)
        over += max(left[1]) >= MOST_MM
    print(f"{over} papers over the bar of {MOST_MM} mm")
    return 1 if over else 0


def _left(key: str, language: str, dpi: int, *, printers: int) -> tuple[list[float], list[float]]:
    """What is left on a paper after the first and the second page, of each printer."""
    left: tuple[list[float], list[float]] = ([], [])
    chance = random.Random(f"{key} {language} {dpi}")
    for _ in range(printers):
        printer, calibration = make_printer(chance), EXACT
        for page in left:
            calibration = after_a_page(BUILT_IN[key], printer, calibration, language=language, dpi=dpi)
            page.append(left_over_mm(BUILT_IN[key], printer, calibration))
    return left


if __name__ == "__main__":
    sys.exit(main())
