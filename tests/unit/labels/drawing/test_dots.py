"""Millimetres on a printer's dots."""

import pytest

from labels.drawing.dots import dots, on_whole_dots
from labels.drawing.instructions import PlacedQr
from labels.qr.errors import ModuleTooSmall


@pytest.mark.parametrize(
    ("length_mm", "dpi", "expected"),
    [(25.4, 203, 203), (0, 203, 0), (0.0625, 203.2, 1), (0.0624, 203.2, 0), (-0.5, 203.2, -4), (1, 600, 24)],
)
def test_a_length_is_the_nearest_number_of_dots(length_mm: float, dpi: float, expected: int) -> None:
    """Halves go up, also where floating point fell short of them."""
    assert dots(length_mm, dpi / 25.4) == expected


@pytest.mark.parametrize(("dpi", "expected"), [(203, 4), (300, 6), (600, 12)])
def test_modules_become_whole_dots(dpi: int, expected: int) -> None:
    """24 mm for 37 modules and the quiet zone: 4.26 dots are 4, around the same middle."""
    qr = PlacedQr(x_mm=2.0, y_mm=8.0, module_mm=24 / 45)
    snapped = on_whole_dots(qr, 37, dpi=dpi)

    assert snapped.module_mm * dpi / 25.4 == pytest.approx(expected)
    for before, after in ((qr.x_mm, snapped.x_mm), (qr.y_mm, snapped.y_mm)):
        assert after + 37 * snapped.module_mm / 2 == pytest.approx(before + 37 * qr.module_mm / 2)


def test_what_is_whole_already_stays() -> None:
    """A plan that was made for the printer is not changed again."""
    qr = PlacedQr(x_mm=2.0, y_mm=8.0, module_mm=4 * 25.4 / 203)

    snapped = on_whole_dots(qr, 37, dpi=203)

    assert [snapped.x_mm, snapped.module_mm] == pytest.approx([2.0, qr.module_mm])


def test_a_module_under_the_minimum_is_refused_with_the_box_that_would_do() -> None:
    """At 203 dpi 3 dots are 0.375 mm, which is too small; 4 dots need 45 x 0.5 mm."""
    qr = PlacedQr(x_mm=2.0, y_mm=8.0, module_mm=0.49)

    with pytest.raises(ModuleTooSmall, match=r"modules of 0\.375 mm, under the minimum.*22\.6 mm would do"):
        on_whole_dots(qr, 37, dpi=203)

    assert on_whole_dots(qr, 37, dpi=300).module_mm == pytest.approx(5 * 25.4 / 300)
