"""A valid body of each operation of the API that takes one, for an organisation with one of everything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from app.api.examples.printers import READINGS
from tests.builders import PIXEL, Cooperative
from tests.builders_labels import make_design_document, make_printer_document, make_stock_document


@dataclass(frozen=True)
class World:
    """An organisation with one of everything; `ids` are by the name of the path's parameter."""

    cooperative: Cooperative
    ids: dict[str, str]
    tokens: dict[str, str]


Body = Callable[[World], dict[str, Any]]


def _harvest(world: World) -> dict[str, Any]:
    return {
        "plot_id": str(world.cooperative.plot.id),
        "product_id": str(world.cooperative.product.id),
        "harvested_on": str(date(2026, 10, 19)),
        "net_weight_kg": "10",
    }


def _line(world: World) -> dict[str, Any]:
    return {"batch_id": world.ids["printed_id"], "net_weight_kg": "10"}


def _part(_world: World) -> dict[str, Any]:
    return {"from": 1, "to": 2}


def _agreed(_world: World) -> dict[str, Any]:
    return {"decision": "approve", "note": "Đã xem tại chỗ"}


RUN = "/api/v1/print-runs/<uuid:run_id>"
PLACES: dict[str, dict[str, str]] = {
    "/api/v1/batches/<uuid:batch_id>/share-kit": {"batch_id": "printed_id"},
    f"{RUN}/bindings": {"run_id": "blank_run_id"},
    f"{RUN}/decision": {"run_id": "over_run_id"},
    f"{RUN}/reprints": {"run_id": "done_run_id"},
    f"{RUN}/reprints/<uuid:reprint_id>": {"run_id": "done_run_id"},
    f"{RUN}/reprints/<uuid:reprint_id>/decision": {"run_id": "done_run_id"},
}
"""Where the usual object is in no state for an operation: the id that stands in its path instead."""

