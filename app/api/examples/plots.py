"""The examples of the OpenAPI document for plots, growing-area codes and packing houses: all of them invented."""

from typing import Any

PLOT = "01a2b3c4-0000-7000-8000-0000000000f1"
AREA_CODE = "01a2b3c4-0000-7000-8000-0000000000d1"
PACKING_HOUSE = "01a2b3c4-0000-7000-8000-0000000000f5"
STATUS = "01a2b3c4-0000-7000-8000-0000000000f6"
PERSON = "01a2b3c4-0000-7000-8000-0000000000a7"

PATH_EXAMPLES = {"plot_id": PLOT, "growing_area_code_id": AREA_CODE, "packing_house_id": PACKING_HOUSE}

MADE = {"created_at": "2026-01-05T02:00:00Z", "updated_at": "2026-01-05T02:00:00Z"}
CORNERS = [[105.8412, 10.2146], [105.84235, 10.21468], [105.84231, 10.21566], [105.84114, 10.21557]]
OUTLINE = {"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]}
GROWN: dict[str, Any] = {
    "code": "PH-02",
    "variety": "Ri6",
    "area_ha": "1.4",
    "commune_code": "30244",
    "tree_count": 250,
    "planted_year": 2016,
    "expected_yield_kg": "25000",
    "boundary": OUTLINE,
}
PLOT_SHOWN = {
    **GROWN,
    "id": PLOT,
    "member_id": None,
    "province_code": "82",
    "centroid": [105.84175, 10.215125],
    **MADE,
    "links": {"self": f"/api/v1/plots/{PLOT}"},
}
SEASON = {"name": "2026", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "quota_kg": "120000"}
AUTHORISATION = {"packing_house_code": "VN-DTPH-9901", "from_on": "2026-01-01", "until_on": None}
CODE: dict[str, Any] = {
    "code": "VN-DTOR-9901",
    "market": "CN",
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "plot_ids": [PLOT],
    "seasons": [SEASON],
    "authorisations": [AUTHORISATION],
}
CODE_SHOWN = {
    **CODE,
    "id": AREA_CODE,
    "status": "active",
    "is_valid": True,
    **MADE,
    "links": {
        "self": f"/api/v1/growing-area-codes/{AREA_CODE}",
        "statuses": f"/api/v1/growing-area-codes/{AREA_CODE}/statuses",
    },
}
HOUSE: dict[str, Any] = {
    "code": "VN-DTPH-9901",
    "name": "Cơ sở Đóng gói Sa Đéc (mẫu)",
    "address": {"province_code": "82", "commune_code": "29905", "detail": "Khu mẫu", "legacy": None},
}
HOUSE_SHOWN = {
    **HOUSE,
    "id": PACKING_HOUSE,
    "status": "active",
    **MADE,
    "links": {
        "self": f"/api/v1/packing-houses/{PACKING_HOUSE}",
        "statuses": f"/api/v1/packing-houses/{PACKING_HOUSE}/statuses",
    },
}
SUSPENDED = {"status": "suspended", "from_on": "2026-10-08", "reason": "Theo thông báo mẫu số 12"}
STATUS_SHOWN = {**SUSPENDED, "id": STATUS, "recorded_at": "2026-10-12T02:00:00Z", "recorded_by": PERSON}

EXAMPLES: dict[str, Any] = {
    "PlotIn": GROWN,
    "PlotChange": {"area_ha": "1.4", "boundary": OUTLINE},
    "PlotOut": PLOT_SHOWN,
    "PlotListOut": {"items": [PLOT_SHOWN], "next": None},
    "GrowingAreaCodeIn": CODE,
    "GrowingAreaCodeChange": {"authorisations": [AUTHORISATION]},
    "GrowingAreaCodeOut": CODE_SHOWN,
    "GrowingAreaCodeListOut": {"items": [CODE_SHOWN], "next": None},
    "PackingHouseIn": HOUSE,
    "PackingHouseChange": {"name": "Cơ sở Đóng gói Sa Đéc (mẫu)"},
    "PackingHouseOut": HOUSE_SHOWN,
    "PackingHouseListOut": {"items": [HOUSE_SHOWN], "next": None},
    "StatusIn": SUSPENDED,
    "StatusOut": STATUS_SHOWN,
    "StatusListOut": {"items": [STATUS_SHOWN], "next": None},
}
