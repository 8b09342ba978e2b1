"""A person's own screen: password, sessions, devices, organisations, and what each refuses."""

import uuid
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.leaving import disable_user
from app.accounts.model import Device, LoginSession, UserAccount
from app.accounts.people import join
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
from tests.web.forms import HTTPS, submit

NEW = "mot mat khau moi 82"


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
