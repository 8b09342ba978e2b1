"""Examples of print runs."""

from typing import Any

from app.api.examples import stocks
from app.api.examples.batches import BATCH

RUN = "01a2b3c4-0000-7000-8000-000000000091"
PATH_EXAMPLES = {"run_id": RUN}

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

EXAMPLES: dict[str, Any] = {
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
}
