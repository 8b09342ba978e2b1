"""The module's size in millimetres."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.qr.errors import ModuleTooSmall
from labels.qr.size import MAX_MODULE_MM, MIN_MODULE_MM, dot_mm, module_mm, size_mm, snap_mm

SYMBOL_SIZES = st.integers(1, 40).map(lambda version: 17 + 4 * version)

PRINTERS = st.sampled_from([None, 203, 300, 600])


def test_a_symbol_fills_its_box() -> None:
    """Version 5 with its quiet zone has 45 modules: 24 mm give 0.533 mm each."""
    assert module_mm(37, 24.0) == pytest.approx(24 / 45)
    assert size_mm(37, 24 / 45) == pytest.approx(24)


def test_a_box_at_the_minimum_is_accepted() -> None:
    """The minimum itself is legal, rounding apart."""
    assert module_mm(33, size_mm(33, MIN_MODULE_MM)) == pytest.approx(MIN_MODULE_MM)


def test_a_large_box_keeps_the_maximum() -> None:
    """GS1 has an upper limit too."""
    assert module_mm(33, 100.0) == MAX_MODULE_MM


@given(symbol_size=SYMBOL_SIZES, share=st.floats(0.01, 0.99), dpi=PRINTERS)
def test_the_box_that_a_refusal_names_would_do(symbol_size: int, share: float, dpi: int | None) -> None:
    """Who follows the sentence is not refused again."""
    with pytest.raises(ModuleTooSmall) as refused:
        module_mm(symbol_size, size_mm(symbol_size, MIN_MODULE_MM) * share, dpi)

    assert module_mm(symbol_size, float(str(refused.value.values["needed_mm"])), dpi) >= MIN_MODULE_MM


@pytest.mark.parametrize(
    ("symbol_size", "box_mm", "dpi", "dots"),
    [
        (33, 20.5, 203, 4),  # exactly
        (33, 24.0, 203, 4),  # 4.68
        (37, 22.5, 203, 4),
        (29, 18.5, 203, 4),
        (33, 18.0, 300, 5),
        (33, 100.0, 203, 7),  # not more than 0.990 mm
        (33, 17.0, 600, 9),
    ],
)
def test_a_printed_module_has_whole_dots(symbol_size: int, box_mm: float, dpi: int, dots: int) -> None:
    """So that all modules come out equally wide."""
    if dots * dot_mm(dpi) < MIN_MODULE_MM:
        with pytest.raises(ModuleTooSmall, match=f"at {dpi} dpi"):
            module_mm(symbol_size, box_mm, dpi)
        return

    assert module_mm(symbol_size, box_mm, dpi) == pytest.approx(dots * dot_mm(dpi))


def test_heads_of_203_dpi_have_8_dots_a_millimetre() -> None:
    """The name is rounded; the others are exact."""
    assert [dot_mm(dpi) for dpi in (203, 300, 600)] == pytest.approx([0.125, 0.084667, 0.042333], abs=1e-6)


@given(position=st.floats(0, 200), dpi=PRINTERS)
def test_a_position_goes_to_the_nearest_dot(position: float, dpi: int | None) -> None:
    """By no more than half a dot, and nowhere without a printer."""
    assert abs(snap_mm(position, dpi) - position) <= (dot_mm(dpi) / 2 + 1e-9 if dpi else 0)
