"""The stocks that come with the service, by key. Data only; a run keeps its own copy."""

from collections.abc import Mapping
from types import MappingProxyType

from labels.stock.errors import UnknownStock
from labels.stock.geometry import Stock as Stock
from labels.stock.rolls import ROLLS
from labels.stock.sheets import A4_3X8 as A4_3X8
from labels.stock.sheets import SHEETS

BUILT_IN: Mapping[str, Stock] = MappingProxyType({stock.key: stock for stock in (*SHEETS, *ROLLS)})


def get_stock(key: str) -> Stock:
    """The built-in stock of that key.

    Raises:
        UnknownStock: there is none.
    """
    if key not in BUILT_IN:
        raise UnknownStock(key=key, known=", ".join(BUILT_IN))
    return BUILT_IN[key]
