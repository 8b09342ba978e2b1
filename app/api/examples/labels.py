"""Examples of label designs: an own tag of 40 × 30 mm."""

from typing import Any

CODE = "7K3Q90001YKZ3QM8"
KEY = "tem-vuon-40x30"
PATH_EXAMPLES = {"code": CODE, "design_key": "fruit-50x30"}

TAG: dict[str, Any] = {
    "key": KEY,
    "name_vi": "Tem vườn 40 × 30",
    "name_en": "Orchard tag 40 × 30",
    "width_mm": 40,
    "height_mm": 30,
    "packaging_level": "fruit",
    "link": "short",
    "qr_level": "M",
    "elements": [
        {"kind": "qr", "x_mm": 0.5, "y_mm": 0.5, "size_mm": 20.6},
        {
            "kind": "text",
            "x_mm": 21.5,
            "y_mm": 1,
            "width_mm": 17.5,
            "height_mm": 20,
            "passages": [
                {"fields": ["product_name"], "size_pt": 9, "bold": True, "max_lines": 4},
                {"fields": ["sample_short"], "size_pt": 7, "inverted": True, "align": "center"},
            ],
        },
        {
            "kind": "text",
            "x_mm": 1,
            "y_mm": 21.5,
            "width_mm": 38,
            "height_mm": 7.5,
            "valign": "middle",
            "passages": [
                {"fields": ["code"], "size_pt": 7.5, "bold": True, "align": "center"},
                {"fields": ["host"], "size_pt": 6.5, "align": "center", "max_lines": 2, "break_at": ".-"},
            ],
        },
    ],
}
SHOWN: dict[str, Any] = {
    **TAG,
    "market": "",
    "is_built_in": False,
    "updated_at": "2026-10-05T02:00:00Z",
    "retired_at": None,
    "links": {
        "self": f"/api/v1/label-designs/{KEY}",
        "preview": f"/api/v1/label-designs/{KEY}/preview.png",
    },
}

TOLD: dict[str, Any] = {
    "code": "7K3Q-9000-1YKZ-3QM8",
    "status": "issued",
    "is_sample": False,
    "serial": 1,
    "lot": "PHU2610057K3Q",
    "gtin": "09521234560012",
    "scans": {"count": 3, "first_seen_at": "2026-10-07T02:00:00Z", "last_seen_at": "2026-10-09T11:20:00Z"},
    "signs": [],
    "links": {"page": f"https://nguon.example.vn/t/{CODE}"},
}

EXAMPLES: dict[str, Any] = {
    "CodeOut": TOLD,
    "LabelDesignIn": TAG,
    "LabelDesignChange": {"name_vi": "Tem vườn 40 × 30 (mới)"},
    "LabelDesignOut": SHOWN,
    "LabelDesignListOut": {"items": [SHOWN], "next": None},
}
