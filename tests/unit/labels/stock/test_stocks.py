"""Stock as data, and the check that its labels lie on the page."""

import math
from dataclasses import replace
from typing import Any

import pytest

from labels.stock.errors import StockNotPossible, UnknownStock
from labels.stock.rules import check_stock
from labels.stock.stocks import A4_3X8, BUILT_IN, get_stock


@pytest.mark.parametrize("key", BUILT_IN)
def test_every_built_in_stock_is_possible(key: str) -> None:
    """A preset is found under its own key and passes the check that users' stocks pass."""
    stock = get_stock(key)

    check_stock(stock)

    assert stock.key == key
    assert stock.source


def test_the_a4_sheet_has_24_labels_centred_on_the_page() -> None:
    """The left and right margins of the 3x8 sheet are equal."""
    assert A4_3X8.per_page == 24
    used = 3 * A4_3X8.label_width_mm + 2 * A4_3X8.gap_x_mm
    assert A4_3X8.page_width_mm - used == pytest.approx(2 * A4_3X8.margin_left_mm)


def test_an_unknown_stock_is_refused_with_the_known_ones() -> None:
    """The refusal names what was asked for and what there is."""
    with pytest.raises(UnknownStock, match=r"“a5”.*a4-3x8"):
        get_stock("a5")


@pytest.mark.parametrize(
    ("but", "measure", "expected"),
    [
        ({"page_width_mm": 0.0}, "page_width_mm", "> 0"),
        ({"label_height_mm": math.nan}, "label_height_mm", "> 0"),
        ({"label_width_mm": math.inf}, "label_width_mm", "> 0"),
        ({"gap_x_mm": -1.0}, "gap_x_mm", ">= 0"),
        ({"margin_top_mm": math.inf}, "margin_top_mm", ">= 0"),
        ({"columns": 0}, "columns", ">= 1"),
        ({"rows": 0}, "rows", ">= 1"),
        ({"columns": 4}, "right edge of the last column", "<= 210 mm"),
        ({"margin_top_mm": 25.9}, "bottom edge of the last row", "<= 297 mm"),
    ],
)
def test_an_impossible_stock_is_refused_by_its_measure(
    but: dict[str, Any], measure: str, expected: str
) -> None:
    """The refusal names the measure and what would be right."""
    with pytest.raises(StockNotPossible) as refused:
        check_stock(replace(A4_3X8, **but))

    assert refused.value.values["measure"] == measure
    assert refused.value.values["expected"] == expected


def test_rounded_measures_may_pass_the_edge_by_a_hundredth() -> None:
    """Published measures are rounded: 0.005 mm over the edge is no error."""
    check_stock(replace(A4_3X8, margin_left_mm=14.505))
