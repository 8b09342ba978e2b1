"""Examples of organisations' households and their consents. The people are invented."""

from typing import Any

from batches.organisations.members.wordings import LATEST, get_wording

MEMBER = "01a2b3c4-0000-7000-8000-0000000000a2"
CONSENT = "01a2b3c4-0000-7000-8000-0000000000a3"
PHOTO = "01a2b3c4-0000-7000-8000-0000000000a4"
USER = "01a2b3c4-0000-7000-8000-0000000000a5"

PATH_EXAMPLES = {"member_id": MEMBER, "consent_id": CONSENT}

HOUSEHOLD: dict[str, Any] = {
    "household_code": "HO-07",
    "name": "Trần Thị Mẫu",
    "phone": "0900 000 123",
    "photo_id": PHOTO,
}
HOUSEHOLD_SHOWN: dict[str, Any] = {
    "id": MEMBER,
    **HOUSEHOLD,
    "phone": "+84900000123",
    "public": ["public_name"],
    "created_at": "2026-01-05T02:00:00Z",
    "updated_at": "2026-01-05T02:00:00Z",
    "erased_at": None,
    "links": {"self": f"/api/v1/members/{MEMBER}"},
}
AGREED: dict[str, Any] = {
    "purpose": "public_name",
    "wording_version": LATEST,
    "method": "paper",
    "evidence": "Phiếu đồng ý số 12/2026, tủ hồ sơ hợp tác xã",
    "given_at": "2026-01-05T02:00:00Z",
}
AGREED_SHOWN: dict[str, Any] = {
    "id": CONSENT,
    "member_id": MEMBER,
    **AGREED,
    "evidence_document_id": None,
    "recorded_at": "2026-01-05T02:10:00Z",
    "recorded_by": USER,
    "withdrawn_at": None,
    "withdrawn_by": None,
    "links": {"self": f"/api/v1/members/{MEMBER}/consents/{CONSENT}"},
}
_READ = get_wording(LATEST, "public_name")

EXAMPLES: dict[str, Any] = {
    "MemberIn": HOUSEHOLD,
    "MemberChange": {"phone": "0900 000 456", "photo_id": None},
    "MemberOut": HOUSEHOLD_SHOWN,
    "MemberListOut": {"items": [HOUSEHOLD_SHOWN], "next": None},
    "ConsentIn": AGREED,
    "ConsentOut": AGREED_SHOWN,
    "ConsentListOut": {"items": [AGREED_SHOWN], "next": None},
    "WordingsOut": {
        "latest": LATEST,
        "items": [{"version": LATEST, "purpose": "public_name", "vi": _READ.vi, "en": _READ.en}],
    },
}
