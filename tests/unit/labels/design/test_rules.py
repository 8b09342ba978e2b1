"""What no schema can say of a design: that each of its labels can be read and scanned."""

from dataclasses import replace
from typing import Any

import pytest

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Box, Design, Element, Image, Line, Passage, Text
from labels.design.errors import DesignNotPossible
from labels.design.rules import check_design, find_faults

TEXT = Text(x_mm=1, y_mm=31, width_mm=30, height_mm=2, passages=(Passage(fields=("lot",), size_pt=6),))
LINE = Line(x_mm=30, y_mm=1, x2_mm=40, y2_mm=1, thickness_mm=0.3)
BOX = Box(x_mm=0, y_mm=0, width_mm=63.5, height_mm=33.9, thickness_mm=0.3)
IMAGE = Image(x_mm=30, y_mm=6, width_mm=9, height_mm=9, width_px=9, height_px=2, bits="//8AAA==")


def with_element(element: Element, **but: Any) -> Design:
    return replace(FRUIT_A4, elements=(*FRUIT_A4.elements, replace(element, **but)))


def with_passage(**but: Any) -> Design:
    """A design whose last passage box has one passage more."""
    passage = Passage(**{"fields": ("lot",), "size_pt": 6, **but})
    last = FRUIT_A4.elements[-1]
    assert isinstance(last, Text)
    return replace(
        FRUIT_A4, elements=(*FRUIT_A4.elements[:-1], replace(last, passages=(*last.passages, passage)))
    )


def sentences(design: Design) -> dict[str, str]:
    return {fault.code: fault.sentence("en") for fault in find_faults(design)}


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_nothing_is_wrong_with_the_built_in_ones(design: Design) -> None:
    check_design(design)


@pytest.mark.parametrize(
    "element",
    [LINE, BOX, IMAGE, replace(LINE, x_mm=24.45, x2_mm=24.45, y_mm=0, y2_mm=33)],
)
def test_what_stands_well_is_accepted(element: Element) -> None:
    """A frame around the label, a rule along the quiet zone, a picture beside it."""
    assert find_faults(with_element(element)) == []


@pytest.mark.parametrize(
    ("design", "code", "words"),
    [
        (with_element(LINE, x2_mm=64), "outside-label", "takes 30, 1 – 64, 1.3 mm, outside the label of 0, 0 – 63.5"),
        (with_element(BOX, width_mm=64), "outside-label", "“box”"),
        (with_element(LINE, y2_mm=3), "line-not-straight", "from 30, 1 to 40, 3 mm"),
        (with_element(LINE, x2_mm=20), "line-not-straight", "from 30, 1 to 20, 1 mm"),
        (with_element(LINE, x_mm=20, y_mm=20), "over-quiet-zone", "“line”"),
        (with_element(IMAGE, x_mm=24), "over-quiet-zone", "“image” takes 24, 6 – 33, 15 mm, over the QR code"),
        (with_element(BOX, x_mm=20), "over-quiet-zone", "20, 0 – 20.3, 33.9 mm"),
        (with_element(TEXT, y_mm=20), "over-quiet-zone", "0.45, 5.8 – 24.45, 29.8 mm"),
        (with_element(TEXT), "texts-overlap", "1, 31 – 31, 33 mm, over the text box at 2.6, 30.25 – 34, 32.8 mm"),
        (with_element(FRUIT_A4.qr), "qr-count", "has 2 QR codes, expected exactly 1"),
        (replace(FRUIT_A4, elements=FRUIT_A4.elements[1:]), "qr-count", "has 0 QR codes"),
        (
            replace(FRUIT_A4, elements=(replace(FRUIT_A4.qr, size_mm=16.0), *FRUIT_A4.elements[1:])),
            "qr-too-small",
            "16 mm wide; level Q needs 16.2 mm",
        ),
        (replace(FRUIT_A4, elements=FRUIT_A4.elements[:-2]), "fields-missing", "does not print: code, host."),
        (replace(FRUIT_A4, packaging_level="carton"), "fields-missing", "does not print: trace_code."),
        (with_passage(min_size_pt=7), "sizes-reversed", "7 pt is above the size of 6 pt"),
        (with_passage(words="x"), "fields-or-words", "met fields + words"),
        (with_passage(fields=()), "fields-or-words", "met —"),
        (with_passage(fields=("serial", "lot")), "stands-alone", "“serial” differs"),
        (with_passage(fields=("serial",), max_lines=2), "stands-alone", "max_lines 2"),
        (with_passage(write_in=True), "caption-missing", "needs a caption"),
        (with_element(IMAGE, bits="//8A"), "image-size", "has 3 bytes; 9 × 2 pixels take 4 bytes"),
        (with_element(IMAGE, bits="?!"), "image-size", "has 0 bytes"),
        (with_element(IMAGE, bits="A" * 100_001), "images-too-large", "100001 characters"),
        (with_element(TEXT, passages=TEXT.passages * 41), "too-many-passages", "expected 40 at most"),
        (with_passage(fields=(), words="HÀNG  CHÍNH HÃNG"), "claim-not-ours", "Leave out “hàng chính hãng”"),
        (with_passage(caption="Hộ chiếu số"), "claim-not-ours", "“Hộ chiếu số” cannot be printed"),
        (with_passage(fields=(), words="输往中华人民共和国"), "market-missing", "whose market is CN"),
        (
            with_passage(fields=(), words="Exported to the People’s Republic of China"),
            "market-missing",
            "whose market is CN",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_both_values(design: Design, code: str, words: str) -> None:
    """The refusal names the element, what was met and what is expected."""
    assert words in sentences(design)[code]


def test_a_refusal_tells_all_that_is_wrong() -> None:
    """Its sentence counts the places and tells the first; each stands in `faults`."""
    design = with_element(LINE, x_mm=20, y_mm=20, y2_mm=99)

    with pytest.raises(
        DesignNotPossible, match="Wrong places in the label design: 3; first of all, /elements/7: "
    ) as refused:
        check_design(design)

    assert [fault.code for fault in refused.value.faults] == [
        "outside-label",
        "line-not-straight",
        "over-quiet-zone",
    ]
    assert "3 chỗ" in refused.value.sentence("vi")


def test_only_cartons_for_china_say_so() -> None:
    """The sentence is true on a design that no other batch gets."""
    design = replace(with_passage(fields=(), words="输往中华人民共和国"), market="CN")

    assert find_faults(design) == []


def test_halves_of_the_code_count_as_the_code() -> None:
    """A narrow label prints it in two lines."""
    last = FRUIT_A4.elements[-2]
    assert isinstance(last, Text)
    halves = tuple(Passage(fields=(key,), size_pt=6) for key in ("code_begin", "code_end"))
    design = replace(
        FRUIT_A4,
        elements=(*FRUIT_A4.elements[:-2], replace(last, passages=halves), FRUIT_A4.elements[-1]),
    )

    assert find_faults(design) == []
