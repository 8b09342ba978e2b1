"""A person's own screen, and a manager's of their people: what they do, and what they refuse."""

import re
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.model import Device, LoginSession, UserAccount
from app.accounts.people import disable_user, join
from tests.builders import (
    PASSWORD,
    PIN,
    Cooperative,
    make_device,
    make_invitation,
    make_organisation,
    make_trail,
    make_user,
)
from tests.conftest import NOW, MakeApp, Writing
from tests.web.test_login import HTTPS, submit

NEW = "mot mat khau moi 82"


@pytest.fixture
def hoa(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> uuid.UUID:
    """A manager who has just logged in by password."""
    with writing() as session:
        user_id = make_user(session, cooperative.organisation, login_name="hoa").id
    assert submit(client, "/login", login="hoa", password=PASSWORD).status_code == 303
    return user_id


def living_sessions(writing: Writing) -> int:
    with writing() as session:
        return session.scalar(select(func.count()).where(LoginSession.ended_at.is_(None))) or 0


def test_a_new_password_needs_the_old_one(
    app: Flask, client: FlaskClient, hoa: uuid.UUID, writing: Writing
) -> None:
    """Twice alike, not a frequent one; then every other session has ended."""
    other = app.test_client()
    assert submit(other, "/login", login="hoa", password=PASSWORD).status_code == 303

    def change(old: str, new: str, again: str) -> int:
        return submit(client, "/account/password", old=old, new=new, again=again).status_code

    assert change(PASSWORD, NEW, "something else") == 422
    assert change(PASSWORD, "password", "password") == 422
    assert change("sai mật khẩu", NEW, NEW) == 401
    assert other.get("/account", base_url=HTTPS).status_code == 200
    assert change(PASSWORD, NEW, NEW) == 303

    assert client.get("/account", base_url=HTTPS).status_code == 200
    assert other.get("/account", base_url=HTTPS).status_code == 303
    assert submit(other, "/login", login="hoa", password=PASSWORD).status_code == 401
    assert submit(other, "/login", login="hoa", password=NEW).status_code == 303


def test_guessing_the_old_password_is_slowed_down(client: FlaskClient, hoa: uuid.UUID) -> None:
    """Whoever finds a browser logged in cannot try for long."""
    statuses = [
        submit(client, "/account/password", old=f"sai {number}", new=NEW, again=NEW).status_code
        for number in range(7)
    ]

    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_one_logs_out_everywhere_else(
    app: Flask, client: FlaskClient, hoa: uuid.UUID, writing: Writing
) -> None:
    submit(app.test_client(), "/login", login="hoa", password=PASSWORD)
    assert living_sessions(writing) == 2

    assert submit(client, "/account/sessions/end", form="/account").status_code == 303

    assert living_sessions(writing) == 1
    assert client.get("/account", base_url=HTTPS).status_code == 200


def test_one_acts_for_another_organisation_of_ones_own(
    client: FlaskClient, hoa: uuid.UUID, writing: Writing
) -> None:
    """In a new session; for a stranger's organisation nothing happens."""
    with writing() as session:
        other, foreign = (make_organisation(session, name=name) for name in ("HTX Khác", "HTX Lạ"))
        user = session.get_one(UserAccount, hoa)
        join(session, make_trail(), user=user, organisation=other, role="viewer")
        ids = other.id, foreign.id

    switched = submit(client, f"/account/organisations/{ids[0]}", form="/account")
    refused = submit(client, f"/account/organisations/{ids[1]}", form="/account")

    assert (switched.status_code, refused.status_code) == (303, 401)
    assert "HTX Khác" in client.get("/account", base_url=HTTPS).text
    assert living_sessions(writing) == 1


def test_a_session_by_pin_stays_in_its_organisation(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """A manager could have set the PIN: it opens no other organisation of that person."""
    with writing() as session:
        user = make_user(session, cooperative.organisation)
        _, code = make_invitation(session, user)
        other = make_organisation(session)
        join(session, make_trail(), user=user, organisation=other, role="manager")
        other_id = other.id
    submit(client, f"/I/{code}", pin=PIN, again=PIN)

    answer = submit(client, f"/account/organisations/{other_id}", form="/account")

    assert answer.status_code == 401
    assert cooperative.organisation.name in client.get("/account", base_url=HTTPS).text


def test_pins_that_differ_enrol_nothing(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """The card can still be used; an address that is no card's is gone."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, cooperative.organisation))

    assert submit(client, f"/I/{code}", pin=PIN, again="502719").status_code == 422
    assert client.get(f"/I/{code}", base_url=HTTPS).status_code == 200
    assert client.get("/I/" + "0" * 41, base_url=HTTPS).status_code == 410


def test_a_lost_phone_is_revoked_by_its_owner(client: FlaskClient, hoa: uuid.UUID, writing: Writing) -> None:
    """Another person's is not there for them."""
    with writing() as session:
        own = make_device(session, session.get_one(UserAccount, hoa)).device.id
        foreign = make_device(session, make_user(session, make_organisation(session))).device.id

    answers = [
        submit(client, f"/account/devices/{device}/revocation", form="/account").status_code
        for device in (own, foreign)
    ]

    assert answers == [303, 404]
    with writing() as session:
        assert session.scalars(select(Device.id).where(Device.revoked_at.is_not(None))).all() == [own]


def test_a_manager_prints_a_card(
    app: Flask, client: FlaskClient, hoa: uuid.UUID, writing: Writing, cooperative: Cooperative
) -> None:
    """Its address enrols that person; the list shows the device, and takes it away."""
    with writing() as session:
        farmer = make_user(session, cooperative.organisation, role="farmer", name="Trần Văn Vườn").id
    path = f"/people/{farmer}/invitation"
    assert "Trần Văn Vườn" in client.get(path, base_url=HTTPS).text

    card = submit(client, path)
    [code] = set(re.findall(r"/I/([0-9A-Z]{26})\b", card.text))
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


def test_who_was_disabled_is_asked_to_log_in(client: FlaskClient, hoa: uuid.UUID, writing: Writing) -> None:
    """At the very next request; and the log-in form greets who is logged in by sending them on."""
    assert client.get("/login", base_url=HTTPS).headers["Location"].startswith("/account")
    with writing() as session:
        disable_user(session, make_trail(), session.get_one(UserAccount, hoa))

    assert client.get("/account", base_url=HTTPS).headers["Location"].startswith("/login")
    assert client.get("/api/v1/batches", base_url=HTTPS).status_code == 401


def test_an_enrolled_device_is_asked_for_its_pin(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """By its own form; once revoked, for the password."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, cooperative.organisation))
    assert client.get("/login/pin", base_url=HTTPS).headers["Location"].startswith("/login")
    submit(client, f"/I/{code}", pin=PIN, again=PIN)
    submit(client, "/logout", form="/account")

    assert client.get("/login", base_url=HTTPS).headers["Location"].startswith("/login/pin")
    page = client.get("/login/pin", base_url=HTTPS)
    assert cooperative.organisation.name in page.text
    with writing() as session:
        session.scalars(select(Device)).one().revoked_at = NOW
    assert client.get("/login/pin", base_url=HTTPS).headers["Location"].startswith("/login")


def test_a_session_that_rested_too_long_is_over(
    make_app: MakeApp, client: FlaskClient, hoa: uuid.UUID
) -> None:
    """The cookie is still sent; it says nothing any more."""
    later = make_app()
    later.extensions["ronguon.clock"] = lambda: NOW + timedelta(hours=12)
    cookie = client.get_cookie("__Host-ronguon", domain="localhost")
    assert cookie is not None
    other = later.test_client()
    other.set_cookie("__Host-ronguon", cookie.value, domain="localhost", secure=True)

    assert other.get("/account", base_url=HTTPS).status_code == 303


def test_a_field_of_another_role_is_refused(client: FlaskClient, hoa: uuid.UUID) -> None:
    """Only an operator names the organisation of a new person, and must."""
    page = client.get("/account", base_url=HTTPS).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None

    answer = client.post(
        "/api/v1/users",
        json={"name": "Ai", "login_name": "ai-do", "role": "viewer", "organisation_id": str(uuid.uuid4())},
        base_url=HTTPS,
        headers={"X-CSRFToken": token[1], "Referer": HTTPS},
    )

    assert (answer.status_code, answer.get_json()["code"]) == (403, "field-not-allowed")
