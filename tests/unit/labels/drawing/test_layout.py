"""Where things stand on a label."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from labels.design.built_in import FRUIT_A4
from labels.design.designs import Box, Image, Line, Passage, Text
from labels.design.errors import CharacterNotInFont, TextDoesNotFit
from labels.design.fields import read_values
from labels.design.fitting import BASELINE_EM, LOOSE_LINE_EM, MM_PER_PT
from labels.drawing.instructions import Rect
from labels.drawing.layout import lay_out
from labels.qr.errors import ModuleTooSmall
from tests.unit.labels.drawing.jobs import make_facts
from tests.unit.labels.drawing.placing import TYPEFACE, lay


def test_the_symbol_stands_in_its_box_with_its_quiet_zone() -> None:
    """Four free modules on each side of 37: 24 mm are 45 modules."""
    qr = lay().qr

    assert qr.module_mm == pytest.approx(24 / 45)
    assert qr.x_mm - FRUIT_A4.qr.x_mm == pytest.approx(4 * 24 / 45)


def test_on_a_printer_the_symbol_lies_on_whole_dots() -> None:
    """Corner and module are whole dots from the label's corner; the box keeps a symbol as large as it can."""
    values = read_values(FRUIT_A4, make_facts())
    typical = {"code": "0000-0000-0000-0000", "serial": "000000"}
    layout = lay_out(FRUIT_A4, values, typical=typical, symbol_size=37, typeface=TYPEFACE, printer_dpi=203)

    assert layout.qr.module_mm == 0.5
    assert (layout.qr.x_mm * 8, layout.qr.y_mm * 8) == (26, 68)  # 3.2 and 8.55 mm (68.4) without a printer


def test_a_symbol_too_large_for_the_design_is_refused() -> None:
    """A long host must not give a label that phones cannot read."""
    with pytest.raises(ModuleTooSmall):
        lay(symbol_size=57)


def test_an_empty_field_takes_caption_and_bar_with_it() -> None:
    """Without a growing area and off demo there is no caption, no bar and no gap for them."""
    layout = lay(is_sample=False, growing_area_code=None)

    assert "Vùng trồng" not in [text.text for text in layout.texts]
    assert not any(text.is_white for text in layout.texts)
    assert len(layout.rects) == 1


def test_the_sample_notice_is_one_black_bar_with_white_text() -> None:
    """Both lines of it share one area, so that no seam shows between them."""
    layout = lay()

    assert len(layout.rects) == 2
    white = [text.text for text in layout.texts if text.is_white]
    assert white == ["TEM THỬ – KHÔNG DÙNG ĐỂ BÁN", "DEMO, NOT FOR SALE · 演示，非卖品"]


def test_a_text_too_long_is_refused_by_its_field() -> None:
    """Never cut, never drawn over something else."""
    with pytest.raises(TextDoesNotFit, match=r"^Product name “Sầu riêng"):
        lay(product_name_vi="Sầu riêng " * 20)


def test_a_text_without_a_glyph_is_refused_by_its_field() -> None:
    """Never dropped from the paper."""
    with pytest.raises(CharacterNotInFont, match=r"^Organisation “HTX ☃”.*SNOWMAN"):
        lay(organisation_name="HTX ☃")


def test_a_wide_text_of_one_label_shrinks_alone() -> None:
    """The run's size stays; only a label of unusual letters is smaller, and it keeps its right edge."""
    slot = next(slot for slot in lay().slots if slot.field == "code")

    assert slot.place("0000-0000-0000-0000", TYPEFACE).size_pt == slot.size_pt
    assert slot.place("WWWW-WWWW-WWWW-WWWW", TYPEFACE).size_pt < slot.size_pt


