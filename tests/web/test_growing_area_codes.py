"""Growing-area codes over the API: what they take, refuse, and show to whom."""

from typing import Any

import pytest
from flask import Flask

from batches.plots.model import Plot
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_people import make_member
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.changing import change
from tests.web.farmers import log_in_farmer

CODES = "/api/v1/growing-area-codes"
MISSING = "019aa000-0000-7000-8000-000000000000"
CODE: dict[str, Any] = {
    "code": "vnđtor0017",
    "market": "CN",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
}
SEASON = {"name": "Vụ 1", "starts_on": "2026-01-01", "ends_on": "2026-06-30", "quota_kg": "120000"}
AUTHORISATION = {"packing_house_code": "VNDTPH-0001", "from_on": "2026-01-01"}


def test_a_code_reads_back_as_it_was_entered(manager: Caller, cooperative: Cooperative) -> None:
    """In its normal form, with plots, seasons and the packing houses that it authorises."""
    stated = {"plot_ids": [str(cooperative.plot.id)], "seasons": [SEASON]}

    answer = manager.post(CODES, json=CODE | stated | {"authorisations": [AUTHORISATION]})

    code = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == code["links"]["self"]
    assert code.items() >= stated.items()
    assert (code["code"], code["status"], code["is_valid"]) == ("VN-DTOR-0017", "active", True)
    authorised = {"packing_house_code": "VN-DTPH-0001", "from_on": "2026-01-01", "until_on": None}
    assert code["authorisations"] == [authorised]
    assert manager.get(code["links"]["self"]).get_json() == code
    assert code in manager.get(CODES).get_json()["items"]


def test_a_code_past_its_end_is_active_and_not_valid(manager: Caller) -> None:
    """Nobody took it away; it ran out."""
    old = CODE | {"valid_from": "2024-01-01", "valid_to": "2025-12-31"}

    code = manager.post(CODES, json=old).get_json()

    assert (code["status"], code["is_valid"]) == ("active", False)


