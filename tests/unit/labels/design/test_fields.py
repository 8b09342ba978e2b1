"""What the printable fields read."""

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from labels.design.built_in import FRUIT_A4
from labels.design.designs import Line, Passage, Text
from labels.design.errors import DesignNotReadable
from labels.design.fields import FIELDS, SAMPLE_NOTICE, label_values, read_values
from tests.unit.labels.drawing.jobs import CARTON, make_facts

EVERY = replace(
    FRUIT_A4,
    elements=(
        FRUIT_A4.qr,
        Text(
            x_mm=0,
            y_mm=0,
            width_mm=9,
            height_mm=9,
            passages=tuple(Passage(fields=(key,), size_pt=6) for key in FIELDS),
        ),
    ),
)


def test_every_field_reads_its_fact() -> None:
    """Each field has a name in two languages and a sample, and prints what the facts say."""
    values = read_values(EVERY, make_facts(**CARTON))

    assert values["packed_on"] == "06/10/2026"
    assert values["packed_on_iso"] == "2026-10-06"
    assert values["best_before"] == "16/10/2026"
    assert (values["net_weight_kg"], values["net_weight_kg_vi"]) == ("18.5", "18,5")
    assert values["fruit_count"] == "6"
    assert values["lot_in_two"] == "PHU 2610057K3Q"
    assert values["product_name"] == "Sầu riêng Ri6 Châu Thành"
    assert values["harvested_on"] == "05/10/2026"
    assert values["place"] == "Xã Phú Hựu, Tỉnh Đồng Tháp"
    assert set(values) == {key for key, field in FIELDS.items() if not field.is_per_label}
    assert all(field.label_vi and field.label_en and field.sample for field in FIELDS.values())


def test_a_sample_says_so_in_three_languages() -> None:
    """The notice is the agreed sentence, and a real label has none of it."""
    notice = "TEM THỬ – KHÔNG DÙNG ĐỂ BÁN / DEMO, NOT FOR SALE / 演示，非卖品"
    assert read_values(EVERY, make_facts())["sample_notice"] == notice == SAMPLE_NOTICE
    assert not [key for key in read_values(EVERY, make_facts(is_sample=False)) if key.startswith("sample")]


def test_what_the_facts_lack_is_left_out() -> None:
    """No claim, no growing area, no GTIN, no Chinese name: no text, so no caption and no frame either."""
    facts = make_facts(claim=None, growing_area_code=None, gtin=None, product_name_zh="")

    assert not {"claim", "growing_area_code", "gtin", "product_name_zh"} & set(read_values(EVERY, facts))


def test_values_are_composed() -> None:
    """A decomposed name is frozen into the run as NFC."""
    name = unicodedata.normalize("NFD", "Sầu riêng")

    assert read_values(EVERY, make_facts(product_name_vi=name))["product_name"] == "Sầu riêng"


def test_only_printed_fields_are_read() -> None:
    """A design freezes what it prints and what its lines depend on."""
    line = Line(x_mm=0, y_mm=0, x2_mm=1, y2_mm=0, thickness_mm=0.1, shown_with="claim")
    design = replace(FRUIT_A4, elements=(FRUIT_A4.qr, line))

    assert list(read_values(design, make_facts())) == ["claim"]


def test_an_unknown_field_is_refused() -> None:
    """A design with a field of a later version cannot be printed by this one."""
    passage = Passage(fields=("weight",), size_pt=6)
    text = Text(x_mm=0, y_mm=0, width_mm=9, height_mm=9, passages=(passage,))

    with pytest.raises(DesignNotReadable, match="weight"):
        read_values(replace(FRUIT_A4, elements=(FRUIT_A4.qr, text)), make_facts())


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (date(2026, 10, 5), None, "05/10/2026"),
        (date(2026, 10, 12), date(2026, 10, 20), "12/10-20/10/2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30/12/2026-02/01/2027"),
    ],
)
def test_a_label_leaves_no_day_of_harvest_out(first: date, last: date | None, printed: str) -> None:
    """Fruit that was cut on several days and packed together says from when to when."""
    facts = make_facts(harvested_on=first, harvested_to_on=last)

    assert read_values(EVERY, facts)["harvested_on"] == printed


def test_every_text_of_a_label_is_told() -> None:
    """Each per-label field has its value; the halves of a code are the code."""
    values = label_values("7KX3-Q9MT-2A4B-0CDE", 137)

    assert set(values) == {key for key, field in FIELDS.items() if field.is_per_label}
    assert f"{values['code_begin']}-{values['code_end']}" == values["code"] == "7KX3-Q9MT-2A4B-0CDE"


@pytest.mark.parametrize(
    ("but", "day"),
    [
        ({}, "15/10/2026"),
        ({"harvested_to_on": date(2026, 10, 8)}, "18/10/2026"),
        ({"shelf_life_days": None}, None),
    ],
)
def test_the_shelf_life_counts_from_the_last_work(but: dict[str, Any], day: str | None) -> None:
    """From packing, else from the last day of cutting; without a shelf life no day is made up."""
    assert read_values(EVERY, make_facts(**{"shelf_life_days": 10, **but})).get("best_before") == day
