"""Which cell of which page a label takes: row by row, y from the top of the page, in millimetres. Pure.

A page of a roll is one row of lanes, so its start position is the lane that the first label takes.
"""

from dataclasses import dataclass

from labels.stock.errors import StartLaneBeyondRoll, StartPositionBeyondSheet
from labels.stock.geometry import Stock


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Where one label lies.

    Attributes:
        page: from 0.
        x_mm: left edge of the label on the page.
        y_mm: top edge of the label, measured down from the top of the page.
    """

    page: int
    x_mm: float
    y_mm: float


def place(stock: Stock, start_position: int, index: int) -> Cell:
    """The cell of the label `index` (from 0) when label 0 takes `start_position` (from 1) of the first page.

    Raises:
        StartPositionBeyondSheet: the sheet has no such position.
    """
    check_start_position(stock, start_position)
    page, position = divmod(start_position - 1 + index, stock.per_page)
    row, column = divmod(position, stock.columns)
    return Cell(
        page=page,
        x_mm=stock.margin_left_mm + column * (stock.label_width_mm + stock.gap_x_mm),
        y_mm=stock.margin_top_mm + row * (stock.label_height_mm + stock.gap_y_mm),
    )


def count_pages(stock: Stock, start_position: int, quantity: int) -> int:
    """How many pages `quantity` labels take, the first used from `start_position` on; 0 for no labels.

    Raises:
        StartPositionBeyondSheet: the sheet has no such position.
    """
    check_start_position(stock, start_position)
    if quantity == 0:
        return 0
    return place(stock, start_position, quantity - 1).page + 1


def check_start_position(stock: Stock, start_position: int) -> None:
    """Accept a position that the sheet has, or a lane of a roll.

    Raises:
        StartPositionBeyondSheet, StartLaneBeyondRoll: it has not.
    """
    if not 1 <= start_position <= stock.per_page:
        refusal = StartLaneBeyondRoll if stock.is_roll else StartPositionBeyondSheet
        raise refusal(met=start_position, expected=stock.per_page)
