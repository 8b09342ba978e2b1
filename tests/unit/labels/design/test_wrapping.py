"""Normal form, characters and lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design.errors import CharacterNotInFont
from labels.design.fitting import MM_PER_PT
from labels.design.wrapping import check_characters, normalise, wrap
from tests.unit.labels.design.typeface import HalfEm

TEXTS = st.text("abc Ầậ榴莲，", min_size=1, max_size=60)


def _check(text: str, lacking: str = "") -> None:
    check_characters(text, HalfEm(lacking), bold=False, label_vi="Tên", label_en="Name")


def test_decomposed_text_becomes_composed() -> None:
    """A name typed on a Mac arrives in NFD."""
    assert normalise(unicodedata.normalize("NFD", "Sầu riêng Phú Hựu")) == "Sầu riêng Phú Hựu"


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    """The person sees which character to replace, and where it stands."""
    with pytest.raises(CharacterNotInFont) as refused:
        _check("Sầu riêng 😀", lacking="😀")

    assert "U+1F600 (GRINNING FACE)" in refused.value.sentence("en")
    assert refused.value.sentence("vi").startswith("Tên «Sầu riêng 😀»")


def test_a_mark_that_no_letter_takes_is_refused() -> None:
    """Fonts place a loose mark wrong, so it is not drawn at all."""
    with pytest.raises(CharacterNotInFont, match="COMBINING TILDE"):
        _check(normalise("m\u0303"))


def test_a_control_character_is_named_even_without_a_name() -> None:
    """Unicode has no name for a line feed."""
    with pytest.raises(CharacterNotInFont, match=r"U\+000A \(\?\)"):
        _check("a\nb", lacking="\n")


def test_text_that_can_be_drawn_is_accepted() -> None:
    """Nothing to refuse."""
    _check("Sầu riêng")


@given(text=TEXTS, characters=st.integers(1, 40))
def test_lines_are_full_lose_nothing_and_fit(text: str, characters: int) -> None:
    """Joined again the lines are the text but for the spaces at which it broke, and none is too wide."""
    width = characters * 0.5 * 10 * MM_PER_PT + 1e-6

    lines = wrap(text, HalfEm(), width_mm=width, bold=False, size_pt=10)

    if lines is None:
        return
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= characters for line in lines)


def test_chinese_breaks_between_ideographs_but_not_before_punctuation() -> None:
    """A comma stays with the character before it."""
    width = 3 * 0.5 * 10 * MM_PER_PT + 1e-6

    assert wrap("演示，非卖品", HalfEm(), width_mm=width, bold=False, size_pt=10) == ["演示，", "非卖品"]


def test_a_word_wider_than_the_line_cannot_be_wrapped() -> None:
    """A lot or a code is never cut in two."""
    assert wrap("a PHU2610057K3Q", HalfEm(), width_mm=5, bold=False, size_pt=10) is None


def test_an_address_breaks_after_its_dots() -> None:
    """Where a design says so, and never before the end of the text."""
    lines = wrap("nguon.dongthap.vn.", HalfEm(), width_mm=17, bold=False, size_pt=10, break_at=".")

    assert lines == ["nguon.", "dongthap.", "vn."]


def test_a_part_without_a_break_is_cut_where_it_must_be() -> None:
    """A long name of a site is not refused; without leave to break it would be."""
    lines = wrap("truyxuat.vn", HalfEm(), width_mm=9, bold=False, size_pt=10, break_at=".")

    assert lines == ["truyx", "uat.", "vn"]
    assert wrap("truyxuat.vn", HalfEm(), width_mm=9, bold=False, size_pt=10) is None
