"""Examples of what happens after the harvest: packed for China, shipped, received, tested, recalled."""

from typing import Any

from app.api.examples import field, plots
from app.api.examples.batches import BATCH

HARVESTED = BATCH
PACKED = "01a2b3c4-0000-7000-8000-0000000000b2"
PACKING = "01a2b3c4-0000-7000-8000-0000000000b7"
SHIPMENT = "01a2b3c4-0000-7000-8000-000000000051"
RECEIPT = "01a2b3c4-0000-7000-8000-000000000052"
INSPECTION = "01a2b3c4-0000-7000-8000-000000000061"
LAB_TEST = "01a2b3c4-0000-7000-8000-000000000062"
RECALL = "01a2b3c4-0000-7000-8000-000000000071"
CORRECTION = "01a2b3c4-0000-7000-8000-000000000081"
EVENTS = [f"01a2b3c4-0000-7000-8000-0000000000{end}" for end in ("e1", "e2", "e3", "e4", "e5")]
LOT = "DGTT2610097M4P"

PATH_EXAMPLES = {
    "packing_id": PACKING,
    "movement_id": SHIPMENT,
    "inspection_id": INSPECTION,
    "lab_test_id": LAB_TEST,
    "recall_id": RECALL,
}

PACKED_IN: dict[str, Any] = {
    "inputs": [{"batch_id": HARVESTED, "net_weight_kg": "1250.5"}],
    "product_id": field.PRODUCT,
    "packing_house_id": plots.PACKING_HOUSE,
    "market": "CN",
    "packed_on": "2026-10-09",
    "net_weight_kg": "1190",
    "fruit_count": 380,
    "rejected_kg": "40",
    "shrinkage_kg": "20.5",
}
LOSS = {
    "code": "weight-loss",
    "detail": "Hao hụt 20.5 kg trên 1250.5 kg đầu vào (1.6 %).",
}
PACKED_SHOWN: dict[str, Any] = {
    "id": PACKED,
    "lot": LOT,
    "trace_code": f"09521234560012.VN-DTPH-0001.{LOT}.261009",
    "status": "published",
    "is_own": True,
    "plot_id": None,
    "packing_id": PACKING,
    "product_id": field.PRODUCT,
    "growing_area_code_id": plots.AREA_CODE,
    "harvested_on": "2026-10-05",
    "harvested_to_on": None,
    "net_weight_kg": "1190",
    "weight_kind": "weighed",
    "fruit_count": 380,
    "cut_no": None,
    "grades": [],
    "dry_matter_percent": None,
    "registered_at": "2026-10-09T07:00:00Z",
    "updated_at": "2026-10-09T07:00:00Z",
    "warnings": [LOSS],
    "holds": [],
    "decided_holds": [],
    "held_upstream": [],
    "recalls": [],
    "claims": [],
    "export": {"market": "CN", "is_ready": False, "missing": ["cadmium", "basic_yellow_2"]},
    "completeness": {"missing": [], "recommended": []},
    "links": {
        "self": f"/api/v1/batches/{PACKED}",
        "page": f"/b/{LOT}",
        "events": f"/api/v1/batches/{PACKED}/events",
        "trace": f"/api/v1/batches/{PACKED}/trace",
        "epcis": f"/api/v1/batches/{PACKED}/epcis",
        "weighings": f"/api/v1/batches/{PACKED}/weighings",
        "print_runs": "/api/v1/print-runs",
    },
}
PACKING_SHOWN: dict[str, Any] = {
    "id": PACKING,
    **{name: PACKED_IN[name] for name in ("inputs", "packing_house_id", "market", "packed_on")},
    "batch": PACKED_SHOWN,
    "rejected_kg": "40",
    "shrinkage_kg": "20.5",
    "recorded_at": "2026-10-09T07:00:00Z",
    "warnings": [LOSS],
    "holds": [],
    "links": {
        "self": f"/api/v1/packings/{PACKING}",
        "batch": f"/api/v1/batches/{PACKED}",
        "trace": f"/api/v1/batches/{PACKED}/trace",
    },
}
SHIPPED_IN: dict[str, Any] = {
    "kind": "ship",
    "lines": [{"batch_id": PACKED, "net_weight_kg": "1190"}],
    "moved_at": "2026-10-10T01:30:00Z",
    "to_organisation": "XKTT",
    "vehicle": "Xe lạnh mẫu 01",
    "reference": "PXK-0012",
}
LINE = {"batch_id": PACKED, "lot": LOT, "net_weight_kg": "1190"}
SHIPPED: dict[str, Any] = {
    "id": SHIPMENT,
    **SHIPPED_IN,
    "state": "sent",
    "shipment_id": None,
    "from_organisation": "DGTT",
    "to_text": None,
    "lines": [LINE],
    "reason": None,
    "answered_at": None,
    "recorded_at": "2026-10-10T01:40:00Z",
    "updated_at": "2026-10-10T01:40:00Z",
    "warnings": [],
    "links": {
        "self": f"/api/v1/movements/{SHIPMENT}",
        "answer": f"/api/v1/movements/{SHIPMENT}/answer",
        "shipment": None,
        "receipt": None,
    },
}
INSPECTED_IN: dict[str, Any] = {
    "batch_ids": [PACKED],
    "inspected_on": "2026-10-09",
    "result": "conformant",
    "note": "Cơm khô, không nứt gai",
    "document_id": None,
}
INSPECTED: dict[str, Any] = {
    "id": INSPECTION,
    **INSPECTED_IN,
    "event_id": EVENTS[1],
    "is_void": False,
    "recorded_at": "2026-10-09T08:00:00Z",
}
ANALYTES = [
    {"name": "cadmium", "value": "0.012", "unit": "mg/kg", "limit": "0.05", "passed": True},
    {"name": "basic_yellow_2", "value": "ND", "unit": None, "limit": None, "passed": True},
]
TESTED_IN: dict[str, Any] = {
    "batch_ids": [PACKED],
    "laboratory": "Phòng thử nghiệm Mẫu",
    "is_gacc_recognised": True,
    "report_no": "KN-2610-0042",
    "sampled_on": "2026-10-09",
    "reported_on": "2026-10-12",
    "sample_fruit_count": 3,
    "analytes": ANALYTES,
    "document_id": field.PAPER,
}
TESTED: dict[str, Any] = {
    "id": LAB_TEST,
    **TESTED_IN,
    "event_id": EVENTS[2],
    "is_void": False,
    "recorded_at": "2026-10-12T03:00:00Z",
}
RECALLED_IN: dict[str, Any] = {
    "batch_ids": [HARVESTED],
    "reason": "Kết quả kiểm nghiệm lại vượt giới hạn cadimi",
    "decision_no": "01/QĐ-TH",
    "recalled_at": "2026-10-14T02:00:00Z",
}
RECALLED: dict[str, Any] = {
    "id": RECALL,
    **RECALLED_IN,
    "reached_count": 2,
    "recorded_at": "2026-10-14T02:05:00Z",
    "lifted_at": None,
    "lift_reason": None,
    "is_lifted_alone": None,
    "links": {
        "self": f"/api/v1/recalls/{RECALL}",
        "lift": f"/api/v1/recalls/{RECALL}/lift",
        "call_list": f"/api/v1/recalls/{RECALL}/call-list",
    },
}
CALLS: dict[str, Any] = {
    "recall_id": RECALL,
    "due_at": "2026-10-15T02:00:00Z",
    "is_overdue": False,
    "calls": [
        {
            "shipment_id": SHIPMENT,
            "receiver": "Công ty Xuất khẩu Mẫu",
            "phone": "+84900000200",
            "sender": "Cơ sở Đóng gói Mẫu",
            "lots": [LOT],
            "shipped_at": "2026-10-10T01:30:00Z",
            "called_at": "2026-10-14T03:10:00Z",
            "note": "Đã ngừng bán, giữ hàng trong kho",
        }
    ],
}
CORRECTED_IN = {"reason": "incorrect_data", "note": "Đọc nhầm số trên cân", "net_weight_kg": "1245.5"}
CORRECTED = {
    "id": CORRECTION,
    "event_id": EVENTS[0],
    "declaration_id": EVENTS[4],
    "corrective_id": EVENTS[3],
    "reason": "incorrect_data",
    "note": "Đọc nhầm số trên cân",
    "recorded_at": "2026-10-06T01:00:00Z",
}

EXAMPLES: dict[str, Any] = {
    "PackingIn": PACKED_IN,
    "PackingOut": PACKING_SHOWN,
    "PackingListOut": {"items": [PACKING_SHOWN], "next": None},
    "MovementIn": SHIPPED_IN,
    "MovementOut": SHIPPED,
    "MovementListOut": {"items": [SHIPPED], "next": None},
    "AnswerIn": {"answer": "accepted"},
    "InspectionIn": INSPECTED_IN,
    "InspectionOut": INSPECTED,
    "InspectionListOut": {"items": [INSPECTED], "next": None},
    "LabTestIn": TESTED_IN,
    "LabTestOut": TESTED,
    "LabTestListOut": {"items": [TESTED], "next": None},
    "RecallIn": RECALLED_IN,
    "RecallOut": RECALLED,
    "RecallListOut": {"items": [RECALLED], "next": None},
    "LiftIn": {"reason": "Kết quả đối chứng đạt"},
    "CallIn": {"shipment_id": SHIPMENT, "note": "Đã ngừng bán, giữ hàng trong kho"},
    "CallListOut": CALLS,
    "CorrectionIn": CORRECTED_IN,
    "CorrectionOut": CORRECTED,
}
