"""Examples of products, certificates, pesticides and the diary, of the same cooperative as those of its harvest."""

from typing import Any

CERTIFICATE = "01a2b3c4-0000-7000-8000-0000000000c7"
ENTRY = "01a2b3c4-0000-7000-8000-0000000000de"
IMAGE = "01a2b3c4-0000-7000-8000-0000000000da"
MANAGER = "01a2b3c4-0000-7000-8000-0000000000ac"
PAPER = "01a2b3c4-0000-7000-8000-0000000000db"
PESTICIDE = "01a2b3c4-0000-7000-8000-0000000000e5"
PLOT = "01a2b3c4-0000-7000-8000-0000000000f1"
PRODUCT = "01a2b3c4-0000-7000-8000-0000000000c1"
MADE: dict[str, Any] = {"created_at": "2026-01-05T02:00:00Z", "updated_at": "2026-01-05T02:00:00Z"}

SOLD: dict[str, Any] = {
    "gtin": "09521234560012",
    "level": "fruit",
    "measure": "variable",
    "contains": None,
    "name_vi": "Sầu riêng Ri6",
    "name_en": "Ri6 durian",
    "name_zh": "Ri6 榴莲",
    "variety": "Ri6",
    "brand": "Vườn Phú Hựu",
    "image_id": IMAGE,
    "shelf_life_days": 7,
    "storage": "Để nơi thoáng mát, tránh nắng",
    "standards": "TCVN 11892-1:2017 (VietGAP trồng trọt)",
    "smallest_fruit_kg": "1.8",
}
PRODUCT_SHOWN: dict[str, Any] = {
    "id": PRODUCT,
    "code": "PHUU-7K3Q",
    **SOLD,
    **MADE,
    "links": {"self": f"/api/v1/products/{PRODUCT}", "page": f"/p/{PRODUCT}"},
}
CERTIFIED: dict[str, Any] = {
    "scheme": "vietgap",
    "number": "VietGAP-TT-13-99-87-0001",
    "body": "Trung tâm Chứng nhận Mẫu",
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "suspended_from": None,
    "plot_ids": [PLOT],
    "area_ha": "1.4",
    "expected_yield_kg": "25000",
    "document_id": PAPER,
}
CERTIFICATE_SHOWN: dict[str, Any] = {
    "id": CERTIFICATE,
    **CERTIFIED,
    **MADE,
    "links": {"self": f"/api/v1/certificates/{CERTIFICATE}"},
}
LISTED: dict[str, Any] = {
    "product_name": "Mẫu Rầy 10WP",
    "active_ingredient": "Hoạt chất mẫu A",
    "pre_harvest_interval_days": 7,
    "label_photo_id": None,
}
PESTICIDE_SHOWN: dict[str, Any] = {
    "id": PESTICIDE,
    **LISTED,
    "retired_at": None,
    **MADE,
    "links": {"self": f"/api/v1/pesticides/{PESTICIDE}"},
}
SPRAYED: dict[str, Any] = {
    "plot_ids": [PLOT],
    "kind": "pesticide",
    "performed_on": "2026-09-05",
    "pesticide_id": PESTICIDE,
    "target": "Rầy xanh",
    "dose": "20 g cho 16 lít nước",
    "performed_by": {"name": "Đội phun xã Phú Hựu"},
}
ENTRY_SHOWN: dict[str, Any] = {
    "id": ENTRY,
    **SPRAYED,
    "product_name": "Mẫu Rầy 10WP",
    "pre_harvest_interval_days": 7,
    "harvest_from_on": "2026-09-12",
    "note": None,
    "performed_by": {"member_id": None, "name": "Đội phun xã Phú Hựu"},
    "corrects_id": None,
    "corrected_by_id": None,
    "void": False,
    "warnings": [],
    "recorded_at": "2026-09-05T11:00:00Z",
    "recorded_by": MANAGER,
    "links": {"self": f"/api/v1/diary-entries/{ENTRY}"},
}

PATH_EXAMPLES = {
    "product_id": PRODUCT,
    "certificate_id": CERTIFICATE,
    "pesticide_id": PESTICIDE,
    "entry_id": ENTRY,
}
EXAMPLES: dict[str, Any] = {
    "ProductIn": SOLD,
    "ProductChange": {"image_id": IMAGE, "name_en": "Ri6 durian"},
    "ProductOut": PRODUCT_SHOWN,
    "ProductListOut": {"items": [PRODUCT_SHOWN], "next": None},
    "CertificateIn": CERTIFIED,
    "CertificateChange": {"suspended_from": "2026-11-01"},
    "CertificateOut": CERTIFICATE_SHOWN,
    "CertificateListOut": {"items": [CERTIFICATE_SHOWN], "next": None},
    "PesticideIn": LISTED,
    "PesticideChange": {"retired": True},
    "PesticideOut": PESTICIDE_SHOWN,
    "PesticideListOut": {"items": [PESTICIDE_SHOWN], "next": None},
    "DiaryEntryIn": SPRAYED,
    "DiaryEntryOut": ENTRY_SHOWN,
    "DiaryEntryListOut": {"items": [ENTRY_SHOWN], "next": None},
}
