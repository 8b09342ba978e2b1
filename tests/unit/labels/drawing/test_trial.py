"""A design tried with sample texts."""

from dataclasses import replace

import pytest

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Design, Passage, Qr, Text
from labels.design.errors import DesignNotPossible
from labels.drawing.preview import sample_job
from labels.drawing.trial import check_drawable, find_undrawable


def with_texts(*passages: Passage) -> Design:
    """The sheet's design with more text boxes after its own elements, and a QR box too small for its link."""
    boxes = (Text(x_mm=0, y_mm=0, width_mm=9, height_mm=3, passages=(one,)) for one in passages)
    qr = replace(FRUIT_A4.qr, size_mm=17.0)
    own = (qr if isinstance(element, Qr) else element for element in FRUIT_A4.elements)
    return replace(FRUIT_A4, elements=(*own, *boxes))


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_what_comes_with_the_service_can_be_drawn(design: Design) -> None:
    """With the longest link that its design may have."""
    check_drawable(design)


def test_everything_that_cannot_be_drawn_is_told() -> None:
    """The symbol, a text without room and one without a glyph: each at its element, in two languages."""
    at = len(FRUIT_A4.elements)
    design = with_texts(
        Passage(fields=("product_name",), size_pt=30, min_size_pt=30), Passage(words="☃", size_pt=6)
    )

    with pytest.raises(DesignNotPossible) as refused:
        check_drawable(design)

    assert [(fault.code, fault.pointer) for fault in refused.value.faults] == [
        ("module-too-small", "/elements/0/size_mm"),
        ("text-does-not-fit", f"/elements/{at}"),
        ("character-not-in-font", f"/elements/{at + 1}"),
    ]
    assert "SNOWMAN" in refused.value.faults[2].sentence("en")
    assert refused.value.faults[2].sentence("vi").startswith("Chữ in sẵn «☃»")


def test_a_code_is_tried_at_its_usual_width() -> None:
    """As a run is: what the trial accepts, no run with texts like the samples refuses."""
    tight = Text(x_mm=0, y_mm=0, width_mm=21, height_mm=3, passages=(Passage(fields=("code",), size_pt=5.5),))
    design = replace(FRUIT_A4, elements=(*FRUIT_A4.elements, tight))

    (fault,) = find_undrawable(design)
    assert "0000-0000-0000-0000" in fault.sentence("en")
    assert sample_job(design, {}).label_of(1).values["code"] == "7KX3-Q9MT-2A4B-0CDE"
