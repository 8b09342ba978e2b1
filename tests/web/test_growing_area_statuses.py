"""What a growing-area code was said to be over the API, and what that does to harvests under it."""

from typing import Any

import pytest

from batches.harvest.model import Batch
from tests.builders import Cooperative, make_batch
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.changing import change
from tests.web.test_growing_area_codes import AUTHORISATION, CODE, CODES


def test_a_status_is_kept_beside_the_earlier_ones(manager: Caller) -> None:
    """Suspended on the 8th, active again from the 20th: both stay, the last recorded first."""
    code = manager.post(CODES, json=CODE).get_json()
    path, statuses = code["links"]["self"], code["links"]["statuses"]
    suspended = {"status": "suspended", "from_on": "2026-10-08", "reason": "Thông báo mẫu số 12"}

    answer = manager.post(statuses, json=suspended)
    between = manager.get(path).get_json()
    again = manager.post(statuses, json={"status": "active", "from_on": "2026-10-20"})
    announced = manager.post(statuses, json={"status": "revoked", "from_on": "2026-11-01"})

    assert [found.status_code for found in (answer, again, announced)] == [201] * 3
    assert answer.headers["Location"] == path
    assert answer.get_json().items() >= suspended.items()
    assert (between["status"], between["is_valid"]) == ("suspended", False)
    assert between["updated_at"] >= code["updated_at"]
    assert manager.get(path).get_json()["status"] == "active"
    listed = manager.get(statuses).get_json()["items"]
    assert [found["status"] for found in listed] == ["revoked", "active", "suspended"]
    assert [found["reason"] for found in listed] == [None, None, "Thông báo mẫu số 12"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"status": "lost", "from_on": "2026-10-08"}, "/status"),
        ({"status": "revoked"}, "/from_on"),
        ({"status": "revoked", "from_on": "8/10/2026"}, "/from_on"),
    ],
)
def test_a_status_is_one_of_three_from_a_day(manager: Caller, body: dict[str, Any], pointer: str) -> None:
    """Nothing else is recorded."""
    statuses = manager.post(CODES, json=CODE).get_json()["links"]["statuses"]

    problem = manager.post(statuses, json=body).get_json()

    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert manager.get(statuses).get_json()["items"] == []


def test_a_suspension_holds_what_was_harvested_since(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """The batch answers with the hold and its reason; a dry run holds nothing."""
    with writing() as session:
        batch = make_batch(session, cooperative)
    path = f"{CODES}/{cooperative.area_code.id}/statuses"
    suspended = {"status": "suspended", "from_on": "2026-10-20"}

    manager.post(f"{path}?validate_only=true", json=suspended)
    untouched = manager.get(f"/api/v1/batches/{batch.id}").get_json()
    manager.post(path, json=suspended)
    held = manager.get(f"/api/v1/batches/{batch.id}").get_json()

    assert (untouched["status"], untouched["holds"]) == ("published", [])
    assert held["status"] == "on_hold"
    assert [hold["code"] for hold in held["holds"]] == ["growing-area-code-not-valid"]
    assert "đang bị tạm dừng" in held["holds"][0]["detail"]


def test_an_earlier_end_holds_what_was_harvested_after(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """A change of anything else holds nothing."""
    with writing() as session:
        batch = make_batch(session, cooperative)
    path = f"{CODES}/{cooperative.area_code.id}"

    statuses = []
    for body in ({"authorisations": [AUTHORISATION]}, {"valid_to": "2026-10-20"}, {"valid_to": "2026-10-19"}):
        assert change(manager, path, **body).status_code == 200
        with writing() as session:
            statuses.append(session.get_one(Batch, batch.id).status)

    assert statuses == ["published", "published", "on_hold"]
