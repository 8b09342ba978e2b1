"""From the numbers on a test page to a printer's calibration."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.errors import CalibrationBeyondLimits, CalibrationReadingsDisagree
from labels.stock.geometry import Stock
from labels.stock.readings import (
    MOST_MISS_SHARE,
    Printed,
    Readings,
    calibration_from,
    scale_across,
    scale_down,
)
from labels.stock.stocks import A4_3X8, BUILT_IN
from tests.simulated_printer import left_over_mm

GOOD = Readings(left_mm=20, right_mm=180, top_mm=20, bottom_mm=260)
OFFSETS, STRETCHES = st.floats(-4, 4), st.floats(0.97, 1.03)
PRINTERS = st.builds(
    Calibration, offset_x_mm=OFFSETS, offset_y_mm=OFFSETS, scale_x=STRETCHES, scale_y=STRETCHES
)


def read(stock: Stock, printer: Calibration, correction: Calibration) -> Readings | None:
    """What is read exactly, also between the lines; None where a vernier that is too long has no line that is
    straight, or only one that stands for the first and the last, or where it comes near to leaving the paper.
    """
    across, down = scale_across(stock, correction), scale_down(stock, correction)
    found = []
    for scale, stretch, offset in (
        (across, printer.scale_x * correction.scale_x, printer.after(correction).offset_x_mm),
        (down, printer.scale_y * correction.scale_y, printer.after(correction).offset_y_mm),
    ):
        length = scale.far.end_mm - scale.near.zero_mm
        if stretch * scale.far.end_mm + offset + 2.1 * MOST_MISS_SHARE * length > scale.end_mm:
            return None
        for vernier in (scale.near, scale.far):
            zero = stretch * vernier.zero_mm + offset - scale.start_mm
            whole = zero // 1
            line = (zero - whole) / (1 - stretch * vernier.pitch_mm)
            if not 0 <= line < vernier.count or (
                line == 0 and stretch * vernier.pitch_mm * vernier.count > vernier.count - 1
            ):
                return None
            found.append(whole + line / vernier.count)
    return Readings(left_mm=found[0], right_mm=found[1], top_mm=found[2], bottom_mm=found[3])


def test_a_printer_that_hits_needs_nothing() -> None:
    """Every zero line at its own millimetre: the calibration changes nothing."""
    assert calibration_from(A4_3X8, GOOD) == EXACT


def test_a_page_that_lies_too_far_right_is_moved_left() -> None:
    """By 2.3 mm: both zero lines stand behind 22 and 182, and the lines with a 3 are straight."""
    found = calibration_from(A4_3X8, replace(GOOD, left_mm=22.3, right_mm=182.3)).rounded()

    assert found == Calibration(offset_x_mm=-2.3)


def test_a_page_that_comes_out_small_is_stretched() -> None:
    """By 1 % from the top left corner: 20 mm come out as 19.8 and 180 as 178.2."""
    found = calibration_from(A4_3X8, replace(GOOD, left_mm=19.8, right_mm=178.2))

    assert (found.scale_x, found.offset_x_mm) == pytest.approx((1 / 0.99, 0), abs=0.1)
    assert (found.scale_y, found.offset_y_mm) == (1, 0)


@given(printer=PRINTERS, page=st.sampled_from([EXACT, Calibration(offset_x_mm=-3, scale_y=1.02)]))
@example(printer=Calibration(offset_x_mm=0.74, scale_x=0.97), page=EXACT)  # a zero line at 57.0 exactly
@settings(max_examples=40)
def test_what_is_read_exactly_is_undone_exactly(printer: Calibration, page: Calibration) -> None:
    """Whatever a printer misses by and whatever corrected the page: exact readings give the printer's inverse."""
    for stock in BUILT_IN.values():
        readings = read(stock, printer, page)
        if readings is not None:
            found = calibration_from(stock, readings, printed=Printed(calibration=page))
            assert left_over_mm(stock, printer, found) < 1e-9


