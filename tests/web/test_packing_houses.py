"""Packing houses over the API: what they take and refuse, and their status history."""

from typing import Any

import pytest

from tests.builders import make_cooperative, make_token
from tests.builders_registry import make_packing_house
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.changing import change

HOUSES = "/api/v1/packing-houses"
ADDRESS = {"province_code": "82", "commune_code": "29905", "detail": "Khu mẫu", "legacy": None}
HOUSE: dict[str, Any] = {"code": "vnđtph-0001", "name": "Cơ sở Đóng gói Thử", "address": ADDRESS}


def test_a_packing_house_reads_back_as_it_was_entered(manager: Caller) -> None:
    """With its code in the normal form; active, since nothing else is recorded."""
    answer = manager.post(HOUSES, json=HOUSE)

    house = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == house["links"]["self"]
    assert (house["code"], house["name"], house["address"]) == ("VN-DTPH-0001", HOUSE["name"], ADDRESS)
    assert house["status"] == "active"
    assert manager.get(house["links"]["self"]).get_json() == house
    assert manager.get(HOUSES).get_json()["items"] == [house]
    assert manager.get(house["links"]["statuses"]).get_json()["items"] == []


@pytest.mark.parametrize(
    ("but", "code", "pointer"),
    [
        ({"code": "VN-DTOR-0017"}, "packing-house-code-invalid", ["/code"]),
        ({"name": ""}, "invalid-input", ["/name"]),
        ({"address": None}, "invalid-input", ["/address"]),
        ({"address": ADDRESS | {"province_code": "80"}}, "commune-not-in-province", []),
        ({"organisation_id": "x"}, "invalid-input", ["/organisation_id"]),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    manager: Caller, but: dict[str, Any], code: str, pointer: list[str]
) -> None:
    """And no packing house is entered."""
    answer = manager.post(HOUSES, json=HOUSE | but)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem["errors"]] == pointer
    assert manager.get(HOUSES).get_json()["items"] == []


def test_nobody_borrows_a_code(manager: Caller, writing: Writing) -> None:
    """Another organisation's code is taken, however it is written; whose it is stays unsaid."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        make_packing_house(session, other, code="VN-DTPH-0001")

    answer = manager.post(HOUSES, json=HOUSE)

    assert (answer.status_code, answer.get_json()["code"]) == (409, "packing-house-code-taken")
    assert "người vận hành" in answer.get_json()["detail"]
    assert other.organisation.short_code not in answer.get_data(as_text=True)


def test_name_and_address_may_be_corrected(manager: Caller) -> None:
    """Each for itself; the code may not."""
    path = manager.post(HOUSES, json=HOUSE).get_json()["links"]["self"]

    named = change(manager, path, name="Cơ sở Thử Mới").get_json()
    moved = change(manager, path, address=ADDRESS | {"commune_code": "30244"}).get_json()
    refused = change(manager, path, code="VN-DTPH-0002")

    assert (named["name"], named["address"]) == ("Cơ sở Thử Mới", ADDRESS)
    assert (moved["name"], moved["address"]["commune_code"]) == ("Cơ sở Thử Mới", "30244")
    assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/code")


def test_a_status_is_kept_beside_the_earlier_ones(manager: Caller) -> None:
    """Today's stands in the packing house; what is announced for later does not yet."""
    house = manager.post(HOUSES, json=HOUSE).get_json()
    statuses = house["links"]["statuses"]

    answer = manager.post(statuses, json={"status": "suspended", "from_on": "2026-10-25", "reason": "Mẫu"})
    manager.post(statuses, json={"status": "revoked", "from_on": "2026-10-26"})

    assert (answer.status_code, answer.headers["Location"]) == (201, house["links"]["self"])
    assert manager.get(house["links"]["self"]).get_json()["status"] == "suspended"
    listed = manager.get(statuses).get_json()["items"]
    assert [found["status"] for found in listed] == ["revoked", "suspended"]


def test_a_token_of_another_organisation_sees_none(manager: Caller, writing: Writing) -> None:
    """Neither the packing house nor its history, and it records no status."""
    links = manager.post(HOUSES, json=HOUSE).get_json()["links"]
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        theirs = Caller(manager.client, make_token(session, other.organisation))

    assert theirs.get(HOUSES).get_json()["items"] == []
    assert [theirs.get(links[name]).status_code for name in ("self", "statuses")] == [404, 404]
    recorded = theirs.post(links["statuses"], json={"status": "revoked", "from_on": "2026-10-25"})
    assert recorded.status_code == 404
