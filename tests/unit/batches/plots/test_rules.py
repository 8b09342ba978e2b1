"""What a plot's code, age and area may be."""

from decimal import Decimal

import pytest

from batches.plots.errors import AreaDiffers, PlantedInFuture, PlotCodeInvalid
from batches.plots.rules import (
    check_area,
    check_planted_year,
    hectares,
    normalise_plot_code,
    square_metres,
)


@pytest.mark.parametrize(
    ("text", "normal"), [("PH-01", "PH-01"), (" ph-01 ", "PH-01"), ("đ1", "D1"), ("7", "7"), ("A_2", "A_2")]
)
def test_a_plot_code_has_one_form(text: str, normal: str) -> None:
    """Capitals, as they stand in web addresses."""
    assert normalise_plot_code(text) == normal


@pytest.mark.parametrize("text", ["", "A.1", "A/1", "A 1", "-A", "Vườn1", "A" * 21, "٣"])
def test_what_would_break_an_address_is_no_plot_code(text: str) -> None:
    """A dot would split a trace code, a slash a path."""
    with pytest.raises(PlotCodeInvalid) as refusal:
        normalise_plot_code(text)

    assert refusal.value.pointer == "/code"


@pytest.mark.parametrize("year", [None, 1950, 2026])
def test_trees_are_planted_by_this_year(year: int | None) -> None:
    """Or nobody knows when."""
    check_planted_year(year, this_year=2026)


def test_no_trees_of_the_future() -> None:
    """The refusal names both years."""
    with pytest.raises(PlantedInFuture, match=r"2027.*2026"):
        check_planted_year(2027, this_year=2026)


@pytest.mark.parametrize("drawn", [8_000, 10_000, 12_000])
def test_a_boundary_may_differ_by_a_fifth(drawn: int) -> None:
    """Either way, the fifth included."""
    check_area(stated_m2=10_000, drawn_m2=drawn)


@pytest.mark.parametrize(("drawn", "shown"), [(7_999, "0.7999"), (12_001, "1.2001"), (0, "0")])
def test_a_boundary_of_another_area_is_refused(drawn: int, shown: str) -> None:
    """By a square metre too much, with both areas in words."""
    with pytest.raises(AreaDiffers) as refusal:
        check_area(stated_m2=10_000, drawn_m2=drawn, pointer="/boundary")

    assert refusal.value.pointer == "/boundary"
    for language in ("vi", "en"):
        assert " 1 ha" in refusal.value.sentence(language)
        assert f" {shown} ha" in refusal.value.sentence(language)


@pytest.mark.parametrize(("ha", "m2"), [("1.4", 14_000), ("0.0001", 1), ("40", 400_000)])
def test_hectares_are_whole_square_metres(ha: str, m2: int) -> None:
    """There and back without a loss."""
    assert square_metres(Decimal(ha)) == m2
    assert hectares(m2) == Decimal(ha)
