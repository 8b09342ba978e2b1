"""Passages in a box: shrink, wrap, or be refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design.designs import Passage
from labels.design.errors import TextDoesNotFit
from labels.design.fitting import BAR_BOTTOM_MM, BAR_TOP_MM, MM_PER_PT, Content, Fitted, fit
from tests.unit.labels.design.typeface import HalfEm


def make_content(text: str, **but: Any) -> Content:
    passage = Passage(**{"fields": ("product_name",), "size_pt": 10.0, **but})
    return Content(passage=passage, text=text, label_vi="Tên sản phẩm", label_en="Product name")


def fit_one(text: str, *, width_mm: float = 40, height_mm: float = 10, **but: Any) -> Fitted:
    return fit([make_content(text, **but)], HalfEm(), width_mm=width_mm, height_mm=height_mm)[0]


def test_a_short_text_keeps_the_size_wanted() -> None:
    """Nothing shrinks that fits."""
    assert fit_one("Ri6").size_pt == 10


def test_a_long_name_shrinks() -> None:
    """One line of 30 characters in 40 mm: 7.55 pt at most."""
    fitted = fit_one("x" * 30)

    assert fitted.lines == ("x" * 30,)
    assert fitted.size_pt == pytest.approx(7.5, abs=0.11)


def test_a_longer_name_wraps() -> None:
    """Two lines in a larger type rather than one in the smallest."""
    fitted = fit_one("Sầu riêng Ri6 " * 3 + "Châu Thành", max_lines=2)

    assert len(fitted.lines) == 2
    assert fitted.size_pt > 5.5


def test_a_line_is_saved_when_a_little_shrinking_does() -> None:
    """24 characters in 40 mm take one line at 9.4 pt instead of two at 10."""
    fitted = fit_one("x" * 12 + " " + "x" * 11, max_lines=2)

    assert len(fitted.lines) == 1
    assert fitted.size_pt == pytest.approx(8.8)


@pytest.mark.parametrize(
    ("text", "but"),
    [
        ("x" * 60, {"max_lines": 3}),
        ("xx " * 60, {"max_lines": 2}),
        ("xx " * 40, {"max_lines": 9, "height_mm": 4}),
    ],
)
def test_a_text_that_cannot_fit_is_refused(text: str, but: dict[str, Any]) -> None:
    """Too wide a word, too many lines, too little height: the refusal names the field and the text."""
    with pytest.raises(TextDoesNotFit) as refused:
        fit_one(text, **but)

    assert refused.value.sentence("vi").startswith(f"Tên sản phẩm «{text}»")
    assert "Product name" in refused.value.sentence("en")


@given(
    lengths=st.lists(st.integers(1, 12), min_size=1, max_size=6),
    height_mm=st.floats(8, 40),
    inverted=st.booleans(),
)
def test_passages_never_overlap_and_stay_in_the_box(
    lengths: list[int], height_mm: float, inverted: bool
) -> None:
    """Whatever fits stands in order, inside the height, at no less than the smallest size."""
    contents = [
        make_content("xxx " * length, max_lines=4, gap_mm=0.5, inverted=inverted) for length in lengths
    ]
    try:
        fitted = fit(contents, HalfEm(), width_mm=30, height_mm=height_mm)
    except TextDoesNotFit:
        return

    edges = [edge for one in fitted for edge in (one.top_mm, one.bottom_mm)]
    assert edges == sorted(edges)
    assert edges[0] == 0
    assert edges[-1] <= height_mm + 1e-6
    assert all(one.size_pt >= 5.5 for one in fitted)
    assert all(one.top_mm < y < one.bottom_mm for one in fitted for y in one.baselines_mm)


def test_captions_of_a_column_align_their_values() -> None:
    """Values start at one place as long as every caption is narrower than its column."""
    rows = [make_content("x", caption=caption, caption_width_mm=15) for caption in ("Lô", "Vùng")]

    fitted = fit(rows, HalfEm(), width_mm=40, height_mm=20)

    assert [one.indent_mm for one in fitted] == [15, 15]


def test_a_value_follows_a_caption_that_is_wider_than_its_column() -> None:
    """Nothing is ever drawn over a caption."""
    fitted = fit_one("x", caption="Vùng trồng", caption_width_mm=2)

    assert fitted.caption_mm == pytest.approx(11 * 0.5 * 10 * MM_PER_PT)


def test_neighbouring_bars_join() -> None:
    """Two inverted passages share one bar: padding only at its top and its bottom."""
    above, below = fit(
        [make_content("a", inverted=True), make_content("b", inverted=True)],
        HalfEm(),
        width_mm=40,
        height_mm=20,
    )

    line = 10 * 1.18 * MM_PER_PT
    assert above.bottom_mm == pytest.approx(BAR_TOP_MM + line) == below.top_mm
    assert below.bottom_mm == pytest.approx(BAR_TOP_MM + 2 * line + BAR_BOTTOM_MM)


def test_nothing_takes_no_room() -> None:
    """A box whose fields have no values is empty."""
    assert fit([], HalfEm(), width_mm=10, height_mm=10) == ()


def test_what_is_optional_goes_before_anything_is_refused() -> None:
    """The last optional passage first; what must stand stays."""
    contents = [make_content(text, optional=text != "x") for text in ("a", "x", "b")]

    kept = fit(contents, HalfEm(), width_mm=40, height_mm=4.4)
    alone = fit(contents, HalfEm(), width_mm=40, height_mm=2.2)

    assert [one.content.text for one in kept] == ["a", "x"]
    assert [one.content.text for one in alone] == ["x"]


def test_balanced_lines_are_about_equally_long() -> None:
    """As few lines as before; and a sầu riêng is not cut in two where that costs nothing."""
    text = "HTX Sầu riêng Phú Hựu"
    greedy, balanced = (
        fit_one(text, width_mm=31, max_lines=2, balanced=balanced, min_size_pt=10.0)
        for balanced in (False, True)
    )

    assert greedy.lines == ("HTX Sầu riêng Phú", "Hựu")
    assert balanced.lines == ("HTX Sầu riêng", "Phú Hựu")
