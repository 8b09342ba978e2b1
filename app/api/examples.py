"""The examples of the OpenAPI document: one harvest in Đồng Tháp from its registration to its labels."""

from typing import Any

from app.api import examples_chain as chain
from app.api import examples_documents as documents
from app.api import examples_field as field
from app.api import examples_labels as labels
from app.api import examples_people as people
from app.api import examples_plots as plots
from app.api import examples_printers as printers
from app.api import examples_reports as reports
from app.api import examples_runs as runs
from app.api import examples_sharing as sharing
from app.api import examples_stocks as stocks
from app.api import examples_trace as trace

BATCH = "01a2b3c4-0000-7000-8000-0000000000b1"
EVENT = "01a2b3c4-0000-7000-8000-0000000000e1"
ORGANISATION = "01a2b3c4-0000-7000-8000-0000000000a1"
PLOT = plots.PLOT
PRODUCT = field.PRODUCT
AREA_CODE = plots.AREA_CODE
RUN = "01a2b3c4-0000-7000-8000-000000000091"
LOT = "PHUU2610057K3Q"

PATH_EXAMPLES = {
    "batch_id": BATCH,
    "event_id": EVENT,
    "run_id": RUN,
    "organisation_id": ORGANISATION,
    **chain.PATH_EXAMPLES,
    **documents.PATH_EXAMPLES,
    **field.PATH_EXAMPLES,
    **labels.PATH_EXAMPLES,
    **people.PATH_EXAMPLES,
    **plots.PATH_EXAMPLES,
    **printers.PATH_EXAMPLES,
    **reports.PATH_EXAMPLES,
    **stocks.PATH_EXAMPLES,
    **runs.PATH_EXAMPLES,
}

HARVEST: dict[str, Any] = {
    "plot_id": PLOT,
    "product_id": PRODUCT,
    "harvested_on": "2026-10-05",
    "net_weight_kg": "1250.5",
    "weight_kind": "weighed",
    "fruit_count": 402,
    "cut_no": 1,
}
ADDRESS = {
    "province_code": "82",
    "commune_code": "30244",
    "detail": "Số 125, ấp Phú Long",
    "legacy": "Huyện Châu Thành, tỉnh Đồng Tháp",
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
    "growing_area_code_id": AREA_CODE,
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
PRINTED: dict[str, Any] = {
    "id": RUN,
    "run_code": "7K3Q9",
    "first_code": "7K3Q900012B4C8HJ",
    "last_code": "7K3Q9001G9XTM2B4",
    "batch_id": BATCH,
    "level": "fruit",
    "quantity": 48,
    "design": "fruit-a4",
    "stock": "a4-3x8",
    "start_position": 1,
    "printer_dpi": None,
    "calibration": stocks.CALIBRATION,
    "printer_id": None,
    "file_kind": "pdf",
    "language": "vi",
    "state": "created",
    "over_allotment_reason": None,
    "closes_at": "2026-10-19T08:00:00Z",
    "closed_at": None,
    "labels": {"printed": 0, "applied": 0, "void": 0, "open": 48, "reprinted": 0},
    "fingerprint": "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
    "created_at": "2026-10-05T08:00:00Z",
    "links": {
        "self": f"/api/v1/print-runs/{RUN}",
        "batch": f"/api/v1/batches/{BATCH}",
        "log": f"/api/v1/print-runs/{RUN}/log",
        "ranges": f"/api/v1/print-runs/{RUN}/ranges",
        "labels": f"/api/v1/print-runs/{RUN}/labels.pdf",
        "scans": f"/api/v1/print-runs/{RUN}/scans",
        "labels_pdf": f"/api/v1/print-runs/{RUN}/labels.pdf",
        "labels_zpl": None,
        "labels_tspl": None,
        "preview": f"/api/v1/print-runs/{RUN}/preview.png",
        "first_label": "https://nguon.example.vn/01/09521234560012/21/7K3Q900012B4C8HJ",
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
TOLD: dict[str, Any] = {
    "phone": "+84900000100",
    "tax_code": "0300000000",
    "gln": "9521234543213",
    "gs1_company_prefix": "9521234",
}
COOPERATIVE: dict[str, Any] = {
    "id": ORGANISATION,
    "kind": "cooperative",
    "name": "Hợp tác xã Sầu riêng Phú Hựu",
    "short_code": "PHUU",
    "address": ADDRESS,
    **TOLD,
    "is_sample": False,
    "created_at": "2026-01-05T02:00:00Z",
    "updated_at": "2026-01-05T02:00:00Z",
    "links": {"self": f"/api/v1/organisations/{ORGANISATION}"},
}
PROBLEM: dict[str, Any] = {
    "type": "/api/v1/docs/errors/harvest-in-future",
    "title": "Harvest in future",
    "status": 422,
    "detail": "Ngày thu hoạch 2026-10-26 còn ở tương lai: hôm nay là 2026-10-25.",
    "code": "harvest-in-future",
    "errors": [
        {
            "pointer": "/harvested_on",
            "code": "harvest-in-future",
            "detail": "Ngày thu hoạch 2026-10-26 còn ở tương lai: hôm nay là 2026-10-25.",
        }
    ],
    "request_id": "01a2b3c4-0000-7000-8000-000000000001",
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
    "PrintRunIn": {
        "batch_id": BATCH,
        "quantity": 48,
        "design": "fruit-a4",
        "stock": "a4-3x8",
        "calibration": {"offset_x_mm": -0.5},
    },
    "PrintRunOut": PRINTED,
    "ToldRunOut": {**PRINTED, "told": {"serials": [[1, 24]], "skipped_void": []}},
    "PrintRunListOut": {"items": [PRINTED], "next": None},
    "OrganisationIn": {
        "kind": "cooperative",
        "name": "Hợp tác xã Sầu riêng Phú Hựu",
        "short_code": "PHUU",
        "address": ADDRESS,
        **TOLD,
    },
    "OrganisationChange": {"name": "Hợp tác xã Sầu riêng Phú Hựu", "address": ADDRESS},
    "OrganisationOut": COOPERATIVE,
    "OrganisationListOut": {"items": [COOPERATIVE], "next": None},
    **chain.EXAMPLES,
    **documents.EXAMPLES,
    **field.EXAMPLES,
    **labels.EXAMPLES,
    **people.EXAMPLES,
    **plots.EXAMPLES,
    **printers.EXAMPLES,
    **reports.EXAMPLES,
    **stocks.EXAMPLES,
    **runs.EXAMPLES,
    **sharing.EXAMPLES,
    **trace.EXAMPLES,
    "DryRunOut": {"valid": True, "warnings": [], "holds": [], "refused": []},
    "ProblemOut": PROBLEM,
}
