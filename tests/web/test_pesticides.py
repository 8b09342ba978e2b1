"""The pesticide list over the API."""

from typing import Any

import pytest

from tests.builders import Cooperative
from tests.builders_documents import make_document
from tests.conftest import Writing
from tests.web.callers import Caller

PESTICIDES = "/api/v1/pesticides"
MISSING = "019aa000-0000-7000-8000-000000000000"
LISTED = {
    "product_name": "Thuốc Mẫu 50WP",
    "active_ingredient": "hoạt chất mẫu",
    "pre_harvest_interval_days": 7,
}


def test_an_interval_is_entered_and_never_assumed(manager: Caller) -> None:
    """Without one the pesticide is refused; 0 is a number of days like any other."""
    bare = {name: value for name, value in LISTED.items() if name != "pre_harvest_interval_days"}

    refused = manager.post(PESTICIDES, json=bare).get_json()
    made = manager.post(PESTICIDES, json=LISTED | {"pre_harvest_interval_days": 0})

    assert refused["errors"] == [
        {
            "pointer": "/pre_harvest_interval_days",
            "code": "missing-field",
            "detail": refused["errors"][0]["detail"],
        }
    ]
    assert (made.status_code, made.get_json()["pre_harvest_interval_days"]) == (201, 0)
    assert manager.get(made.headers["Location"]).get_json() == made.get_json()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"pre_harvest_interval_days": 366}, 422, "invalid-input"),
        ({"pre_harvest_interval_days": "7"}, 422, "invalid-input"),
        ({"pre_harvest_interval_days": -1}, 422, "invalid-input"),
        ({"product_name": "THUỐC mẫu 50wp"}, 409, "pesticide-listed"),
        ({"product_name": "Khác", "label_photo_id": MISSING}, 404, "not-found"),
    ],
)
def test_what_the_list_refuses(manager: Caller, change: dict[str, Any], status: int, code: str) -> None:
    """Out of range, listed already under the same name, a photo that is not there."""
    manager.post(PESTICIDES, json=LISTED)

    answer = manager.post(PESTICIDES, json=LISTED | change)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_a_pesticide_is_corrected_and_retired(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """Retired, its name is free for a new label; it comes back only when the name is free again."""
    with writing() as session:
        photo = str(make_document(session, cooperative.actor, visibility="private").id)
    path = manager.post(PESTICIDES, json=LISTED).headers["Location"]

    retired = manager.patch(path, json={"retired": True, "label_photo_id": photo}).get_json()
    renewed = manager.post(PESTICIDES, json=LISTED | {"pre_harvest_interval_days": 14})
    back = manager.patch(path, json={"retired": False})

    assert (retired["retired_at"], retired["label_photo_id"]) == ("2026-10-25T03:00:00Z", photo)
    assert renewed.status_code == 201
    assert (back.status_code, back.get_json()["code"]) == (409, "pesticide-listed")
    assert (
        manager.patch(path, json={"product_name": "Thuốc cũ", "retired": False}).get_json()["retired_at"]
        is None
    )
