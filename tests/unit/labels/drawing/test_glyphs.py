"""Letters as dots."""

import pytest
from PIL import Image, ImageChops

from labels.design.errors import CharacterNotInFont
from labels.drawing.fonts import LabelTypeface
from labels.drawing.glyphs import draw_line
from labels.drawing.instructions import PlacedText
from labels.drawing.passages import check_value
from tests.unit.labels.drawing.letters import GOLDEN, draw_letters, letters


def line(
    text: str, *, mode: str = "1", bold: bool = False, white: bool = False, size_pt: float = 9
) -> Image.Image:
    """One line on 60 x 10 mm at 203 dpi, from 2 mm on."""
    picture = Image.new(mode, (480, 80), 0 if white else 255)
    placed = PlacedText(x_mm=2, baseline_mm=6, size_pt=size_pt, bold=bold, is_white=white, text=text)
    draw_line(picture, placed, dots_per_mm=203 / 25.4)
    return picture.convert("L")


def test_every_vietnamese_letter_looks_as_it_was_approved() -> None:
    """134 letters, the dong, digits and Chinese, regular and bold, for printers and screens, dot by dot.

    Pillow's FreeType is fixed by the lock. `python -m tests.unit.labels.drawing.letters` draws it anew.
    """
    assert len(letters()) == 134
    with Image.open(GOLDEN) as golden:
        difference = ImageChops.difference(golden, draw_letters())

    assert difference.getbbox() is None


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("letter", ["ả", "ẩ", "Ể", "ử"])
def test_a_letter_with_a_mark_stands_on_the_line(letter: str, bold: bool) -> None:
    """The font's hints lift some of them by a dot."""
    base = {"ả": "a", "ẩ": "a", "Ể": "E", "ử": "u"}[letter]
    for size_pt in (6.4, 8, 10):
        bottoms = [
            ImageChops.invert(line(one, bold=bold, size_pt=size_pt)).getbbox() for one in (base, letter)
        ]

        assert bottoms[0] is not None
        assert bottoms[1] is not None
        assert bottoms[0][3] == bottoms[1][3]


@pytest.mark.parametrize("text", ["Sầu riêng Ri6 Châu Thành", "AVAVAV To Ty", "Ri6榴莲，ngon iiiiiiiiiiii"])
@pytest.mark.parametrize("mode", ["1", "L"])
def test_a_line_is_as_long_as_it_was_measured(text: str, mode: str) -> None:
    """Advances are those of the PDF, without kerning: no error adds up along a line."""
    measured = LabelTypeface().width_mm(text, bold=False, size_pt=9) * 203 / 25.4
    box = ImageChops.invert(line(text, mode=mode)).getbbox()

    assert box is not None
    assert box[2] - 16 == pytest.approx(measured, abs=3)  # the last glyph ends a little before its advance


def test_white_text_is_black_text_turned_round() -> None:
    """On a bar, with the same dots."""
    black, white = line("Mẫu 演示"), line("Mẫu 演示", white=True)

    assert ImageChops.invert(white).tobytes() == black.tobytes()


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    """Never a box on the paper."""
    with pytest.raises(CharacterNotInFont, match=r"U\+1F600 \(GRINNING FACE\)"):
        check_value("Ri6 😀", ("product_name",), LabelTypeface(), bold=True)
