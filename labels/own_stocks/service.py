"""Label stocks: the built-in ones and an organisation's own."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from labels.catalogues.service import Catalogue, Known, Refusals
from labels.own_stocks.errors import StockBuiltIn, StockKeyTaken, StockRetired
from labels.own_stocks.model import OwnStock
from labels.own_stocks.rules import check_own_stock
from labels.stock.errors import UnknownStock
from labels.stock.geometry import Stock
from labels.stock.stocks import BUILT_IN

KnownStock = Known[Stock]


def read_own_stock(document: Mapping[str, Any]) -> Stock:
    """The stock that a document means.

    Args:
        document: attributes of a stock, of the right types.

    Raises:
        StockNotPossible: names every measure that is wrong.
    """
    stock = Stock(**document)
    check_own_stock(stock)
    return stock


def _restored(document: dict[str, Any]) -> Stock:
    return Stock(**document)


STOCKS = Catalogue(
    what="label stock",
    pointer="/stock",
    kept_in=OwnStock,
    built_in=BUILT_IN,
    read=read_own_stock,
    write=asdict,
    restore=_restored,
    refusals=Refusals(unknown=UnknownStock, retired=StockRetired, taken=StockKeyTaken, built_in=StockBuiltIn),
)
