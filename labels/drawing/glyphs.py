"""Lines of text as dots, with the fonts and advances of the PDF: each character stands where it stands there.

Pillow's own layout would round each advance to whole dots, and a line would be longer than it was measured.
"""

from functools import lru_cache
from typing import Final
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

from labels.design.fitting import MM_PER_PT
from labels.drawing.fonts import FontKey, font_path, get_font, pieces
from labels.drawing.instructions import PlacedText

OVERSAMPLING: Final = 4  # smooth characters are drawn this much finer, then averaged
INK: Final = 100  # of 255: from this share of a dot on, a printer's dot is black
_ABOVE_EM, _BELOW_EM, _BESIDE_EM = 1.3, 0.5, 0.3  # no glyph of our fonts reaches further from its line
_DOT_BELOW = "\u0323"

Placed = list[tuple[float, str]]
"""Characters and where each starts."""


def draw_line(picture: Image.Image, text: PlacedText, *, dots_per_mm: float) -> None:
    """Put a line on a picture: black and white on one of mode "1", with smooth edges on a grey one.

    In black and white Be Vietnam Pro is drawn by its own hints, which keep marks apart from their letters and
    strokes equally thick; Noto Sans SC has none and would lose strokes, so it is drawn smooth and cut.
    """
    em = text.size_pt * MM_PER_PT * dots_per_mm
    left, baseline = int(text.x_mm * dots_per_mm - _BESIDE_EM * em), round(text.baseline_mm * dots_per_mm)
    above, below = (int(share * em) + 1 for share in (_ABOVE_EM, _BELOW_EM))
    start, colour = text.x_mm * dots_per_mm - left, 255 if text.is_white else 0
    for key, characters, width_em in _by_font(text):
        size = (int((width_em + 2 * _BESIDE_EM) * em) + 2, above + below)
        placed = [(start + at * em, character) for at, character in characters]
        draw = _smooth if picture.mode == "L" else _cut if key == "chinese" else _hinted
        picture.paste(colour, (left, baseline - above), draw(placed, key, size, above, em))


def _by_font(text: PlacedText) -> list[tuple[FontKey, Placed, float]]:
    """For each font its characters, their starts in ems from the line's left end, and the whole line's width."""
    found: dict[FontKey, Placed] = {}
    thousandths = 0.0
    for piece in pieces(text.text, bold=text.bold):
        widths = get_font(piece.font).widths
        for character in piece.text:
            found.setdefault(piece.font, []).append((thousandths / 1000, character))
            thousandths += widths[character]
    return [(key, characters, thousandths / 1000) for key, characters in found.items()]


def _smooth(placed: Placed, key: FontKey, size: tuple[int, int], above: int, em: float) -> Image.Image:
    """How much of each dot is covered, 0 to 255; the baseline is `above` dots from the top."""
    finer = Image.new("L", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING))
    pen, face = ImageDraw.Draw(finer), _face(key, em * OVERSAMPLING)
    for start, character in placed:
        at = (round(start * OVERSAMPLING), above * OVERSAMPLING)
        pen.text(at, character, fill=255, font=face, anchor="ls")
    return finer.reduce(OVERSAMPLING)


def _cut(placed: Placed, key: FontKey, size: tuple[int, int], above: int, em: float) -> Image.Image:
    """The same in black and white."""
    return _smooth(placed, key, size, above, em).point([255 * (value >= INK) for value in range(256)], "1")


def _hinted(placed: Placed, key: FontKey, size: tuple[int, int], above: int, em: float) -> Image.Image:
    """Black and white by the font's hints."""
    mask = Image.new("1", size)
    pen, face = ImageDraw.Draw(mask), _face(key, em)
    for start, character in placed:
        at = (round(start), above + _lift(key, em, character))
        pen.text(at, character, fill=255, font=face, anchor="ls")
    return mask


@lru_cache(maxsize=4096)
def _lift(key: FontKey, em: float, character: str) -> int:
    """How many dots the hints lift a letter with a mark above the line of the letter without: put it back."""
    parts = normalize("NFD", character)
    letter, marks = parts[0], parts[1:]
    if not marks or _DOT_BELOW in marks:
        return 0
    return _bottom(key, em, letter) - _bottom(key, em, character)


def _bottom(key: FontKey, em: float, character: str) -> int:
    """The lowest dot as it is drawn; what Pillow tells without drawing is another size."""
    side = int(em * 3) + 1
    drawn = Image.new("1", (side, side))
    ImageDraw.Draw(drawn).text((side // 3, side // 2), character, fill=255, font=_face(key, em), anchor="ls")
    box = drawn.getbbox()
    return box[3] if box else 0


@lru_cache(maxsize=64)
def _face(key: FontKey, size: float) -> ImageFont.FreeTypeFont:
    """A font at a size in dots; `BASIC` needs no shaping library of the machine."""
    return ImageFont.truetype(font_path(key), size, layout_engine=ImageFont.Layout.BASIC)
