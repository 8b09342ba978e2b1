"""Makes label jobs with data that look real."""

import random
from datetime import date
from typing import Any

from labels.design.built_in import FRUIT_A4
from labels.design.facts import LabelFacts
from labels.design.fields import label_values, read_values
from labels.drawing.job import Label, LabelJob
from labels.qr.payload import Payload
from labels.stock.stocks import A4_3X8

GTIN = "09521234567899"
HOST = "https://label.example.vn"


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
