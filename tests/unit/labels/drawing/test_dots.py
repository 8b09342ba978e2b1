"""Millimetres on a printer's dots."""

import pytest

from labels.drawing.dots import dots, dots_per_mm


@pytest.mark.parametrize(
    ("length_mm", "dpi", "expected"),
    [(25, 203, 200), (0, 203, 0), (0.0625, 203, 1), (0.0624, 203, 0), (-0.5, 203, -4), (1, 600, 24)],
)
def test_a_length_is_the_nearest_number_of_dots(length_mm: float, dpi: int, expected: int) -> None:
    """Halves go up, also where floating point fell short of them; heads of 203 dpi have 8 dots a millimetre."""
    assert dots(length_mm, dots_per_mm(dpi)) == expected
