"""docs/paper.md says of every stock and of every part of one what the code has."""

import json
import re
from dataclasses import fields

import pytest

from labels.drawing.errors import CalibrationLeavesPage
from labels.own_stocks.errors import StockBuiltIn, StockKeyTaken, StockRetired
from labels.own_stocks.service import read_own_stock
from labels.printers.errors import (
    PageOutdated,
    PrinterDiffers,
    PrinterDpiMissing,
    PrinterNameTaken,
    PrinterNeedsRoll,
    PrinterRetired,
)
from labels.stock.errors import CalibrationBeyondLimits, CalibrationReadingsDisagree, StockNotPossible
from labels.stock.findings import DirectThermalFades, StockNotMeasured
from labels.stock.geometry import Stock
from labels.stock.readings import Readings
from labels.stock.stocks import BUILT_IN
from tests.contract.test_examples import DOCS

TEXT = (DOCS / "paper.md").read_text()
BLOCK = re.compile(r"```(?:json)?\n(.*?)```", re.DOTALL)
REFUSALS = (
    *(PageOutdated, PrinterDiffers, PrinterDpiMissing, PrinterNameTaken, PrinterNeedsRoll, PrinterRetired),
    *(StockBuiltIn, StockKeyTaken, StockNotPossible, StockRetired),
    *(CalibrationBeyondLimits, CalibrationLeavesPage, CalibrationReadingsDisagree),
)


@pytest.mark.parametrize(
    "names",
    [
        {one.name for kind in (Stock, Readings) for one in fields(kind)},
        {refusal.code for refusal in REFUSALS},
        {DirectThermalFades.code, StockNotMeasured.code},
    ],
    ids=["parts", "refusals", "warnings"],
)
def test_everything_is_named(names: set[str]) -> None:
    """In the form of code."""
    assert names - set(re.findall(r"`([^`]+)`", BLOCK.sub("", TEXT))) == set()


def test_each_stock_stands_there_with_its_measures() -> None:
    """A row for each, in their order, and none of which there is no stock."""
    rows = [re.split(r" *\| *", line)[1:-2] for line in TEXT.splitlines() if re.match(r"\| `.*-.*` \|", line)]

    assert rows == [row(stock) for stock in BUILT_IN.values()]
    assert not any(stock.is_measured for stock in BUILT_IN.values()), (
        "say in docs/paper.md which was measured"
    )


def row(stock: Stock) -> list[str]:
    label = f"{stock.label_width_mm:g} × {stock.label_height_mm:g}"
    if stock.is_roll:
        return [f"`{stock.key}`", f"{stock.lanes}", label, f"{stock.margin_left_mm:g}", f"{stock.gap_x_mm:g}"]
    return [
        f"`{stock.key}`",
        f"{stock.columns} × {stock.rows}",
        label,
        f"{stock.margin_left_mm:g}, {stock.margin_top_mm:g}",
        f"{stock.gap_x_mm:g}, {stock.gap_y_mm:g}",
    ]


def test_the_least_stock_is_one() -> None:
    """What stands there as an example is accepted, and leaves room on its page."""
    example = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[-1]

    defaults = {"gap_y_mm": 0.0, "source": ""}
    assert read_own_stock({**json.loads(example), **defaults}).per_page == 65
