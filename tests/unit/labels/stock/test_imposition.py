"""Where each label lies."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.stock.errors import StartLaneBeyondRoll, StartPositionBeyondSheet
from labels.stock.imposition import Cell, count_pages, place
from labels.stock.stocks import A4_3X8, get_stock


@pytest.mark.parametrize(
    ("start", "index", "cell"),
    [
        (1, 0, Cell(page=0, x_mm=7.25, y_mm=12.9)),
        (1, 2, Cell(page=0, x_mm=139.25, y_mm=12.9)),
        (1, 3, Cell(page=0, x_mm=7.25, y_mm=46.8)),
        (24, 0, Cell(page=0, x_mm=139.25, y_mm=250.2)),
        (24, 1, Cell(page=1, x_mm=7.25, y_mm=12.9)),
    ],
)
def test_labels_run_row_by_row_from_the_start_position(start: int, index: int, cell: Cell) -> None:
    """Left to right, then down, then to the next page."""
    found = place(A4_3X8, start, index)

    assert found.page == cell.page
    assert (found.x_mm, found.y_mm) == pytest.approx((cell.x_mm, cell.y_mm))


@given(start=st.integers(1, 24), quantity=st.integers(1, 100))
def test_no_two_labels_share_a_cell_and_all_lie_on_the_page(start: int, quantity: int) -> None:
    """For every start and quantity, cells are distinct, in order, on the paper and on the counted pages."""
    cells = [place(A4_3X8, start, index) for index in range(quantity)]

    order = [(cell.page, cell.y_mm, cell.x_mm) for cell in cells]
    assert all(before < after for before, after in pairwise(order))
    assert all(0 <= cell.x_mm <= 210 - 63.5 and 0 <= cell.y_mm <= 297 - 33.9 for cell in cells)
    assert count_pages(A4_3X8, start, quantity) == cells[-1].page + 1


@pytest.mark.parametrize("start", [0, 25, -1])
def test_a_start_beyond_the_sheet_is_refused(start: int) -> None:
    """The refusal names the position met and the last there is."""
    with pytest.raises(StartPositionBeyondSheet, match=rf"{start}, .* 1 to 24"):
        place(A4_3X8, start, 0)


def test_no_labels_take_no_page() -> None:
    """An empty run prints nothing."""
    assert count_pages(A4_3X8, 5, 0) == 0


def test_a_roll_starts_in_any_of_its_lanes() -> None:
    """From lane 3 on, the first row has one label and the next three; the lanes lie 35 mm apart."""
    roll = get_stock("roll-104x22")

    cells = [place(roll, 3, index) for index in range(4)]

    assert [(cell.page, cell.x_mm, cell.y_mm) for cell in cells] == [
        (0, 70, 0),
        (1, 0, 0),
        (1, 35, 0),
        (1, 70, 0),
    ]
    assert count_pages(roll, 3, 4) == 2
    with pytest.raises(StartLaneBeyondRoll, match=r"is 4, .* lanes 1 to 3"):
        place(roll, 4, 0)
