"""Examples of what becomes of labels: 48 tags, of which two were torn."""

from typing import Any

from app.api.examples.batches import BATCH
from app.api.examples.print_runs import RUN

REPRINT = "01a2b3c4-0000-7000-8000-000000000092"
PATH_EXAMPLES = {"reprint_id": REPRINT}

ASKED: dict[str, Any] = {
    "id": REPRINT,
    "run_id": RUN,
    "from": 25,
    "to": 26,
    "reason": "torn",
    "note": "Rách khi bóc",
    "state": "approved",
    "asked_at": "2026-10-05T08:20:00Z",
    "decided_at": "2026-10-05T08:20:00Z",
    "is_alone": False,
    "links": {
        "self": f"/api/v1/print-runs/{RUN}/reprints/{REPRINT}",
        "print_run": f"/api/v1/print-runs/{RUN}",
        "decision": f"/api/v1/print-runs/{RUN}/reprints/{REPRINT}/decision",
    },
}
ENTRY: dict[str, Any] = {
    "id": "01a2b3c4-0000-7000-8000-000000000093",
    "kind": "fetched",
    "from": 1,
    "to": 48,
    "batch_id": None,
    "answers_id": None,
    "reason": None,
    "note": None,
    "bytes_sent": 91_400,
    "recorded_at": "2026-10-05T08:01:00Z",
    "recorded_by": "01a2b3c4-0000-7000-8000-000000000005",
    "is_alone": False,
}
SCANNED: dict[str, Any] = {
    "code": "79JX-H000-1ZF4-TJ6F",
    "serial": 25,
    "batch_id": BATCH,
    "signs": ["void-scanned"],
    "voided_at": "2026-10-05T08:20:00Z",
    "scans": {"count": 3, "first_seen_at": "2026-10-07T02:11:00Z", "last_seen_at": "2026-10-09T10:40:00Z"},
    "links": {"page": "https://nguon.dongthap.vn/t/79JXH0001ZF4TJ6F"},
}
CARD: dict[str, Any] = {
    "level": "fruit",
    "fruits": 402,
    "is_counted": True,
    "allotted": 410,
    "printed": 410,
    "applied": 400,
    "void": 10,
    "left_over": 0,
    "reprinted": 2,
    "passed_on": 0,
    "labelled_before": 0,
    "difference": 2,
    "difference_percent": "0.5",
    "is_alert": False,
}
COUNTED: dict[str, Any] = {
    "batch_id": BATCH,
    "lot": "PHUU2610057K3Q",
    "cards": [CARD],
    "sign_off": {
        "id": "01a2b3c4-0000-7000-8000-000000000094",
        "note": None,
        "signed_at": "2026-10-06T10:00:00Z",
    },
    "is_signed": True,
    "links": {
        "self": f"/api/v1/batches/{BATCH}/reconciliation",
        "batch": f"/api/v1/batches/{BATCH}",
        "sign_offs": f"/api/v1/batches/{BATCH}/reconciliation/sign-offs",
    },
}

EXAMPLES: dict[str, Any] = {
    "BindingIn": {"batch_id": BATCH, "from": 1, "to": 48},
    "ConfirmationIn": {"from": 1, "to": 48},
    "ApplicationIn": {"from": 1, "to": 24, "skip_void": True},
    "VoidIn": {"from": 25, "to": 26, "reason": "torn", "note": "Rách khi bóc"},
    "ReprintIn": {"from": 25, "to": 26, "reason": "torn", "note": "Rách khi bóc"},
    "CloseIn": {"applied": [[1, 24], [27, 48]]},
    "AgreementIn": {"decision": "approve", "note": "Đã xem tại chỗ"},
    "ReprintOut": ASKED,
    "LabelEntryOut": ENTRY,
    "LabelEntryListOut": {"items": [ENTRY], "next": None},
    "LabelRangesOut": {
        "printed": [[1, 48]],
        "applied": [[1, 24], [27, 48]],
        "void": [[25, 26]],
        "open": [],
        "reprinted": [],
        "bound": [{"batch_id": BATCH, "serials": [[1, 48]]}],
    },
    "ScannedLabelOut": SCANNED,
    "ScannedLabelListOut": {"items": [SCANNED], "next": None},
    "ReconciliationOut": COUNTED,
    "SignOffIn": {"note": "Hai quả bị loại khi đóng thùng"},
    "WeightConfirmationIn": {"net_weight_kg": "1248", "note": "Cân lại tại vựa"},
    "WeightConfirmationOut": {
        "id": "01a2b3c4-0000-7000-8000-000000000095",
        "batch_id": BATCH,
        "net_weight_kg": "1250.5",
        "weighed_kg": "1248",
        "note": "Cân lại tại vựa",
        "confirmed_at": "2026-10-05T08:30:00Z",
        "is_alone": False,
    },
}
