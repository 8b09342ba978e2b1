"""Whose diary it is: households, names, other cooperatives."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.policy import SCOPES
from tests.builders import Cooperative, make_cooperative, make_session, make_token, make_user
from tests.builders_field import make_pesticide, make_plot
from tests.builders_people import make_member
from tests.conftest import Writing
from tests.web.callers import Caller

ENTRIES = "/api/v1/diary-entries"


@pytest.fixture
def spraying(cooperative: Cooperative) -> dict[str, Any]:
    """A valid body: 15 October, 7 days, a name in private."""
    return {
        "plot_ids": [str(cooperative.plot.id)],
        "kind": "pesticide",
        "performed_on": "2026-10-15",
        "product_name": "Thuốc Mẫu 50WP",
        "pre_harvest_interval_days": 7,
        "target": "Rầy",
        "dose": "20 g / 16 lít",
        "performed_by": {"name": "Đội phun mẫu"},
    }


@pytest.fixture
def households(
    app: Flask, writing: Writing, cooperative: Cooperative
) -> dict[str, tuple[FlaskClient, str, str]]:
    """Two households: each a farmer's own client, the household's plot and its member."""
    made = {}
    for code in ("H01", "H02"):
        with writing() as session:
            member = make_member(session, cooperative, household_code=code)
            plot = make_plot(session, cooperative, code=code, member=member)
            user = make_user(session, cooperative.organisation, role="farmer", household_code=code)
            secret = make_session(session, user)
        made[code] = (_logged_in(app, secret), str(plot.id), str(member.id))
    return made


def _logged_in(app: Flask, secret: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = secret
    return client


def test_a_household_keeps_its_own_diary_and_no_other(
    manager: Caller, households: dict[str, tuple[FlaskClient, str, str]], spraying: dict[str, Any]
) -> None:
    """It sees what covers a plot of its own, of that only its plots, and may not change what covers others'."""
    (first, first_plot, member), (second, second_plot, _) = households.values()
    own = manager.post(
        ENTRIES, json=spraying | {"plot_ids": [first_plot], "performed_by": {"member_id": member}}
    ).get_json()
    shared = manager.post(ENTRIES, json=spraying | {"plot_ids": [first_plot, second_plot]}).get_json()

    seen = {item["id"]: item for item in first.get(ENTRIES).get_json()["items"]}
    assert set(seen) == {own["id"], shared["id"]}
    assert seen[shared["id"]]["plot_ids"] == [first_plot]
    assert second.get(own["links"]["self"]).status_code == 404
    assert seen[own["id"]]["performed_by"] == {"member_id": member, "name": None}
    assert seen[shared["id"]]["performed_by"] is None
    assert seen[own["id"]]["recorded_by"] is None


def test_who_did_the_work_is_hidden_from_others(
    client: FlaskClient, manager: Caller, writing: Writing, cooperative: Cooperative, spraying: dict[str, Any]
) -> None:
    """Packers and viewers read the diary, not people's names; nor does a farmer of no household."""
    path = manager.post(ENTRIES, json=spraying).headers["Location"]
    for role in ("farmer", "packer", "viewer"):
        with writing() as session:
            reader = Caller(client, make_token(session, cooperative.organisation, role=role, scopes=SCOPES))
        answer = reader.get(path)
        assert "Đội phun mẫu" not in answer.get_data(as_text=True), role
        assert answer.get_json()["performed_by"] is None


def test_another_cooperative_s_things_are_not_there(
    manager: Caller, writing: Writing, spraying: dict[str, Any]
) -> None:
    """Neither its plots, nor its pesticides, nor its people can be named."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        pesticide, member = make_pesticide(session, other), make_member(session, other)
    unnamed = {"product_name": None, "pre_harvest_interval_days": None}
    changes: list[dict[str, Any]] = [
        {"plot_ids": [*spraying["plot_ids"], str(other.plot.id)]},
        {"pesticide_id": str(pesticide.id), **unnamed},
        {"performed_by": {"member_id": str(member.id)}},
    ]

    answers = [manager.post(ENTRIES, json=spraying | change) for change in changes]

    assert [answer.get_json()["errors"][0]["pointer"] for answer in answers] == [
        "/plot_ids/1",
        "/pesticide_id",
        "/performed_by/member_id",
    ]
