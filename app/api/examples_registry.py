"""Examples of products and certificates, of the same cooperative as those of its harvest."""

from typing import Any

CERTIFICATE = "01a2b3c4-0000-7000-8000-0000000000c7"
IMAGE = "01a2b3c4-0000-7000-8000-0000000000da"
PAPER = "01a2b3c4-0000-7000-8000-0000000000db"
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

PATH_EXAMPLES = {
    "product_id": PRODUCT,
    "certificate_id": CERTIFICATE,
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
}
