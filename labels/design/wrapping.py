"""Text before it is drawn: its normal form, its characters, its lines. Pure; widths come from a typeface."""

import re
import unicodedata
from typing import Protocol

from labels.design.errors import CharacterNotInFont

# A line may break before an ideograph that follows any East Asian character, and at a space.
_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])(?=[\u4e00-\u9fff])")


class Typeface(Protocol):
    """What fitting must know of the fonts."""

    def width_mm(self, text: str, *, bold: bool, size_pt: float) -> float:
        """Advance of one line."""

    def lacks(self, character: str, *, bold: bool) -> bool:
        """Whether no font has a glyph for it."""


def normalise(text: str) -> str:
    """NFC: a letter and its marks in one character, because fonts place loose marks wrong."""
    return unicodedata.normalize("NFC", text)


def check_characters(text: str, typeface: Typeface, *, bold: bool, label_vi: str, label_en: str) -> None:
    """Accept a text in NFC that can be drawn whole.

    Raises:
        CharacterNotInFont: names the first character without a glyph, or a mark that is not part of a letter.
    """
    for character in text:
        if unicodedata.combining(character) or typeface.lacks(character, bold=bold):
            raise CharacterNotInFont(
                label_vi=label_vi,
                label_en=label_en,
                text=text,
                codepoint=f"U+{ord(character):04X}",
                name=unicodedata.name(character, "?"),
            )


def wrap(
    text: str, typeface: Typeface, *, width_mm: float, bold: bool, size_pt: float, break_at: str = ""
) -> list[str] | None:
    """The lines of a text, each as full as it can be; None when a word alone is wider than `width_mm`.

    Args:
        break_at: characters after which a line may break, besides at a space and between ideographs; given
            any, a part that is still too wide breaks anywhere.
    """

    def is_too_wide(line: str) -> bool:
        return typeface.width_mm(line, bold=bold, size_pt=size_pt) > width_mm

    words = _words(text, break_at)
    if break_at:
        words = [part for word in words for part in (_letters(*word) if is_too_wide(word[1]) else [word])]
    lines: list[str] = []
    for space, word in words:
        longer = lines[-1] + space + word if lines else word
        if lines and not is_too_wide(longer):
            lines[-1] = longer
            continue
        if is_too_wide(word):
            return None
        lines.append(word)
    return lines


def _words(text: str, break_at: str) -> list[tuple[str, str]]:
    """Parts that stay on one line, each with what stands between it and the part before."""
    breaks = re.compile(rf"{_BREAK.pattern}|(?<=[{re.escape(break_at)}])(?=.)") if break_at else _BREAK
    return [
        (" " if at == 0 else "", word)
        for part in text.split(" ")
        for at, word in enumerate(breaks.split(part))
    ]


def _letters(space: str, word: str) -> list[tuple[str, str]]:
    return [(space if at == 0 else "", letter) for at, letter in enumerate(word)]
