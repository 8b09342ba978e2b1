"""Whether a design goes on a stock. Pure."""

from labels.design.designs import Design
from labels.design.errors import StockDoesNotFit
from labels.stock.stocks import Stock

TOLERANCE_MM = 0.01


def check_design_fits(design: Design, stock: Stock) -> None:
    """Accept a design that is not larger than a label of the stock.

    Raises:
        StockDoesNotFit: names both sizes.
    """
    fits = (
        design.width_mm <= stock.label_width_mm + TOLERANCE_MM
        and design.height_mm <= stock.label_height_mm + TOLERANCE_MM
    )
    if not fits:
        raise StockDoesNotFit(
            design=design.key,
            stock=stock.key,
            expected=f"{design.width_mm:g} × {design.height_mm:g}",
            met=f"{stock.label_width_mm:g} × {stock.label_height_mm:g}",
        )
