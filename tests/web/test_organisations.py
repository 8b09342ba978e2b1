"""Organisations over the API: what the operator enters and what managers correct."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from batches.harvest.model import Batch
from batches.organisations.model import Organisation
from tests.builders import (
    PASSWORD,
    Cooperative,
    make_batch,
    make_cooperative,
    make_token,
    make_user,
)
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.forms import HTTPS, submit

ORGANISATIONS = "/api/v1/organisations"
COOPERATIVE = {
    "kind": "packing_company",
    "name": "Cơ sở đóng gói Thử",
    "short_code": "DGT",
    "address": {"province_code": "82", "commune_code": "30244", "detail": "Ấp Phú Long"},
    "phone": "0277 300 0123",
    "tax_code": "0300000000-001",
    "gln": "9521234543213",
    "gs1_company_prefix": "9521234",
}


class Operator:
    """Logged in by session, as operators are; they have no token."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        page = client.get("/account", base_url=HTTPS).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token is not None
        self.headers = {"X-CSRFToken": token[1], "Referer": f"{HTTPS}/account"}

    def post(self, body: dict[str, Any], **but: str) -> TestResponse:
        headers = self.headers | but
        return self.client.post(ORGANISATIONS, json=body, base_url=HTTPS, headers=headers)

    def patch(self, path: str, body: dict[str, Any]) -> TestResponse:
        etag = self.client.get(path, base_url=HTTPS).headers["ETag"]
        headers = self.headers | {"If-Match": etag}
        return self.client.patch(path, json=body, base_url=HTTPS, headers=headers)


@pytest.fixture
def operator(client: FlaskClient, writing: Writing) -> Operator:
    with writing() as session:
        make_user(session, login_name="van-hanh")
    submit(client, "/login", login="van-hanh", password=PASSWORD)
    return Operator(client)


def change(manager: Caller, path: str, body: dict[str, Any]) -> TestResponse:
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": manager.get(path).headers["ETag"]}
    return manager.client.patch(path, json=body, headers=headers)


def test_the_operator_enters_an_organisation(operator: Operator) -> None:
    """Everything that is told of it, each in its one form; it is no sample."""
    made = operator.post(COOPERATIVE)

    assert made.status_code == 201
    told = made.get_json()
    assert told | COOPERATIVE | {"phone": "+842773000123", "address": told["address"]} == told
    assert told["address"]["detail"] == "Ấp Phú Long"
    assert told["is_sample"] is False
    assert operator.client.get(made.headers["Location"], base_url=HTTPS).get_json() == told


@pytest.mark.parametrize(
    ("but", "status", "code", "pointer"),
    [
        ({"short_code": "d-1"}, 422, "short-code-invalid", "/short_code"),
        ({"tax_code": "12345"}, 422, "tax-code-invalid", "/tax_code"),
        ({"gln": "9521234543214"}, 422, "gln-invalid", "/gln"),
        ({"gs1_company_prefix": "952"}, 422, "company-prefix-invalid", "/gs1_company_prefix"),
        ({"phone": "123"}, 422, "phone-invalid", "/phone"),
        ({"is_sample": True}, 422, "invalid-input", "/is_sample"),
        ({}, 409, "short-code-taken", "/short_code"),
        ({"short_code": "DGK"}, 409, "gln-taken", "/gln"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(
    operator: Operator, but: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    """A wrong form, what only a demo sets, and what another organisation has."""
    if status == 409:
        assert operator.post(COOPERATIVE).status_code == 201

    answer = operator.post(COOPERATIVE | but)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert answer.get_json()["errors"][0]["pointer"] == pointer


def test_nobody_else_enters_one(operator: Operator, manager: Caller) -> None:
    """A manager's token may not, and a page of another site has no CSRF token."""
    by_manager = manager.client.application.test_client().post(
        ORGANISATIONS, json=COOPERATIVE, headers={"Authorization": f"Bearer {manager.token}"}
    )

    assert (by_manager.status_code, by_manager.get_json()["code"]) == (403, "not-allowed")
    assert operator.post(COOPERATIVE, **{"X-CSRFToken": "x"}).get_json()["code"] == "csrf-token-missing"


def test_a_manager_corrects_phone_and_tax_code_the_operator_gs1_s_numbers(
    operator: Operator, manager: Caller, cooperative: Cooperative
) -> None:
    """Each field by who may; null takes a fact back."""
    path = f"{ORGANISATIONS}/{cooperative.organisation.id}"
    program = Caller(manager.client.application.test_client(), manager.token)

    told = change(program, path, {"phone": "0900 000 123", "tax_code": "0300000000"})
    refused = change(program, path, {"gln": "9521234543213"})
    numbered = operator.patch(path, {"gln": "9521234543213", "gs1_company_prefix": "9521234"})
    kept = operator.patch(path, {"gln": "9521234543213"})
    taken_back = change(program, path, {"phone": None})

    assert (told.get_json()["phone"], told.get_json()["tax_code"]) == ("+84900000123", "0300000000")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "field-not-allowed")
    assert numbered.get_json()["gln"] == kept.get_json()["gln"] == "9521234543213"
    assert taken_back.get_json()["phone"] is None
    assert taken_back.get_json()["tax_code"] == "0300000000"


def test_a_batch_that_waited_for_the_name_is_published(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """The correction of its organisation was all that the legal minimum missed."""
    with writing() as session:
        session.get_one(Organisation, cooperative.organisation.id).name = ""
        session.flush()
        batch = make_batch(session, cooperative)
        assert batch.published_at is None

    change(manager, f"{ORGANISATIONS}/{cooperative.organisation.id}", {"name": "HTX Sầu riêng Thử"})

    with writing() as session:
        assert session.get_one(Batch, batch.id).published_at is not None


def test_an_organisation_keeps_what_stands_on_labels(manager: Caller, cooperative: Cooperative) -> None:
    """Name and address change, kind and short code do not; a wrong place is refused."""
    path = f"{ORGANISATIONS}/{cooperative.organisation.id}"
    moved = {"province_code": "82", "commune_code": "30244", "detail": "Ấp Phú Long", "legacy": None}

    assert manager.patch(path, json={"short_code": "NEW"}).status_code == 422
    wrong = manager.patch(path, json={"address": moved | {"province_code": "01"}}).get_json()
    right = manager.patch(path, json={"address": moved}).get_json()

    assert wrong["code"] == "commune-not-in-province"
    assert right["address"] == moved
    assert right["short_code"] == cooperative.organisation.short_code


def test_another_organisation_is_not_there(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """The list shows the caller's own; another's is 404 to read and to change; the operator sees all."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        operator = Caller(manager.client, make_token(session, other.organisation, role="operator"))
    path = f"{ORGANISATIONS}/{other.organisation.id}"

    assert [found["id"] for found in manager.get(ORGANISATIONS).get_json()["items"]] == [
        str(cooperative.organisation.id)
    ]
    assert manager.get(path).status_code == 404
    assert manager.patch(path, json={"name": "Mine"}).status_code == 404
    assert len(operator.get(ORGANISATIONS).get_json()["items"]) == 2