@pytest.mark.parametrize(
    ("but", "status", "code", "pointer"),
    [
        ({"code": "VN-DTPH-0001"}, 422, "growing-area-code-invalid", "/code"),
        ({"market": "China"}, 422, "invalid-input", "/market"),
        ({"market": "cn"}, 422, "market-invalid", "/market"),
        ({"valid_to": "2025-12-31"}, 422, "growing-area-period-reversed", "/valid_to"),
        ({"plot_ids": [MISSING]}, 404, "not-found", "/plot_ids/0"),
        (
            {"seasons": [SEASON | {"ends_on": "2025-12-31"}]},
            422,
            "growing-area-period-reversed",
            "/seasons/0/ends_on",
        ),
        ({"seasons": [SEASON | {"ends_on": "2027-01-01"}]}, 422, "season-outside-validity", "/seasons/0"),
        ({"seasons": [SEASON, SEASON]}, 422, "seasons-overlap", "/seasons"),
        ({"seasons": [SEASON | {"quota_kg": "0"}]}, 422, "invalid-input", "/seasons/0/quota_kg"),
        (
            {"authorisations": [AUTHORISATION | {"packing_house_code": "0001"}]},
            422,
            "packing-house-code-invalid",
            "/authorisations/0/packing_house_code",
        ),
        (
            {"authorisations": [AUTHORISATION, AUTHORISATION | {"until_on": "2025-12-31"}]},
            422,
            "growing-area-period-reversed",
            "/authorisations/1/until_on",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    manager: Caller, but: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    """And no code is entered."""
    answer = manager.post(CODES, json=CODE | but)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert len(manager.get(CODES).get_json()["items"]) == 1


def test_nobody_borrows_a_code(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """However it is written; who finds it taken is told to call the operator, and not whose it is."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        theirs = Caller(manager.client, make_token(session, other.organisation))
    written = cooperative.area_code.code.lower().replace("-", "").replace("d", "đ")

    answer = theirs.post(CODES, json=CODE | {"code": written})

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (409, "growing-area-code-taken")
    assert "người vận hành" in problem["detail"]
    assert cooperative.organisation.name not in answer.get_data(as_text=True)


def test_a_code_covers_own_plots_only(manager: Caller, writing: Writing) -> None:
    """Another organisation's plot is missing, also in a change."""
    with writing() as session:
        other = str(make_cooperative(session, gtin=None).plot.id)
    path = manager.post(CODES, json=CODE).get_json()["links"]["self"]

    assert manager.post(CODES, json=CODE | {"plot_ids": [other]}).status_code == 404
    assert change(manager, path, plot_ids=[other]).status_code == 404


def test_lists_are_replaced_and_the_rest_stays(manager: Caller, cooperative: Cooperative) -> None:
    """A plot named twice counts once."""
    plot_id = str(cooperative.plot.id)
    code = manager.post(
        CODES, json=CODE | {"seasons": [SEASON], "authorisations": [AUTHORISATION]}
    ).get_json()
    path = code["links"]["self"]
    second = SEASON | {"name": "Vụ 2", "starts_on": "2026-07-01", "ends_on": "2027-01-31"}

    covered = change(manager, path, plot_ids=[plot_id, plot_id]).get_json()
    longer = change(manager, path, valid_to="2027-12-31", seasons=[second, SEASON]).get_json()
    closed = change(manager, path, authorisations=[]).get_json()

    assert (covered["plot_ids"], covered["seasons"]) == ([plot_id], [SEASON])
    assert (longer["plot_ids"], longer["seasons"]) == ([plot_id], [SEASON, second])
    assert longer["authorisations"] == code["authorisations"]
    assert (closed["authorisations"], closed["valid_to"]) == ([], "2027-12-31")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"valid_to": "2026-03-31"}, "season-outside-validity"),
        ({"valid_to": "2025-03-31"}, "growing-area-period-reversed"),
        ({"code": "VN-DTOR-0018"}, "invalid-input"),
        ({"market": "US"}, "invalid-input"),
        ({"valid_from": "2025-01-01"}, "invalid-input"),
        ({"plot_ids": None}, "invalid-input"),
    ],
)
def test_a_change_must_fit_what_stays(manager: Caller, body: dict[str, Any], code: str) -> None:
    """An end before the season's; what an authority gave is not rewritten."""
    path = manager.post(CODES, json=CODE | {"seasons": [SEASON]}).get_json()["links"]["self"]
    before = manager.get(path).get_json()

    answer = change(manager, path, **body)

    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert manager.get(path).get_json() == before


def test_a_farmer_of_a_household_sees_the_codes_of_its_plots(
    app: Flask, manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """And of a code's plots only its own."""
    with writing() as session:
        member = make_member(session, cooperative, household_code="H-07")
        session.get_one(Plot, cooperative.plot.id).member_id = member.id
    plot = {"code": "B-02", "variety": "Ri6", "area_ha": "1.2", "commune_code": "30244"}
    other = manager.post("/api/v1/plots", json=plot).get_json()["id"]
    shared = f"{CODES}/{cooperative.area_code.id}"
    change(manager, shared, plot_ids=[other, str(cooperative.plot.id)])
    strange = manager.post(CODES, json=CODE | {"plot_ids": [other]}).get_json()["links"]
    get = log_in_farmer(app, writing, cooperative, "H-07").get

    listed = get(CODES).get_json()["items"]

    assert [found["id"] for found in listed] == [str(cooperative.area_code.id)]
    assert listed[0]["plot_ids"] == [str(cooperative.plot.id)]
    assert get(shared).get_json() == listed[0]
    assert [get(strange[name]).status_code for name in ("self", "statuses")] == [404, 404]
    assert len(manager.get(shared).get_json()["plot_ids"]) == 2
