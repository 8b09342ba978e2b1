"""Whether a stock can exist: finite measures, and every label on the page. Pure."""

import math

from labels.stock.errors import StockNotPossible
from labels.stock.stocks import Stock

TOLERANCE_MM = 0.01  # published measures are rounded, and their sums with them


def check_stock(stock: Stock) -> None:
    """Accept a stock whose labels all lie on its page.

    Raises:
        StockNotPossible: names the first measure that is wrong, as met and as expected.
    """
    for measure in ("page_width_mm", "page_height_mm", "label_width_mm", "label_height_mm"):
        _check(stock, measure, _is_finite(stock, measure) and getattr(stock, measure) > 0, "> 0")
    for measure in ("margin_left_mm", "margin_top_mm", "gap_x_mm", "gap_y_mm"):
        _check(stock, measure, _is_finite(stock, measure) and getattr(stock, measure) >= 0, ">= 0")
    for measure in ("columns", "rows"):
        _check(stock, measure, getattr(stock, measure) >= 1, ">= 1")
    right = stock.margin_left_mm + _span(stock.columns, stock.label_width_mm, stock.gap_x_mm)
    _check_edge(stock, "right edge of the last column", right, stock.page_width_mm)
    bottom = stock.margin_top_mm + _span(stock.rows, stock.label_height_mm, stock.gap_y_mm)
    _check_edge(stock, "bottom edge of the last row", bottom, stock.page_height_mm)


def _is_finite(stock: Stock, measure: str) -> bool:
    return math.isfinite(getattr(stock, measure))


def _check(stock: Stock, measure: str, is_right: bool, expected: str) -> None:
    if not is_right:
        raise StockNotPossible(key=stock.key, measure=measure, met=getattr(stock, measure), expected=expected)


def _span(count: int, size_mm: float, gap_mm: float) -> float:
    return count * size_mm + (count - 1) * gap_mm


def _check_edge(stock: Stock, measure: str, edge_mm: float, limit_mm: float) -> None:
    if edge_mm > limit_mm + TOLERANCE_MM:
        raise StockNotPossible(
            key=stock.key, measure=measure, met=f"{edge_mm:g} mm", expected=f"<= {limit_mm:g} mm"
        )
