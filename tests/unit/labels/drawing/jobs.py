"""Makes label jobs with data that look real."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from labels.codes.links import label_path
from labels.design.built_in import FRUIT_A4
from labels.design.designs import Design
from labels.design.facts import LabelFacts
from labels.design.fields import label_values, read_values
from labels.drawing.job import Label, LabelJob
from labels.qr.payload import Payload
from labels.runs.rules import link_of
from labels.stock.stocks import A4_3X8, Stock

GTIN = "09521234567899"
HOST = "https://label.example.vn"
CARTON: dict[str, Any] = {
    "packed_on": date(2026, 10, 6),
    "packing_house_code": "VN-DTPH-0001",
    "packing_house_name": "Cơ sở đóng gói Phú Hựu",
    "brand": "Phú Hựu",
    "storage": "13-15 °C",
    "shelf_life_days": 10,
    "grade": "A",
    "exporter": "Công ty XNK Mẫu",
    "carton_net_weight_kg": Decimal("18.500"),
    "carton_fruit_count": 6,
}


def make_facts(**but: Any) -> LabelFacts:
    return LabelFacts(
        **{
            "product_name_vi": "Sầu riêng Ri6 Châu Thành",
            "product_name_en": "Chau Thanh Ri6 durian",
            "product_name_zh": "Ri6 榴莲",
            "variety": "Ri6",
            "organisation_name": "HTX Sầu riêng Phú Hựu (mẫu)",
            "organisation_place": "Xã Phú Hựu, Tỉnh Đồng Tháp",
            "growing_area_code": "VN-DTOR-0017",
            "claim": "Chứng nhận VietGAP số VG-MAU-001, đến 31/12/2026",
            "harvested_on": date(2026, 10, 5),
            "lot": "PHU2610057K3Q",
            "trace_code": "PHU2610057K3Q",
            "gtin": GTIN,
            "host": "label.example.vn",
            "is_sample": True,
            **but,
        }
    )


def stock_of(design: Design) -> Stock:
    """A roll whose label is as large as the design."""
    return replace(
        A4_3X8,
        key="own-roll",
        page_width_mm=design.width_mm,
        page_height_mm=design.height_mm,
        columns=1,
        rows=1,
        label_width_mm=design.width_mm,
        label_height_mm=design.height_mm,
        margin_left_mm=0.0,
        margin_top_mm=0.0,
        gap_x_mm=0.0,
    )


def labels_of(design: Design, *, host: str = HOST, lot: str = "PHUU2610057K3Q") -> Callable[[int], Label]:
    """Labels with the link that the design prints for a product with a GTIN."""

    def label_of(number: int) -> Label:
        label = make_label(number)
        code = label.values["code"].replace("-", "")
        rest = label_path(link_of(design, GTIN), gtin=GTIN, lot=lot, code=code)
        return replace(label, payload=Payload(host=host, rest=rest))

    return label_of


def make_label(number: int) -> Label:
    tail = "".join(random.Random(number).choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=7))
    code = f"7KX3Q{number:04d}{tail}"
    shown = "-".join(code[start : start + 4] for start in range(0, 16, 4))
    payload = Payload(host=HOST, rest=f"/01/{GTIN}/21/{code}")
    return Label(payload=payload, values=label_values(shown, number))


def make_job(facts: LabelFacts | None = None, **but: Any) -> LabelJob:
    """A job of 30 labels on two pages, unless told otherwise."""
    design = but.get("design", FRUIT_A4)
    return LabelJob(
        **{
            "design": design,
            "stock": A4_3X8,
            "start_position": 1,
            "quantity": 30,
            "values": read_values(design, facts or make_facts()),
            "label_of": make_label,
            "title": "Tem lô PHU2610057K3Q",
            "language": "vi",
            **but,
        }
    )
