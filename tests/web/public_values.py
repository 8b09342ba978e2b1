"""Makes what the public pages are made of."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from app.scan.pages import ShownLabel
from app.scan.products import PublicProduct
from batches.places.addresses import Address
from batches.provenance.story import PublicBatch, PublicClaim, PublicGrower, PublicStage

HOST = "nguon.example.vn"
CODE = "7K3Q-9XTM-2B4C-8HJN"
LABEL = ShownLabel(code=CODE, status="issued")
PLACE = Address(province_code="82", commune_code="30244")
COOPERATIVE = "Hợp tác xã Sầu riêng Phú Hựu"
CLAIM = PublicClaim(
    scheme="vietgap",
    number="VietGAP-TT-13-99-87-0009",
    body="Tổ chức chứng nhận mẫu",
    valid_from=date(2025, 12, 1),
    valid_to=date(2027, 11, 30),
)
GROWER = PublicGrower(
    name="Trần Thị Mẫu",
    phone="+84900000123",
    photo_id=uuid.UUID(int=4),
    member_id=uuid.UUID(int=5),
    household_code="HO-07",
    position=(105.812345, 10.254321),
)
HARVEST = PublicStage(
    kind="harvest",
    occurred_on=date(2026, 10, 5),
    recorded_at=datetime(2026, 10, 5, 7, 32, tzinfo=UTC),
    organisation=COOPERATIVE,
    place=PLACE,
    is_late=False,
)


def make_public_batch(**but: Any) -> PublicBatch:
    given = {
        "batch_id": uuid.UUID(int=1),
        "lot": "PHS2610057K3Q",
        "trace_code": "09521234560012-PHS-PHS2610057K3Q-20261005",
        "status": "published",
        "is_sample": False,
        "product_id": uuid.UUID(int=2),
        "product_name_vi": "Sầu riêng Ri6",
        "product_name_en": "Ri6 durian",
        "product_name_zh": "Ri6 榴莲",
        "gtin": "09521234560012",
        "variety": "Ri6",
        "brand": "Vườn Phú Hựu",
        "standards": "TCVN 11892-1:2017",
        "storage": "Nơi khô mát",
        "shelf_life_days": 7,
        "image_id": uuid.UUID(int=3),
        "image_px": (800, 600),
        "organisation_name": COOPERATIVE,
        "organisation_address": Address(
            province_code="82", commune_code="30244", detail="Số 125, ấp Phú Long"
        ),
        "plot_place": PLACE,
        "growing_area_code": "VN-DTOR-0017",
        "harvested_on": date(2026, 10, 5),
        "claims": (CLAIM,),
        "stages": (HARVEST,),
    }
    return PublicBatch(**{**given, **but})


def make_public_product(**but: Any) -> PublicProduct:
    given = {
        "code": "PHS-7K3Q",
        "names": {"vi": "Sầu riêng Ri6", "en": "Ri6 durian", "zh": "Ri6 榴莲"},
        "variety": "Ri6",
        "gtin": "09521234560012",
        "image_id": uuid.UUID(int=3),
        "image_px": (800, 600),
        "organisation_name": COOPERATIVE,
        "organisation_address": PLACE,
        "is_sample": False,
    }
    return PublicProduct(**{**given, **but})
