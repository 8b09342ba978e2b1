"""What the embedded fonts can draw."""

import pytest

from labels.drawing.fonts import LabelTypeface, Piece, get_font, pieces

VOWELS = "aăâeêioôơuưy"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@pytest.mark.parametrize("bold", [False, True])
def test_all_134_vietnamese_letters_have_glyphs(bold: bool) -> None:
    """12 vowels in 6 tones and đ, small and capital, each with a width, in Be Vietnam Pro itself."""
    from unicodedata import normalize

    small = [normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS] + ["đ"]
    letters = [letter for letter in small + [letter.upper() for letter in small] if not letter.isascii()]
    assert len(letters) == 134

    widths = get_font("bold" if bold else "regular").widths
    assert all(widths[letter] > 0 for letter in letters)


def test_a_mixed_text_is_cut_where_the_font_changes() -> None:
    """Latin stays in Be Vietnam Pro, Chinese goes to Noto Sans SC, nothing is lost."""
    assert pieces("Ri6 榴莲，ngon", bold=True) == (
        Piece(font="bold", text="Ri6 "),
        Piece(font="chinese", text="榴莲，"),
        Piece(font="bold", text="ngon"),
    )


@pytest.mark.parametrize(("character", "lacks"), [("ậ", False), ("榴", False), ("😀", True), ("\n", True)])
def test_a_character_without_a_glyph_is_known(character: str, lacks: bool) -> None:
    """GB 2312 and Vietnamese are covered; emoji and control characters are not."""
    assert LabelTypeface().lacks(character, bold=False) is lacks


def test_widths_are_millimetres() -> None:
    """An ideograph is one em: 10 pt are 3.528 mm."""
    assert LabelTypeface().width_mm("榴莲", bold=False, size_pt=10) == pytest.approx(2 * 3.528, abs=0.001)