STATUS = {"status": "suspended", "from_on": "2026-10-08", "reason": "Thông báo mẫu"}
BODIES: dict[tuple[str, str], Body] = {
    ("POST", "/api/v1/batches"): _harvest,
    ("POST", "/api/v1/batches:bulk"): lambda world: {"items": [_harvest(world)]},
    ("POST", "/api/v1/batches/<uuid:batch_id>/holds/<uuid:hold_id>/decision"): lambda _world: {
        "decision": "release",
        "reason": "Đã kiểm tra tại vườn",
    },
    ("POST", "/api/v1/batches/<uuid:batch_id>/weighings"): lambda _world: {
        "net_weight_kg": "12",
        "weighed_on": "2026-10-20",
    },
    ("POST", "/api/v1/batches/<uuid:batch_id>/events/<uuid:event_id>/corrections"): lambda _world: {
        "reason": "incorrect_data",
        "note": "Đọc nhầm cân",
        "net_weight_kg": "12",
    },
    ("POST", "/api/v1/batches/<uuid:batch_id>/reconciliation/sign-offs"): lambda _world: {
        "note": "Chưa dán tem nào"
    },
    ("POST", "/api/v1/batches/<uuid:batch_id>/weight-confirmations"): lambda _world: {
        "net_weight_kg": "1250"
    },
    ("POST", f"{RUN}/bindings"): lambda world: {**_part(world), "batch_id": world.ids["printed_id"]},
    ("POST", f"{RUN}/confirmations"): _part,
    ("POST", f"{RUN}/applications"): _part,
    ("POST", f"{RUN}/voids"): lambda world: {**_part(world), "reason": "torn"},
    ("POST", f"{RUN}/reprints"): lambda world: {**_part(world), "reason": "jam"},
    ("POST", f"{RUN}/reprints/<uuid:reprint_id>/decision"): _agreed,
    ("POST", f"{RUN}/decision"): _agreed,
    ("POST", f"{RUN}/close"): lambda _world: {"applied": [[1, 2]]},
    ("POST", "/api/v1/label-designs"): lambda _world: {**make_design_document(), "key": "tem-moi"},
    ("PATCH", "/api/v1/label-designs/<design_key>"): lambda _world: {"name_vi": "Tem vườn mới"},
    ("POST", "/api/v1/printers"): lambda _world: make_printer_document(name="Máy in mới"),
    ("PATCH", "/api/v1/printers/<uuid:printer_id>"): lambda _world: {"name": "Máy in kho 3"},
    ("POST", "/api/v1/printers/<uuid:printer_id>/readings"): lambda world: {
        "page": world.ids["page"],
        **READINGS,
    },
    ("POST", "/api/v1/stocks"): lambda _world: make_stock_document(key="cuon-moi"),
    ("PATCH", "/api/v1/stocks/<stock_key>"): lambda _world: {"name_vi": "Cuộn mới"},
    ("POST", "/api/v1/packings"): lambda world: {
        "inputs": [_line(world)],
        "product_id": str(world.cooperative.product.id),
        "packed_on": "2026-10-25",
        "net_weight_kg": "9.9",
    },
    ("POST", "/api/v1/movements"): lambda world: {
        "kind": "ship",
        "lines": [_line(world)],
        "moved_at": "2026-10-24T03:00:00Z",
        "to_text": "Chợ đầu mối",
    },
    ("POST", "/api/v1/movements/<uuid:movement_id>/answer"): lambda _world: {
        "answer": "void",
        "reason": "Xe hỏng",
    },
    ("POST", "/api/v1/inspections"): lambda world: {
        "batch_ids": [world.ids["printed_id"]],
        "inspected_on": "2026-10-25",
        "result": "conformant",
    },
    ("POST", "/api/v1/lab-tests"): lambda world: {
        "batch_ids": [world.ids["printed_id"]],
        "laboratory": "Phòng thử nghiệm Mẫu",
        "report_no": "KN-1",
        "sampled_on": "2026-10-24",
        "reported_on": "2026-10-25",
        "analytes": [{"name": "cadmium", "value": "0.012", "passed": True}],
    },
    ("POST", "/api/v1/recalls"): lambda world: {
        "batch_ids": [world.ids["printed_id"]],
        "reason": "Dư lượng vượt mức",
    },
    ("POST", "/api/v1/recalls/<uuid:recall_id>/lift"): lambda _world: {"reason": "Kết quả đối chứng đạt"},
    ("POST", "/api/v1/recalls/<uuid:recall_id>/calls"): lambda world: {
        "shipment_id": world.ids["called_id"],
        "note": "Đã gọi",
    },
    ("POST", "/api/v1/members"): lambda _world: {"household_code": "HO-MOI", "name": "Trần Thị Thử"},
    ("POST", "/api/v1/members/<uuid:member_id>/consents"): lambda _world: {
        "purpose": "public_phone",
        "wording_version": "2026-11",
        "method": "paper",
        "evidence": "Phiếu đồng ý số 1",
        "given_at": "2026-10-20T03:00:00Z",
    },
    ("POST", "/api/v1/organisations"): lambda _world: {
        "kind": "trader",
        "name": "Vựa Thử",
        "short_code": "VT9",
        "address": {"province_code": "82", "commune_code": "30244"},
    },
    ("POST", "/api/v1/documents"): lambda _world: {"file": (BytesIO(PIXEL), "vuon.png"), "kind": "photo"},
    ("PATCH", "/api/v1/documents/<uuid:document_id>"): lambda _world: {"visibility": "public"},
    ("POST", "/api/v1/growing-area-codes"): lambda _world: {
        "code": "VN-DTOR-0017",
        "market": "CN",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
    },
    ("POST", "/api/v1/growing-area-codes/<uuid:growing_area_code_id>/statuses"): lambda _world: STATUS,
    ("POST", "/api/v1/packing-houses"): lambda _world: {
        "code": "VN-DTPH-0001",
        "name": "Cơ sở Thử",
        "address": {"province_code": "82", "commune_code": "30244"},
    },
    ("POST", "/api/v1/packing-houses/<uuid:packing_house_id>/statuses"): lambda _world: STATUS,
    ("POST", "/api/v1/plots"): lambda _world: {
        "code": "B-01",
        "variety": "Ri6",
        "area_ha": "1.2",
        "commune_code": "30244",
    },
    ("POST", "/api/v1/print-runs"): lambda world: {"batch_id": world.ids["printed_id"], "quantity": 1},
    ("POST", "/api/v1/tokens"): lambda _world: {"name": "x", "role": "viewer", "scopes": ["batch:read"]},
    ("POST", "/api/v1/users"): lambda _world: {"name": "Trần Thị Thử", "login_name": "moi", "role": "farmer"},
    ("POST", "/api/v1/invitations"): lambda world: {"user_id": world.ids["user_id"]},
    ("PATCH", "/api/v1/members/<uuid:member_id>"): lambda _world: {"name": "Trần Thị Thử Hai"},
    ("POST", "/api/v1/products"): lambda _world: {"level": "fruit", "name_vi": "Sầu riêng", "variety": "Ri6"},
    ("POST", "/api/v1/certificates"): lambda _world: {
        "scheme": "ocop",
        "number": "123/QĐ-UBND",
        "body": "UBND mẫu",
        "valid_from": "2026-01-01",
        "valid_to": "2028-12-31",
    },
    ("POST", "/api/v1/pesticides"): lambda _world: {
        "product_name": "Thuốc mới",
        "pre_harvest_interval_days": 7,
    },
    ("POST", "/api/v1/diary-entries"): lambda world: {
        "plot_ids": [str(world.cooperative.plot.id)],
        "kind": "irrigation",
        "performed_on": "2026-10-19",
    },
    ("PATCH", "/api/v1/products/<uuid:product_id>"): lambda _world: {"name_en": "Durian"},
    ("PATCH", "/api/v1/problem-reports/<uuid:report_id>"): lambda _world: {"answer": "Đã xem"},
    ("PATCH", "/api/v1/certificates/<uuid:certificate_id>"): lambda _world: {"suspended_from": "2026-10-01"},
    ("PATCH", "/api/v1/pesticides/<uuid:pesticide_id>"): lambda _world: {"retired": True},
    ("PATCH", "/api/v1/growing-area-codes/<uuid:growing_area_code_id>"): lambda world: {
        "plot_ids": [str(world.cooperative.plot.id)]
    },
    ("PATCH", "/api/v1/packing-houses/<uuid:packing_house_id>"): lambda _world: {"name": "Cơ sở Thử Mới"},
    ("PATCH", "/api/v1/plots/<uuid:plot_id>"): lambda _world: {"tree_count": 250},
    ("PATCH", "/api/v1/organisations/<uuid:organisation_id>"): lambda _world: {"name": "HTX Thử Mới"},
    ("PATCH", "/api/v1/users/<uuid:user_id>"): lambda _world: {"role": "packer"},
}
"""A valid body of each operation that takes one: a new operation adds its own here."""

FORMS = {("POST", "/api/v1/documents")}
"""Operations whose body is a form instead of JSON."""

QUERIES = {
    "/api/v1/stocks/<stock_key>/calibration": {
        "left_mm": 5,
        "right_mm": 64,
        "top_mm": 4,
        "bottom_mm": 21,
    },
}
"""What must be told to read some things."""
