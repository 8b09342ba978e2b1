"""Whether a stock can exist: finite measures within limits, and every label on the page. Pure.

Runs keep their stock for ever and are checked again whenever they are drawn: limits are only ever widened.
"""

import math
from collections.abc import Iterator

from labels.stock.errors import StockFault, StockNotPossible
from labels.stock.geometry import KINDS, PRINTER_DPIS, Stock

TOLERANCE_MM = 0.01  # published measures are rounded, and their sums with them
LEAST_LABEL_MM = 5.0
MOST_PAGE_MM = 500.0  # A3 is 420 mm long
MOST_ROLL_MM = 220.0  # the widest heads that are sold have 8 inches
MOST_SIDE_BY_SIDE = 50
MOST_PER_PAGE = 500


def check_stock(stock: Stock) -> None:
    """Accept a stock whose labels all lie on its page.

    Raises:
        StockNotPossible: names every measure that is wrong, as met and as expected.
    """
    faults = find_faults(stock)
    if faults:
        raise StockNotPossible(key=stock.key, faults=faults)


def find_faults(stock: Stock) -> list[StockFault]:
    """Every measure that is wrong; of wrong measures no sum is worth telling."""
    return [*_measures(stock), *_counts(stock), *_words(stock)] or [*_edges(stock)]


def _measures(stock: Stock) -> Iterator[StockFault]:
    widest = MOST_ROLL_MM if stock.is_roll else MOST_PAGE_MM
    for names, least, most in (
        (("page_width_mm",), LEAST_LABEL_MM, widest),
        (("page_height_mm",), LEAST_LABEL_MM, MOST_PAGE_MM),
        (("label_width_mm", "label_height_mm"), LEAST_LABEL_MM, MOST_PAGE_MM),
        (("margin_left_mm", "margin_top_mm", "gap_x_mm", "gap_y_mm"), 0.0, MOST_PAGE_MM),
    ):
        for name in names:
            value = getattr(stock, name)
            if not (math.isfinite(value) and least <= value <= most):
                yield StockFault(measure=name, met=f"{value:g} mm", expected=f"{least:g}-{most:g} mm")


def _counts(stock: Stock) -> Iterator[StockFault]:
    for name in ("columns", "rows"):
        value = getattr(stock, name)
        if not 1 <= value <= MOST_SIDE_BY_SIDE:
            yield StockFault(measure=name, met=f"{value}", expected=f"1-{MOST_SIDE_BY_SIDE}")
    if stock.is_roll and stock.rows > 1:
        yield StockFault(measure="rows", met=f"{stock.rows}", expected="1 (roll)")
    if stock.columns > 0 and stock.rows > 0 and stock.per_page > MOST_PER_PAGE:
        yield StockFault(
            measure="columns × rows",
            met=f"{stock.columns} × {stock.rows} = {stock.per_page}",
            expected=f"<= {MOST_PER_PAGE}",
        )


def _words(stock: Stock) -> Iterator[StockFault]:
    if stock.kind not in KINDS:
        yield StockFault(measure="kind", met=stock.kind, expected=", ".join(KINDS))
    if stock.printer_dpi is not None and stock.printer_dpi not in PRINTER_DPIS:
        expected = ", ".join(map(str, PRINTER_DPIS))
        yield StockFault(measure="printer_dpi", met=f"{stock.printer_dpi}", expected=expected)


def _edges(stock: Stock) -> Iterator[StockFault]:
    """The sums, written out: who mistyped a measure finds it there."""
    for measure, sum_, edge_mm, page_mm in (
        (
            "margin_left_mm + columns × label_width_mm + gap_x_mm",
            _written(stock.margin_left_mm, stock.columns, stock.label_width_mm, stock.gap_x_mm),
            stock.right_mm,
            stock.page_width_mm,
        ),
        (
            "margin_top_mm + rows × label_height_mm + gap_y_mm",
            _written(stock.margin_top_mm, stock.rows, stock.label_height_mm, stock.gap_y_mm),
            stock.bottom_mm,
            stock.page_height_mm,
        ),
    ):
        if edge_mm > page_mm + TOLERANCE_MM:
            yield StockFault(measure=measure, met=f"{sum_} = {edge_mm:g} mm", expected=f"<= {page_mm:g} mm")


def _written(margin_mm: float, count: int, size_mm: float, gap_mm: float) -> str:
    return f"{margin_mm:g} + {count} × {size_mm:g} + {count - 1} × {gap_mm:g}"
