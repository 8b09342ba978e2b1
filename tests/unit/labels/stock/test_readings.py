"""From the numbers on a test page to a printer's calibration."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.errors import CalibrationBeyondLimits, CalibrationReadingsDisagree
from labels.stock.geometry import Stock
from labels.stock.readings import Readings, calibration_from, scale_across, scale_down
from labels.stock.stocks import A4_3X8, BUILT_IN

GOOD = Readings(rule_x_mm=100, rule_y_mm=100, left_mm=10, right_mm=10, top_mm=10, bottom_mm=10)
OFFSETS, STRETCHES = st.floats(-4, 4), st.floats(0.97, 1.03)
PRINTERS = st.builds(
    Calibration, offset_x_mm=OFFSETS, offset_y_mm=OFFSETS, scale_x=STRETCHES, scale_y=STRETCHES
)


def read(stock: Stock, printer: Calibration, correction: Calibration = EXACT, *, step_mm: float) -> Readings:
    """What a person reads off the page, to a step: `printer` is where it really puts the points it is given."""
    seen = printer.after(correction)

    def rounded(number: float) -> float:
        return round(number / step_mm) * step_mm if step_mm else number

    across, down = scale_across(stock), scale_down(stock)
    x = [
        (at - seen.offset_x_mm) / seen.scale_x
        for at in _at_the_marks(across.start_mm, across.end_mm, across.mark_mm)
    ]
    y = [
        (at - seen.offset_y_mm) / seen.scale_y
        for at in _at_the_marks(down.start_mm, down.end_mm, down.mark_mm)
    ]
    return Readings(
        rule_x_mm=rounded(across.rule_mm * seen.scale_x),
        rule_y_mm=rounded(down.rule_mm * seen.scale_y),
        left_mm=rounded(x[0] - across.start_mm),
        right_mm=rounded(across.end_mm - x[1]),
        top_mm=rounded(y[0] - down.start_mm),
        bottom_mm=rounded(down.end_mm - y[1]),
    )


def _at_the_marks(start_mm: float, end_mm: float, mark_mm: float) -> tuple[float, float]:
    return start_mm + mark_mm, end_mm - mark_mm


def worst_mm(stock: Stock, printer: Calibration, correction: Calibration) -> float:
    """How far the corners of the labels' block land from where they should."""
    corners = [
        (x, y) for x in (stock.margin_left_mm, stock.right_mm) for y in (stock.margin_top_mm, stock.bottom_mm)
    ]
    landed = [printer.apply(*correction.apply(*corner)) for corner in corners]
    return max(
        max(abs(x - at_x), abs(y - at_y)) for (x, y), (at_x, at_y) in zip(corners, landed, strict=True)
    )


def test_a_printer_that_hits_needs_nothing() -> None:
    """Every number at its mark and 100 mm of 100: the calibration changes nothing."""
    assert calibration_from(A4_3X8, GOOD) == EXACT


def test_a_page_that_lies_too_far_right_is_moved_left() -> None:
    """Two millimetres right: the rule shows 8 from the left edge and 12 from the right."""
    found = calibration_from(A4_3X8, replace(GOOD, left_mm=8, right_mm=12))

    assert found == Calibration(offset_x_mm=-2)


def test_a_page_that_comes_out_small_is_stretched() -> None:
    """100 mm come out as 99 from the top left corner on, so the right edge shows more: 210 - 200/0.99."""
    readings = replace(GOOD, rule_x_mm=99, left_mm=10 / 0.99, right_mm=210 - 200 / 0.99)

    found = calibration_from(A4_3X8, readings)

    assert (found.scale_x, found.offset_x_mm) == pytest.approx((1 / 0.99, 0))
    assert (found.scale_y, found.offset_y_mm) == (1, 0)


@pytest.mark.parametrize("stock", BUILT_IN.values(), ids=BUILT_IN)
@settings(max_examples=15)
@given(printer=PRINTERS)
def test_what_is_read_exactly_is_undone_exactly(stock: Stock, printer: Calibration) -> None:
    """Whatever a printer misses by, exact readings give its inverse, on each stock."""
    found = calibration_from(stock, read(stock, printer, step_mm=0))

    assert worst_mm(stock, printer, found) < 1e-9


@given(printer=PRINTERS)
def test_readings_to_half_a_millimetre_are_good_enough(printer: Calibration) -> None:
    """On A4 every corner lands within 0.8 mm; a second page, printed with that, is not made worse."""
    first = calibration_from(A4_3X8, read(A4_3X8, printer, step_mm=0.5))
    second = calibration_from(A4_3X8, read(A4_3X8, printer, first, step_mm=0.5), printed_with=first)

    assert worst_mm(A4_3X8, printer, first) < 0.8
    assert worst_mm(A4_3X8, printer, second) < 0.8


@given(printer=PRINTERS, first=PRINTERS)
def test_a_page_printed_with_a_calibration_is_corrected_from_there(
    printer: Calibration, first: Calibration
) -> None:
    """The new calibration takes the old one's place and is the printer's inverse all the same."""
    readings = read(A4_3X8, printer, first, step_mm=0)

    found = calibration_from(A4_3X8, readings, printed_with=first)

    assert worst_mm(A4_3X8, printer, found) < 1e-9


def test_edges_that_tell_different_tales_are_refused() -> None:
    """Letter paper in place of A4, or a number misread: both offsets are named."""
    with pytest.raises(
        CalibrationReadingsDisagree, match=r"left edge gives an offset of 0\.0 mm, .* 5\.9 mm"
    ):
        calibration_from(A4_3X8, replace(GOOD, right_mm=15.9))


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        (replace(GOOD, rule_y_mm=0), "scale_y is 0 mm"),
        (replace(GOOD, rule_x_mm=float("nan")), "scale_x is nan mm"),
        (replace(GOOD, left_mm=-1, right_mm=21), "offset_x_mm is -11; .* from -10 to 10"),
        (
            replace(GOOD, rule_x_mm=94, left_mm=10 / 0.94, right_mm=210 - 200 / 0.94),
            r"scale_x is 1\.064; .* from 0\.95 to 1\.05",
        ),
    ],
)
def test_a_printer_that_is_set_wrong_is_not_corrected(readings: Readings, told: str) -> None:
    """A page fitted to the paper or moved by centimetres: the measure met and the limits are named."""
    with pytest.raises(CalibrationBeyondLimits, match=told):
        calibration_from(A4_3X8, readings)


@pytest.mark.parametrize("scale", [0.95, 1.05])
def test_the_limits_themselves_are_accepted(scale: float) -> None:
    """Five in a hundred and ten millimetres are the most."""
    check_calibration(Calibration(scale_x=scale, scale_y=scale, offset_x_mm=-10, offset_y_mm=10))


def test_the_marks_suit_the_paper() -> None:
    """10 mm and a rule of 100 on A4; on a small label a nearer mark and what there is room for."""
    marks = {
        key: [(scale.mark_mm, scale.rule_mm) for scale in (scale_across(stock), scale_down(stock))]
        for key, stock in BUILT_IN.items()
    }

    assert marks["a4-3x8"] == [(10, 100), (10, 100)]
    assert marks["roll-104x22"] == [(10, 100), (5, 20)]
    assert marks["roll-50x30"] == [(10, 40), (5, 20)]
    assert marks["roll-30x20"] == [(5, 20), (5, 15)]
    assert marks["roll-25x120"] == [(5, 20), (10, 100)]
