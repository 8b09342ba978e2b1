"""The module's size in millimetres."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.qr.errors import ModuleTooSmall
from labels.qr.size import MAX_MODULE_MM, MIN_MODULE_MM, module_mm, size_mm

SYMBOL_SIZES = st.integers(1, 40).map(lambda version: 17 + 4 * version)


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


@given(symbol_size=SYMBOL_SIZES, share=st.floats(0.01, 0.99))
def test_the_box_that_a_refusal_names_would_do(symbol_size: int, share: float) -> None:
    """Who follows the sentence is not refused again."""
    with pytest.raises(ModuleTooSmall) as refused:
        module_mm(symbol_size, size_mm(symbol_size, MIN_MODULE_MM) * share)

    assert module_mm(symbol_size, float(str(refused.value.values["needed_mm"]))) >= MIN_MODULE_MM
