"""The golden picture of letters: all that Vietnamese needs, and some Chinese, as a printer and as a screen draw it.

`python -m tests.unit.labels.drawing.letters` draws it anew; look at it before it is committed.
"""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from PIL import Image

from labels.drawing.dots import dots_per_mm
from labels.drawing.glyphs import draw_line
from labels.drawing.instructions import PlacedText
from labels.drawing.png import to_png

GOLDEN = Path(__file__).parent / "golden" / "letters.png"
DPI = 203
VOWELS, MARKS = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
OTHERS = (
    "0123456789 ABCDEFGHJKMN",
    "PQRSTVWXYZ ₫ -.:/",
    "榴莲 越南 产地 种植园 包装厂 编号",
    "可追溯 演示，非卖品 Ri6榴莲",
)
_WIDTH_MM, _LINE_MM, _SIZE_PT, _PER_LINE = 74.0, 5.6, 10.0, 17


def letters() -> list[str]:
    """The 134 letters with a mark of their own: 67 small, then 67 capital."""
    small = [normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS] + ["đ"]
    return [letter for letter in small + [letter.upper() for letter in small] if not letter.isascii()]


def lines() -> Iterator[tuple[str, bool]]:
    """What stands on each line, and whether it is bold."""
    found = letters()
    rows = [" ".join(found[start : start + _PER_LINE]) for start in range(0, len(found), _PER_LINE)]
    for bold in (False, True):
        yield from ((row, bold) for row in (*rows, *OTHERS))


def draw_letters() -> Image.Image:
    """Left in black and white, right in grey."""
    per_mm, rows = dots_per_mm(DPI), list(lines())
    size = (round(_WIDTH_MM * per_mm), round((len(rows) + 0.5) * _LINE_MM * per_mm))
    halves = [Image.new(mode, size, 255) for mode in ("1", "L")]
    for half in halves:
        for at, (text, bold) in enumerate(rows):
            placed = PlacedText(
                x_mm=1.5,
                baseline_mm=(at + 0.75) * _LINE_MM,
                size_pt=_SIZE_PT,
                bold=bold,
                is_white=False,
                text=text,
            )
            draw_line(half, placed, dots_per_mm=per_mm)
    whole = Image.new("L", (2 * size[0], size[1]))
    for at, half in enumerate(halves):
        whole.paste(half.convert("L"), (at * size[0], 0))
    return whole


if __name__ == "__main__":
    GOLDEN.write_bytes(to_png(draw_letters(), dpi=DPI))
