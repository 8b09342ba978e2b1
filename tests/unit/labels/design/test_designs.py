"""Designs as data: the round trip that a run relies on for ever."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design.built_in import BUILT_IN, FRUIT_A4, get_design
from labels.design.designs import Box, Design, Line, Passage, Qr, Text
from labels.design.errors import DesignNotReadable, StockDoesNotFit, UnknownDesign
from labels.design.rules import check_design_fits
from labels.stock.stocks import A4_3X8

MM = st.floats(0, 100, allow_nan=False)
PASSAGES = st.builds(
    Passage, fields=st.lists(st.sampled_from(["lot", "code"])).map(tuple), size_pt=MM, caption=st.text()
)
ELEMENTS = st.one_of(
    st.builds(Text, x_mm=MM, y_mm=MM, width_mm=MM, height_mm=MM, passages=st.lists(PASSAGES).map(tuple)),
    st.builds(Line, x_mm=MM, y_mm=MM, x2_mm=MM, y2_mm=MM, thickness_mm=MM, shown_with=st.just("claim")),
    st.builds(Box, x_mm=MM, y_mm=MM, width_mm=MM, height_mm=MM, thickness_mm=MM),
)


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_a_built_in_design_survives_json(design: Design) -> None:
    """A run keeps its design as JSON and gets an equal one back."""
    assert Design.from_dict(json.loads(json.dumps(design.to_dict()))) == design
    assert get_design(design.key) is design


@given(elements=st.lists(ELEMENTS))
def test_any_design_survives_json_and_changes_nothing(elements: list[Any]) -> None:
    """Equal after the way through JSON, and the second dictionary equals the first."""
    design = replace(FRUIT_A4, elements=(Qr(x_mm=0, y_mm=0, size_mm=20), *elements))

    plain = json.loads(json.dumps(design.to_dict()))

    assert Design.from_dict(plain) == design
    assert Design.from_dict(plain).to_dict() == plain == design.to_dict()


@pytest.mark.parametrize(
    ("but", "what"),
    [
        ({"elements": [{"kind": "star"}]}, "kind"),
        ({"elements": [{"x_mm": 1}]}, "kind"),
        ({"elements": []}, "qr"),
        ({"elements": [{"kind": "qr", "x_mm": 1}]}, "Qr"),
        ({"elements": [{"kind": "text", "passages": [{"words": "x"}]}]}, "Passage"),
        ({"colour": "red"}, "Design"),
    ],
)
def test_what_is_no_design_is_refused(but: dict[str, Any], what: str) -> None:
    """A refusal names the part that cannot be read."""
    with pytest.raises(DesignNotReadable) as refused:
        Design.from_dict({**FRUIT_A4.to_dict(), **but})

    assert refused.value.values["what"] == what


def test_an_unknown_design_is_refused_with_the_known_ones() -> None:
    """The refusal names what was asked for and what there is."""
    with pytest.raises(UnknownDesign, match=r"“x”.*fruit-a4"):
        get_design("x")


def test_the_fruit_design_fits_its_sheet() -> None:
    """It was made for it, and a hundredth of a millimetre is no mismatch."""
    check_design_fits(FRUIT_A4, A4_3X8)
    check_design_fits(replace(FRUIT_A4, width_mm=63.509), A4_3X8)


@pytest.mark.parametrize("but", [{"width_mm": 63.52}, {"height_mm": 34.0}])
def test_a_larger_design_is_refused(but: dict[str, Any]) -> None:
    """The refusal names the size of the label and of the design."""
    with pytest.raises(
        StockDoesNotFit, match=r"needs 6.* but a label of the stock “a4-3x8” has 63\.5 × 33\.9"
    ):
        check_design_fits(replace(FRUIT_A4, **but), A4_3X8)
