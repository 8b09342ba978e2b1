"""Makes what the public pages are made of."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from app.scan.label_parts import ShownLabel
from app.scan.products import PublicProduct
from batches.places.addresses import Address
from batches.provenance.story import (
    PublicBatch,
    PublicClaim,
    PublicConfirmation,
    PublicGrower,
    PublicInterval,
    PublicOrigin,
    PublicPacking,
    PublicRecall,
    PublicResult,
    PublicStage,
    PublicTested,
)
from labels.scans.queries import Looked

HOST = "nguon.example.vn"
CODE = "7K3Q-9XTM-2B4C-8HJN"
LABEL = ShownLabel(code=CODE, status="issued", looked=Looked(sighting=None, signs=()))
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
    role="grower",
    place=PLACE,
    is_late=False,
)
ORIGIN = PublicOrigin(
    place=PLACE,
    organisation=COOPERATIVE,
    growing_area_code="VN-DTOR-0017",
    harvested_on=date(2026, 10, 5),
    interval=PublicInterval(sprayed_on=date(2026, 9, 23), days=12, required_days=7),
)
OTHER_PLACE = Address(province_code="82", commune_code="30253")
OTHER = "Hợp tác xã Sầu riêng Tân Nhuận Đông"
OTHER_ORIGIN = PublicOrigin(
    place=OTHER_PLACE,
    organisation=OTHER,
    growing_area_code=None,
    harvested_on=date(2026, 10, 4),
    interval=None,
)
PACKER = "Công ty Đóng gói Mẫu"
RECALL = PublicRecall(reason="Phát hiện vàng O", decision_no="12/QĐ-TH", since_on=date(2026, 10, 9))


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
        "growing_area_code": "VN-DTOR-0017",
        "harvested_on": date(2026, 10, 5),
        "claims": (CLAIM,),
        "origins": (ORIGIN,),
        "stages": (HARVEST,),
    }
    return PublicBatch(**{**given, **but})


def make_stage(kind: str, day: int, **but: Any) -> PublicStage:
    given = {
        "kind": kind,
        "occurred_on": date(2026, 10, day),
        "recorded_at": datetime(2026, 10, day, 9, 5, tzinfo=UTC),
        "organisation": COOPERATIVE,
        "role": "grower",
        "place": PLACE,
        "is_late": False,
    }
    return PublicStage(**{**given, **but})


def make_packed_batch(**but: Any) -> PublicBatch:
    """Fruit of two cooperatives, shipped, packed, tested."""
    packer = {"organisation": PACKER, "role": "packer"}
    tested = PublicTested(name="cadmium", value="0.012", unit="mg/kg", is_passed=True, limit="0.05")
    stages = (
        make_stage("cultivation", 3, since_on=date(2026, 2, 14)),
        make_stage("harvest", 4, organisation=OTHER, place=OTHER_PLACE),
        HARVEST,
        make_stage("shipping", 5, confirmation=PublicConfirmation(by=PACKER)),
        make_stage("receiving", 5, **packer),
        make_stage("packing", 6, **packer, is_corrected=True),
        make_stage(
            "lab_test",
            8,
            **packer,
            confirmation=PublicConfirmation(by="Trung tâm Kiểm nghiệm Mẫu", is_laboratory=True),
            result=PublicResult(is_conformant=True, report_no="KN-0456", tested=(tested,)),
        ),
    )
    given = {
        "organisation_name": PACKER,
        "growing_area_code": None,
        "harvested_on": date(2026, 10, 4),
        "harvested_to_on": date(2026, 10, 5),
        "claims": (),
        "origins": (OTHER_ORIGIN, ORIGIN),
        "packing": PublicPacking(packing_house_code="VN-DTPH-0001", packed_on=date(2026, 10, 6)),
        "stages": stages,
    }
    return make_public_batch(**{**given, **but})


def make_public_product(**but: Any) -> PublicProduct:
    given = {
        "id": uuid.UUID(int=2),
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
