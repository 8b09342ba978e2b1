"""Whether an organisation may have a stock. Pure."""

import re

from labels.design.schema import KEY_FORM, LENGTHS
from labels.stock.errors import StockFault, StockNotPossible
from labels.stock.geometry import Stock
from labels.stock.rules import find_faults

MOST_KEY = LENGTHS["key"][1]


def check_own_stock(stock: Stock) -> None:
    """Accept a stock with a key like a design's, whose labels all lie on its page.

    Raises:
        StockNotPossible: names everything that is wrong, as met and as expected.
    """
    faults = find_faults(stock)
    if len(stock.key) > MOST_KEY or not re.fullmatch(KEY_FORM.strip("^$"), stock.key):
        faults.insert(0, StockFault(measure="key", met=f"“{stock.key}”", expected="a4-3x8"))
    if faults:
        raise StockNotPossible(key=stock.key, faults=faults)
