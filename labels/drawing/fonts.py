"""The fonts of labels: which one draws a character, and how wide it is. The files are in `fonts/`."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Literal

from reportlab.pdfbase.ttfonts import TTFontFile

from labels.design.fitting import MM_PER_PT

FontKey = Literal["regular", "bold", "chinese"]

_FOLDER = Path(__file__).parent / "fonts"
_FILES: dict[FontKey, str] = {
    "regular": "BeVietnamPro-Regular.ttf",
    "bold": "BeVietnamPro-Bold.ttf",
    "chinese": "NotoSansSC-Regular-GB2312.ttf",
}


@dataclass(frozen=True, slots=True)
class Font:
    """A font file that has been read.

    Attributes:
        widths: advance of each character that has a glyph, in thousandths of the type size.
    """

    key: FontKey
    file: TTFontFile
    widths: dict[str, float]
    _lock: Lock

    def subset(self, codepoints: list[int]) -> bytes:
        """A TrueType file with only these glyphs, the character of code n being `codepoints[n]`."""
        with self._lock:  # the reader keeps a position in the file
            return bytes(self.file.makeSubset(codepoints))


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Neighbouring characters of one font."""

    font: FontKey
    text: str


class LabelTypeface:
    """Be Vietnam Pro, and Noto Sans SC for what it lacks (there is one weight of that)."""

    def width_mm(self, text: str, *, bold: bool, size_pt: float) -> float:
        """Advance of one line; no kerning."""
        thousandths = sum(map(_widths(bold).__getitem__, text))
        return thousandths * size_pt * MM_PER_PT / 1000

    def lacks(self, character: str, *, bold: bool) -> bool:
        """Whether no font has a glyph for it."""
        return character not in get_font(font_key(character, bold=bold)).widths


class _Widths(dict[str, float]):
    """Advances of the characters met so far, each from the font that draws it: fitting asks millions of times."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, character: str) -> float:
        width = get_font(font_key(character, bold=self._bold)).widths[character]
        self[character] = width
        return width


@cache
def _widths(bold: bool) -> _Widths:
    return _Widths(bold=bold)


def font_key(character: str, *, bold: bool) -> FontKey:
    """The font that draws a character, or the last asked when none has it."""
    main: FontKey = "bold" if bold else "regular"
    return main if character in get_font(main).widths else "chinese"


def pieces(text: str, *, bold: bool) -> tuple[Piece, ...]:
    """The text cut where the font changes."""
    return tuple(
        Piece(font=key, text="".join(run)) for key, run in groupby(text, lambda c: font_key(c, bold=bold))
    )


def font_path(key: FontKey) -> Path:
    """The TrueType file, for a renderer that reads it by itself."""
    return _FOLDER / _FILES[key]


@cache
def get_font(key: FontKey) -> Font:
    """The font, read from its file the first time."""
    file = TTFontFile(str(font_path(key)))
    widths = {
        chr(code): float(file.charWidths[code])
        for code, glyph in file.charToGlyph.items()
        if glyph and 0x20 <= code <= 0xFFFF
    }
    return Font(key, file, widths, Lock())