@pytest.mark.parametrize(("claim", "drawn"), [("VietGAP", 6), (None, 1)])
def test_lines_and_boxes_can_depend_on_a_field(claim: str | None, drawn: int) -> None:
    """No empty frame: a frame is four sides, a line one, and an unconditional line stays."""
    always = Line(x_mm=1, y_mm=1, x2_mm=1, y2_mm=9, thickness_mm=0.2)
    line = replace(always, shown_with="claim")
    box = Box(x_mm=1, y_mm=1, width_mm=9, height_mm=9, thickness_mm=0.2, shown_with="claim")
    layout = lay(replace(FRUIT_A4, elements=(FRUIT_A4.qr, always, line, box)), claim=claim)

    assert len(layout.rects) == drawn
    assert layout.rects[0] == Rect(x_mm=1, y_mm=1, width_mm=0.2, height_mm=8)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_text_is_aligned_in_its_box(align: Any, share: float) -> None:
    """What is left over stands right of the text, on both sides, or left of it."""
    passage = Passage(fields=("lot",), size_pt=10, align=align)
    text = Text(x_mm=10, y_mm=0, width_mm=30, height_mm=9, passages=(passage,))
    layout = lay(replace(FRUIT_A4, elements=(FRUIT_A4.qr, text)), lot="榴莲榴")

    free = 30 - TYPEFACE.width_mm("榴莲榴", bold=False, size_pt=10)
    assert layout.texts[0].x_mm == pytest.approx(10 + share * free)


@pytest.mark.parametrize(("valign", "share"), [("top", 0.0), ("middle", 0.5), ("bottom", 1.0)])
def test_a_text_stands_where_its_box_says(valign: Any, share: float) -> None:
    """Height that is not needed goes below, to both sides, or above."""
    passage = Passage(fields=("lot",), size_pt=10)
    text = Text(x_mm=0, y_mm=5, width_mm=30, height_mm=9, passages=(passage,), valign=valign)
    layout = lay(replace(FRUIT_A4, elements=(FRUIT_A4.qr, text)), lot="A1")

    em = 10 * MM_PER_PT
    assert layout.texts[0].baseline_mm == pytest.approx(
        5 + share * (9 - LOOSE_LINE_EM * em) + BASELINE_EM * em
    )


def test_a_box_without_values_draws_nothing() -> None:
    """All of its fields are empty."""
    passage = Passage(fields=("claim",), size_pt=10, caption="Chứng nhận", inverted=True)
    text = Text(x_mm=0, y_mm=0, width_mm=30, height_mm=9, passages=(passage,))
    layout = lay(replace(FRUIT_A4, elements=(FRUIT_A4.qr, text)), claim=None)

    assert not layout.texts
    assert not layout.rects


def test_what_is_missing_is_written_by_hand() -> None:
    """Its caption and a rule to the end of the column; with a value there is no rule."""
    passage = Passage(fields=("net_weight_kg",), size_pt=10, caption="Net weight, kg", write_in=True)
    text = Text(x_mm=5, y_mm=5, width_mm=50, height_mm=9, passages=(passage,))
    design = replace(FRUIT_A4, elements=(FRUIT_A4.qr, text))

    empty, filled = lay(design), lay(design, carton_net_weight_kg=Decimal("18.5"))

    assert [one.text for one in empty.texts] == ["Net weight, kg"]
    assert [one.text for one in filled.texts] == ["Net weight, kg", "18.5"]
    assert empty.rects[0].x_mm + empty.rects[0].width_mm == pytest.approx(55)
    assert not filled.rects


def test_words_of_a_design_stand_as_they_are() -> None:
    """They need no field, and a character without a glyph is refused as in a value."""
    text = Text(
        x_mm=5, y_mm=5, width_mm=50, height_mm=9, passages=(Passage(words="Sản phẩm Việt Nam", size_pt=10),)
    )
    design = replace(FRUIT_A4, elements=(FRUIT_A4.qr, text))

    assert [one.text for one in lay(design).texts] == ["Sản phẩm Việt Nam"]
    with pytest.raises(CharacterNotInFont, match="Fixed text “☃”"):
        lay(
            replace(design, elements=(FRUIT_A4.qr, replace(text, passages=(Passage(words="☃", size_pt=10),))))
        )


@pytest.mark.parametrize(("claim", "drawn"), [("VietGAP", 1), (None, 0)])
def test_an_image_is_placed_with_its_pixels(claim: str | None, drawn: int) -> None:
    """Rows from the top, the leftmost pixel first; it can depend on a field."""
    image = Image(
        x_mm=30, y_mm=6, width_mm=9, height_mm=4, width_px=9, height_px=2, bits="/4AAgA==", shown_with="claim"
    )
    placed = lay(replace(FRUIT_A4, elements=(FRUIT_A4.qr, image)), claim=claim).images

    assert [one.rows for one in placed] == [(0b111111111, 0b000000001)] * drawn
