"""Examples of organisations: an invented cooperative."""

from typing import Any

ORGANISATION = "01a2b3c4-0000-7000-8000-0000000000a1"
PATH_EXAMPLES = {"organisation_id": ORGANISATION}

ADDRESS = {
    "province_code": "82",
    "commune_code": "30244",
    "detail": "Số 125, ấp Phú Long",
    "legacy": "Huyện Châu Thành, tỉnh Đồng Tháp",
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

EXAMPLES: dict[str, Any] = {
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
}
