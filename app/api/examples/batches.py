"""Examples of batches and their events: one harvest in Đồng Tháp."""

from typing import Any

from app.api.examples import field, plots

BATCH = "01a2b3c4-0000-7000-8000-0000000000b1"
EVENT = "01a2b3c4-0000-7000-8000-0000000000e1"
LOT = "PHUU2610057K3Q"
PATH_EXAMPLES = {"batch_id": BATCH, "event_id": EVENT}

HARVEST: dict[str, Any] = {
    "plot_id": plots.PLOT,
    "product_id": field.PRODUCT,
    "harvested_on": "2026-10-05",
    "net_weight_kg": "1250.5",
    "weight_kind": "weighed",
    "fruit_count": 402,
    "cut_no": 1,
}
REGISTERED: dict[str, Any] = {
    "id": BATCH,
    "lot": LOT,
    "trace_code": f"09521234560012.VN-DTOR-0017.{LOT}.261005",
    "status": "published",
    "is_own": True,
    **HARVEST,
    "packing_id": None,
    "harvested_to_on": None,
    "growing_area_code_id": plots.AREA_CODE,
    "grades": [{"grade": "A", "net_weight_kg": "900", "fruit_count": 280}],
    "dry_matter_percent": None,
    "updated_at": "2026-10-05T07:32:00Z",
    "registered_at": "2026-10-05T07:32:00Z",
    "warnings": [],
    "holds": [],
    "decided_holds": [],
    "held_upstream": [],
    "recalls": [],
    "claims": [
        {
            "scheme": "vietgap",
            "number": "VietGAP-TT-13-99-87-0001",
            "body": "Trung tâm Chứng nhận Mẫu",
            "valid_from": "2026-01-01",
            "valid_to": "2027-12-31",
        }
    ],
    "export": None,
    "completeness": {"missing": [], "recommended": []},
    "links": {
        "self": f"/api/v1/batches/{BATCH}",
        "page": f"/b/{LOT}",
        "events": f"/api/v1/batches/{BATCH}/events",
        "trace": f"/api/v1/batches/{BATCH}/trace",
        "epcis": f"/api/v1/batches/{BATCH}/epcis",
        "weighings": f"/api/v1/batches/{BATCH}/weighings",
        "print_runs": "/api/v1/print-runs",
    },
}
EVENT_SHOWN: dict[str, Any] = {
    "id": EVENT,
    "kind": "harvest",
    "epcis_event_id": "ni:///sha-256;df7bb3c352fef055578554f09f5e2aa41782150ced7bd0b8af24dd3ccb30ba69?ver=CBV2.0",
    "corrects_id": None,
    "is_declaration": False,
    "occurred_at": "2026-10-04T17:00:00Z",
    "recorded_at": "2026-10-05T07:32:00Z",
    "document": {"type": "ObjectEvent", "eventTime": "2026-10-05T00:00:00+07:00", "bizStep": "commissioning"},
}
ITEM = {"index": 0, "status": 201, "batch": REGISTERED, "problem": None}

EXAMPLES: dict[str, Any] = {
    "BatchIn": HARVEST,
    "BatchesIn": {"items": [HARVEST], "all_or_nothing": True},
    "BatchOut": REGISTERED,
    "BatchesOut": {"items": [ITEM]},
    "BatchListOut": {"items": [REGISTERED], "next": None},
    "EventOut": EVENT_SHOWN,
    "EventListOut": {"items": [EVENT_SHOWN], "next": None},
}
