"""Examples of a batch's chain in the OpenAPI document; all invented."""

from typing import Any

from batches.events.cbv import CONTEXT

HARVEST = "019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071"
PACKED = "019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6092"
PACKING_EVENT = "019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6093"
HASH = "ni:///sha-256;df7bb3c352fef055578554f09f5e2aa41782150ced7bd0b8af24dd3ccb30ba69?ver=CBV2.0"
PLACE: dict[str, Any] = {
    "province_code": "82",
    "commune_code": "30244",
    "name_vi": "Xã Phú Hựu, Tỉnh Đồng Tháp",
    "name_en": "Phu Huu Commune, Dong Thap Province",
}
TRACED_HARVEST: dict[str, Any] = {
    "id": HARVEST,
    "lot": "PHUU2610057K3Q",
    "kind": "harvest",
    "status": "published",
    "is_own": False,
    "organisation": {
        "short_code": "PHUU",
        "name": "Hợp tác xã Sầu riêng Phú Hựu",
        "kind": "cooperative",
    },
    "product": {"name_vi": "Sầu riêng Ri6", "variety": "Ri6", "gtin": "09521234560012"},
    "harvested_on": "2026-10-05",
    "harvested_to_on": None,
    "packed_on": None,
    "net_weight_kg": "1250.5",
    "growing_area_code": "VN-DTOR-0017",
    "packing_house_code": None,
    "place": PLACE,
}
TRACED_PACKING: dict[str, Any] = {
    **TRACED_HARVEST,
    "id": PACKED,
    "lot": "DONG261006X2B4",
    "kind": "packing",
    "is_own": True,
    "organisation": {"short_code": "DONG", "name": "Công ty Đóng gói Mẫu", "kind": "packing_company"},
    "packed_on": "2026-10-06",
    "net_weight_kg": "490",
    "packing_house_code": "VN-DTPH-0001",
}
TRACED_EVENT: dict[str, Any] = {
    "id": PACKING_EVENT,
    "kind": "packing",
    "organisation": "DONG",
    "epcis_event_id": HASH,
    "occurred_at": "2026-10-05T17:00:00Z",
    "recorded_at": "2026-10-06T08:10:00Z",
    "batch_ids": [HARVEST, PACKED],
    "corrects_id": None,
    "is_declaration": False,
}
TRACE: dict[str, Any] = {
    "batch_id": PACKED,
    "direction": "both",
    "batches": [TRACED_HARVEST, TRACED_PACKING],
    "edges": [{"input_id": HARVEST, "output_id": PACKED, "net_weight_kg": "500"}],
    "movements": [
        {
            "id": "019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6094",
            "from_organisation": "PHUU",
            "to_organisation": "DONG",
            "state": "accepted",
            "shipped_at": "2026-10-05T09:00:00Z",
            "received_at": "2026-10-05T12:30:00Z",
            "lines": [{"batch_id": HARVEST, "lot": "PHUU2610057K3Q", "sent_kg": "505", "received_kg": "500"}],
        }
    ],
    "events": [TRACED_EVENT],
}
EPCIS: dict[str, Any] = {
    "@context": list(CONTEXT),
    "type": "EPCISDocument",
    "schemaVersion": "2.0",
    "creationDate": "2026-10-06T08:10:00.000Z",
    "epcisBody": {
        "eventList": [
            {
                "type": "TransformationEvent",
                "eventID": HASH,
                "eventTime": "2026-10-06T00:00:00+07:00",
                "eventTimeZoneOffset": "+07:00",
                "bizStep": "commissioning",
            }
        ]
    },
}

EXAMPLES: dict[str, Any] = {"TraceOut": TRACE, "EpcisOut": EPCIS}
