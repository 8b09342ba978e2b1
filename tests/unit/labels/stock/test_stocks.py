"""Stock as data, and the check that its labels lie on the page."""

import math
from dataclasses import replace
from typing import Any

import pytest

from labels.stock.errors import StockNotPossible, UnknownStock
from labels.stock.imposition import place
from labels.stock.rules import check_stock
from labels.stock.stocks import A4_3X8, BUILT_IN, Stock, get_stock

ROLL = BUILT_IN["roll-104x22"]


@pytest.mark.parametrize("key", BUILT_IN)
def test_every_built_in_stock_is_possible(key: str) -> None:
    """A preset is found under its own key, passes the check of users' stocks and says where it is from."""
    stock = get_stock(key)

    check_stock(stock)

    assert stock.key == key
    assert stock.source
    assert stock.is_measured is False  # say so only when somebody has done it
    assert stock.printer_dpi == (203 if stock.is_roll else None)
    last = place(stock, 1, stock.per_page - 1)
    assert last.x_mm + stock.label_width_mm == pytest.approx(stock.right_mm)
    assert last.y_mm + stock.label_height_mm == pytest.approx(stock.bottom_mm)


@pytest.mark.parametrize("stock", BUILT_IN.values(), ids=BUILT_IN)
def test_the_labels_of_a_built_in_stock_are_in_the_middle_of_its_page(stock: Stock) -> None:
    """Both sides have equal margins, as have top and bottom: a mistyped measure would show."""
    assert stock.page_width_mm - stock.right_mm == pytest.approx(stock.margin_left_mm, abs=0.01)
    assert stock.page_height_mm - stock.bottom_mm == pytest.approx(stock.margin_top_mm, abs=0.01)


def test_the_papers_that_shops_sell_are_there() -> None:
    """Labels on a page, and the size of one, of each that packers ask for by name."""
    found = {
        key: (stock.per_page, stock.label_width_mm, stock.label_height_mm) for key, stock in BUILT_IN.items()
    }

    assert (
        found.items()
        >= {
            "a4-3x8": (24, 63.5, 33.9),
            "avery-l7160": (21, 63.5, 38.1),
            "avery-l7163": (14, 99.1, 38.1),
            "avery-l7651": (65, 38.1, 21.2),
            "tomy-145": (65, 38, 21),
            "roll-104x22": (3, 34, 22),
            "roll-72x22": (2, 35, 22),
            "roll-74x22": (2, 35, 22),
            "roll-50x30": (1, 50, 30),
            "roll-100x150": (1, 100, 150),
            "roll-25x120": (1, 25, 120),
            "roll-50x80": (1, 50, 80),
        }.items()
    )
    assert len(found) >= 25


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
    ("stock", "but", "fault"),
    [
        (A4_3X8, {"page_width_mm": 4.9}, ("page_width_mm", "4.9 mm", "5-500 mm")),
        (ROLL, {"page_width_mm": 221.0}, ("page_width_mm", "221 mm", "5-220 mm")),
        (A4_3X8, {"page_height_mm": 501.0}, ("page_height_mm", "501 mm", "5-500 mm")),
        (A4_3X8, {"label_height_mm": math.nan}, ("label_height_mm", "nan mm", "5-500 mm")),
        (A4_3X8, {"label_width_mm": math.inf}, ("label_width_mm", "inf mm", "5-500 mm")),
        (A4_3X8, {"gap_x_mm": -1.0}, ("gap_x_mm", "-1 mm", "0-500 mm")),
        (A4_3X8, {"columns": 0}, ("columns", "0", "1-50")),
        (A4_3X8, {"rows": 51}, ("rows", "51", "1-50")),
        (A4_3X8, {"columns": 25, "rows": 21}, ("columns × rows", "25 × 21 = 525", "<= 500")),
        (ROLL, {"rows": 2}, ("rows", "2", "1 (roll)")),
        (A4_3X8, {"kind": "fanfold"}, ("kind", "fanfold", "sheet, roll")),
        (A4_3X8, {"printer_dpi": 250}, ("printer_dpi", "250", "203, 300, 600")),
        (
            A4_3X8,
            {"columns": 4},
            (
                "margin_left_mm + columns × label_width_mm + gap_x_mm",
                "7.25 + 4 × 63.5 + 3 × 2.5 = 268.75 mm",
                "<= 210 mm",
            ),
        ),
        (
            A4_3X8,
            {"margin_top_mm": 25.9},
            (
                "margin_top_mm + rows × label_height_mm + gap_y_mm",
                "25.9 + 8 × 33.9 + 7 × 0 = 297.1 mm",
                "<= 297 mm",
            ),
        ),
    ],
)
def test_an_impossible_stock_is_refused_by_its_measure(
    stock: Stock, but: dict[str, Any], fault: tuple[str, str, str]
) -> None:
    """The refusal names the measure as met, and what would be right."""
    with pytest.raises(StockNotPossible) as refused:
        check_stock(replace(stock, **but))

    assert [(one.measure, one.met, one.expected) for one in refused.value.faults] == [fault]
    assert fault[1] in str(refused.value)
    assert fault[2] in refused.value.sentence("vi")


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Two wrong measures are both named, each by its field; of a sum no field alone is to blame."""
    with pytest.raises(StockNotPossible) as refused:
        check_stock(replace(A4_3X8, rows=0, gap_y_mm=-2.0))
    with pytest.raises(StockNotPossible) as too_much:
        check_stock(replace(A4_3X8, columns=4, rows=9))

    assert [one.pointer for one in refused.value.faults] == ["/gap_y_mm", "/rows"]
    assert [one.pointer for one in too_much.value.faults] == ["", ""]


def test_rounded_measures_may_pass_the_edge_by_a_hundredth() -> None:
    """Published measures are rounded: 0.005 mm over the edge is no error."""
    check_stock(replace(A4_3X8, margin_left_mm=14.505))
