"""What a calibration moves off the page is refused, not cut off unseen."""

from dataclasses import replace
from typing import Any

import pytest

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.drawing.errors import CalibrationLeavesPage
from labels.drawing.plan import plan_job
from labels.stock.calibration import EXACT, Calibration
from labels.stock.stocks import A4_3X8
from labels.stock.stocks import BUILT_IN as STOCKS
from tests.unit.labels.drawing.jobs import labels_of, make_job

TAG = BUILT_IN["fruit-50x30"]
ROLL = STOCKS["roll-50x30"]
TIGHT = STOCKS["tomy-136"]  # its columns go from edge to edge


@pytest.mark.parametrize(
    ("but", "position", "edge"),
    [
        ({"offset_x_mm": -8}, 1, "left"),
        ({"offset_x_mm": 8}, 3, "right"),
        ({"offset_y_mm": 10, "scale_y": 1.01}, 22, "bottom"),
        ({"scale_x": 1.05}, 3, "right"),
    ],
)
def test_a_label_that_would_be_cut_is_refused(but: dict[str, float], position: int, edge: str) -> None:
    """The first position that is, the edge that it passes, and by how much."""
    with pytest.raises(CalibrationLeavesPage) as refused:
        plan_job(make_job(stock=TIGHT, calibration=Calibration(**but)))

    assert (refused.value.values["position"], refused.value.values["edge_en"]) == (position, edge)
    assert float(str(refused.value.values["met"])) > 0


def test_only_the_labels_of_the_job_count() -> None:
    """Two labels from position 2 on do not reach the left column; with one more they do."""
    calibration = Calibration(offset_x_mm=-8)

    plan_job(make_job(stock=TIGHT, calibration=calibration, start_position=2, quantity=2))
    with pytest.raises(CalibrationLeavesPage) as refused:
        plan_job(make_job(stock=TIGHT, calibration=calibration, start_position=2, quantity=3))

    assert refused.value.values["position"] == 4


def test_white_may_leave_the_page() -> None:
    """A tag as large as its label moves by what it has white at its edge, and no further."""
    given: dict[str, Any] = {"design": TAG, "stock": ROLL, "label_of": labels_of(TAG), "quantity": 1}

    plan_job(make_job(**given, calibration=Calibration(offset_x_mm=-0.5, offset_y_mm=-0.5)))
    with pytest.raises(CalibrationLeavesPage):
        plan_job(make_job(**given, calibration=Calibration(offset_x_mm=-3)))


def test_what_nobody_corrected_is_not_asked_for_its_edges() -> None:
    """A printer that hits takes every design on a stock of its size."""
    paper = replace(A4_3X8, margin_left_mm=0.0, margin_top_mm=0.0)

    plan_job(make_job(design=FRUIT_A4, stock=paper, calibration=EXACT))
