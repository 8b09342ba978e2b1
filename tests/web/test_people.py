"""People as a manager and an operator handle them: cards, devices, and whose they are."""

import re
import uuid

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.model import Device
from tests.builders import (
    PASSWORD,
    PIN,
    Cooperative,
    make_device,
    make_organisation,
    make_user,
)
from tests.conftest import Writing
from tests.web.forms import HTTPS, csrf_headers, submit

NEW = "mot mat khau moi 82"


def test_a_manager_prints_a_card(
    app: Flask, client: FlaskClient, hoa: uuid.UUID, writing: Writing, cooperative: Cooperative
) -> None:
    """Its address enrols that person; the list shows the device, and takes it away."""
    with writing() as session:
        farmer = make_user(session, cooperative.organisation, role="farmer", name="Trần Văn Vườn").id
    path = f"/people/{farmer}/invitation"
    assert "Trần Văn Vườn" in client.get(path, base_url=HTTPS).text

    card = submit(client, path)
    printed = re.sub(r"</?(b|span)>|\s", "", card.text)
    [code] = set(re.findall(r"/I/([0-9A-Z]{26})\b", printed))
    phone = app.test_client()
    assert submit(phone, f"/I/{code}", pin=PIN, again=PIN).status_code == 303

    assert '<svg class="qr"' in card.text
    assert card.headers["Cache-Control"] == "no-store"
    assert "Trần Văn Vườn" in client.get("/people", base_url=HTTPS).text
    with writing() as session:
        device = session.scalars(select(Device.id)).one()
    assert submit(client, f"/people/devices/{device}/revocation", form="/people").status_code == 303
    assert phone.get("/account", base_url=HTTPS).status_code == 303
    assert phone.get("/people", base_url=HTTPS).status_code == 303


def test_people_of_others_are_not_there(client: FlaskClient, hoa: uuid.UUID, writing: Writing) -> None:
    """Neither to make a card for, nor to take a device from."""
    with writing() as session:
        foreign = make_user(session, make_organisation(session))
        device = make_device(session, foreign).device.id
        user_id = foreign.id

    assert client.get(f"/people/{user_id}/invitation", base_url=HTTPS).status_code == 404
    assert submit(client, f"/people/{user_id}/invitation", form="/account").status_code == 404
    assert submit(client, f"/people/devices/{device}/revocation", form="/account").status_code == 404


def test_a_field_of_another_role_is_refused(client: FlaskClient, hoa: uuid.UUID) -> None:
    """Only an operator names the organisation of a new person, and must."""
    headers = csrf_headers(client)

    answer = client.post(
        "/api/v1/users",
        json={"name": "Ai", "login_name": "ai-do", "role": "viewer", "organisation_id": str(uuid.uuid4())},
        base_url=HTTPS,
        headers=headers,
    )

    assert (answer.status_code, answer.get_json()["code"]) == (403, "field-not-allowed")


def test_an_operator_names_the_organisation_of_a_person(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Who acts for none of them must say whose the new person is."""
    with writing() as session:
        make_user(session, None, login_name="van-hanh")
    assert submit(client, "/login", login="van-hanh", password=PASSWORD).status_code == 303
    headers = csrf_headers(client)
    person = {"name": "Ai", "login_name": "ai-do", "role": "manager"}

    def create(**more: str) -> tuple[int, str | None]:
        answer = client.post(
            "/api/v1/users",
            json=person | more,
            base_url=HTTPS,
            headers=headers,
        )
        return answer.status_code, answer.get_json().get("code")

    assert create() == (422, "invalid-input")
    assert create(organisation_id=str(uuid.uuid4())) == (404, "not-found")
    assert create(organisation_id=str(cooperative.organisation.id)) == (201, None)
