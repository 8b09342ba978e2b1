"""Whole labels of the built-in designs: nothing leaves them, enters the quiet zone or names what is not there."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Design
from labels.design.errors import TextDoesNotFit
from labels.design.schema import LEAST_PT
from labels.drawing.instructions import Layout
from tests.unit.labels.design.longest_names import names
from tests.unit.labels.drawing.jobs import CARTON
from tests.unit.labels.drawing.placing import boxes, lay

MARGIN_MM = 0.35
FACTS: list[dict[str, Any]] = [
    {},
    {"is_sample": False},
    {"is_sample": False, "claim": None, "growing_area_code": None, "product_name_zh": ""},
    {"product_name_vi": "Sầu riêng Monthong (Dona) Cái Mơn loại 1 chọn lọc tay"},
    {"organisation_name": "Hợp tác xã Dịch vụ Nông nghiệp Sầu riêng Phú Hựu", "claim": None},
    {**CARTON, "is_sample": False, "host": "truyxuat.dongthap.vn"},
    *({**but, "lot": "PHUUU2610057K3Q", "is_sample": at % 2 == 0} for at, but in enumerate(names())),
]


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_nothing_leaves_the_label_or_enters_the_quiet_zone(design: Design) -> None:
    """Every text and line stays on the label and off the QR's box and can be read, whatever the names."""
    for but in FACTS:
        layout = lay(design, **but)
        check_inside(design, layout)
        sizes = [text.size_pt for text in layout.texts] + [slot.size_pt for slot in layout.slots]
        assert min(sizes) >= LEAST_PT


def check_inside(design: Design, layout: Layout) -> None:
    qr = design.qr
    for left, top, right, bottom in boxes(layout):
        assert left >= MARGIN_MM
        assert top >= MARGIN_MM
        assert right <= design.width_mm - MARGIN_MM + 1e-9
        assert bottom <= design.height_mm - MARGIN_MM + 1e-9
        beside = (
            left >= qr.x_mm + qr.size_mm - 1e-9
            or right <= qr.x_mm + 1e-9
            or top >= qr.y_mm + qr.size_mm - 0.02
            or bottom <= qr.y_mm + 0.02
        )
        assert beside, (left, top, right, bottom)


@settings(max_examples=60, deadline=None)
@given(
    design=st.sampled_from(list(BUILT_IN.values())),
    texts=st.lists(st.text("WÂẦgọ 榴(-,", min_size=1, max_size=70), min_size=7, max_size=7),
)
def test_no_value_reaches_the_quiet_zone(design: Design, texts: list[str]) -> None:
    """What does not fit is refused by its field; what is printed stays in its place."""
    names = (
        "product_name_vi",
        "product_name_en",
        "organisation_name",
        "organisation_place",
        "claim",
        "lot",
        "host",
    )
    try:
        values: dict[str, Any] = dict(zip(names, texts, strict=True))
        layout = lay(design, **values)
    except TextDoesNotFit:
        return
    check_inside(design, layout)


@pytest.mark.parametrize(
    "design", [one for one in BUILT_IN.values() if one is not FRUIT_A4], ids=lambda one: one.key
)
def test_rules_on_rolls_are_two_dots_of_a_coarse_head(design: Design) -> None:
    """Thinner ones break up on a thermal printer of 203 dpi."""
    rects = lay(design, **CARTON, is_sample=False).rects

    assert all(min(rect.width_mm, rect.height_mm) >= 2 * 25.4 / 203 - 0.001 for rect in rects)


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_what_a_batch_lacks_leaves_no_caption(design: Design) -> None:
    """Nothing but what is true of every batch is left, and no empty line or frame for the rest."""
    none: dict[str, Any] = {
        "claim": None,
        "growing_area_code": None,
        "product_name_en": "",
        "product_name_zh": "",
    }
    texts = " ".join(one.text for one in lay(design, **none, is_sample=False).texts)

    for caption in (
        "Vùng trồng",
        "MSVT",
        "Orchard",
        "Đóng gói",
        "Packing",
        "Hạng",
        "Grade",
        "Số quả",
        "TEM THỬ",
    ):
        assert caption not in texts