@pytest.mark.parametrize(("scale", "most_mm"), [(0.97, 1e-9), (1.0, 1e-9), (1.02, 0.11)])
def test_a_zero_line_that_is_straight_is_told_from_the_last_line_of_a_short_vernier(
    scale: float, most_mm: float
) -> None:
    """Of a page that came out small it was the first line; of a large one the middle is wrong by half the excess."""
    printer = Calibration(scale_x=scale, offset_x_mm=20 - 20 * scale)
    far_mm = 20 + 160 * scale  # where it is not whole, between two lines of that vernier
    line = far_mm % 1 / (1 - scale * 0.9)
    readings = replace(GOOD, left_mm=20.0, right_mm=far_mm // 1 + line / 10)

    assert left_over_mm(A4_3X8, printer, calibration_from(A4_3X8, readings)) < most_mm


def test_a_vernier_that_left_the_label_says_nothing_of_the_stretch() -> None:
    """On a label of 15 mm, moved down by 2 mm: what was guessed there is passed over, and an old stretch is kept."""
    roll, page = BUILT_IN["roll-110x15"], Calibration(scale_y=1.02)
    readings = Readings(left_mm=4, right_mm=93, top_mm=6.0, bottom_mm=11.5)

    assert calibration_from(roll, readings).rounded() == Calibration(offset_y_mm=-2)
    again = replace(readings, top_mm=3.0, bottom_mm=12.2)
    assert calibration_from(roll, again, printed=Printed(calibration=page)).scale_y == 1.02


def test_two_lines_so_near_that_a_misread_goes_beyond_the_limits_refuse_no_printer() -> None:
    """On a first page of 15 mm: 5.4 mm apart instead of 5 is taken as 5 %; 6 mm is refused."""
    roll = BUILT_IN["roll-110x15"]
    readings = Readings(left_mm=4, right_mm=93, top_mm=4.2, bottom_mm=9.6)

    assert calibration_from(roll, readings).scale_y == 0.95
    with pytest.raises(CalibrationBeyondLimits, match=r"scale_y is 0\.8"):
        calibration_from(roll, replace(readings, bottom_mm=10.2))


@pytest.mark.parametrize("right_mm", [20.0, 30.0, 250.0, -5.0])
def test_readings_that_cannot_both_be_right_are_refused(right_mm: float) -> None:
    """Read from the right edge, or typed wrongly: both are named, and how far apart they should be."""
    with pytest.raises(CalibrationReadingsDisagree, match=r"left 20, right .* expected about 160\.0 mm"):
        calibration_from(A4_3X8, replace(GOOD, right_mm=right_mm))


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        (replace(GOOD, left_mm=31, right_mm=191), "offset_x_mm is -11; .* from -10 to 10"),
        (replace(GOOD, top_mm=18, bottom_mm=243), r"scale_y is 1\.067; .* from 0\.95 to 1\.05"),
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


def test_the_verniers_suit_the_paper() -> None:
    """Far apart and clear of what printers leave white; on a short axis with every second tenth."""
    places = {
        key: [
            (scale.near.zero_mm, scale.far.zero_mm, scale.near.count)
            for scale in (scale_across(stock), scale_down(stock))
        ]
        for key, stock in BUILT_IN.items()
    }

    assert places["a4-3x8"] == [(20, 180, 10), (20, 260, 10)]
    assert places["roll-105x22"] == [(4, 89, 10), (4, 13, 5)]
    assert places["roll-110x22"] == [(4.5, 93.5, 10), (4, 13, 5)]  # its labels begin at half a millimetre


def test_a_corrected_short_page_is_read_nearer_to_its_edges_where_they_can_be_printed() -> None:
    """What a correction moves to the left cannot begin before the page does."""
    stock = BUILT_IN["roll-105x22"]
    ends = [
        (scale_down(stock, one).near.zero_mm, scale_down(stock, one).far.zero_mm)
        for one in (
            Calibration(offset_x_mm=1),
            Calibration(offset_y_mm=-2.5),
            Calibration(offset_y_mm=2.5),
        )
    ]

    assert ends == [pytest.approx(pair) for pair in ((1.2, 16.6), (4.2, 16.6), (1.2, 13.6))]
