"""Laid out labels, and the boxes that their text takes."""

from typing import Any

from labels.design.built_in import FRUIT_A4
from labels.design.designs import Design
from labels.design.fields import label_values, read_values
from labels.design.fitting import MM_PER_PT
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import Layout, PlacedText
from labels.drawing.layout import lay_out
from tests.unit.labels.drawing.jobs import make_facts

TYPEFACE = LabelTypeface()
PER_LABEL = label_values("WWWW-WWWW-WWWW-WWWW", 1_000_000)


def lay(design: Design = FRUIT_A4, symbol_size: int = 37, **but: Any) -> Layout:
    values = read_values(design, make_facts(**but))
    typical = label_values("0000-0000-0000-0000", 1_000_000)
    return lay_out(design, values, typical=typical, symbol_size=symbol_size, typeface=TYPEFACE)


def boxes(layout: Layout) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of everything but the QR, with the widest texts that a label can have."""
    texts = [*layout.texts, *(slot.place(PER_LABEL[slot.field], TYPEFACE) for slot in layout.slots)]
    return [_extent(text) for text in texts] + [
        (rect.x_mm, rect.y_mm, rect.x_mm + rect.width_mm, rect.y_mm + rect.height_mm) for rect in layout.rects
    ]


def _extent(text: PlacedText) -> tuple[float, float, float, float]:
    em = text.size_pt * MM_PER_PT
    width = TYPEFACE.width_mm(text.text, bold=text.bold, size_pt=text.size_pt)
    return (text.x_mm, text.baseline_mm - 0.86 * em, text.x_mm + width, text.baseline_mm + 0.25 * em)
