"""People: an invitation card becomes a device, a PIN or a password becomes a session."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select, text

from app.accounts.model import AuditEvent, Device
from app.db import db
from tests.builders import PASSWORD, PIN, Cooperative, make_device, make_invitation, make_user
from tests.conftest import NOW, MakeApp, Writing
from tests.web.forms import HTTPS, submit


def test_a_password_lets_a_person_in(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> None:
    """By login name; the session cookie is Secure, HttpOnly, SameSite and bound to the host; log-out ends it."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")

    answer = submit(client, "/login", login="Quan-Ly", password=PASSWORD)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-")]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert cooperative.organisation.name in client.get("/account", base_url=HTTPS).text
    assert submit(client, "/logout", form="/account").status_code == 303
    assert client.get("/account", base_url=HTTPS).status_code == 303


def test_unknown_people_and_wrong_passwords_answer_alike(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Nothing tells whether somebody has an account."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")

    known = submit(client, "/login", login="quan-ly", password="sai mật khẩu")
    unknown = submit(client, "/login", login="khong-ai", password="sai mật khẩu")

    assert known.status_code == unknown.status_code == 401
    assert re.sub(r"quan-ly|khong-ai|value=\"[^\"]+\"", "", known.text) == re.sub(
        r"quan-ly|khong-ai|value=\"[^\"]+\"", "", unknown.text
    )


def test_unknown_people_and_wrong_passwords_ask_the_database_alike(
    app: Flask, client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """The same statements: the time that they take tells nothing either."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def statements(login: str) -> list[str]:
        asked.clear()
        submit(client, "/login", login=login, password="sai mật khẩu")
        return sorted(asked)

    statements("lan-dau")
    assert statements("khong-ai") == statements("quan-ly")


def test_a_form_of_another_site_does_nothing(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Without the page's token a log-in is refused, right password or not."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")

    answer = client.post("/login", data={"login": "quan-ly", "password": PASSWORD}, base_url=HTTPS)

    assert answer.status_code == 403
    assert client.get("/account", base_url=HTTPS).status_code == 303


def test_guessing_is_slowed_down(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> None:
    """After some wrong passwords the next one, right or wrong, has to wait."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")

    statuses = [
        submit(client, "/login", login="quan-ly", password=f"sai {number}").status_code
        for number in range(12)
    ]
    last = submit(client, "/login", login="quan-ly", password=PASSWORD)

    assert statuses[0] == 401
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0


def test_a_card_enrols_one_device_once(
    app: Flask, client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Looking at its address changes nothing; redeeming it sets a PIN and logs in; a second device finds it used."""
    with writing() as session:
        farmer = make_user(session, cooperative.organisation, role="farmer")
        _, code = make_invitation(session, farmer)
    for _ in range(3):  # link previews open addresses
        assert client.get(f"/I/{code}", base_url=HTTPS).status_code == 200

    differing = submit(client, f"/I/{code}", pin=PIN, again="999999")
    answer = submit(client, f"/I/{code}", pin=PIN, again=PIN)
    second = app.test_client().get(f"/I/{code}", base_url=HTTPS)

    assert differing.status_code == 422
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert second.status_code == 410
    with writing() as session:
        assert len(session.scalars(select(Device)).all()) == 1


def test_a_card_expires(make_app: MakeApp, writing: Writing, cooperative: Cooperative) -> None:
    """Eight days after it was made it opens nothing."""
    with writing() as session:
        farmer = make_user(session, cooperative.organisation, role="farmer")
        _, code = make_invitation(session, farmer, now=NOW - timedelta(days=8))

    assert make_app().test_client().get(f"/I/{code}").status_code == 410


@pytest.mark.parametrize("pin", ["12345", "123456", "111111", "abcdef"])
def test_a_pin_must_be_worth_something(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, pin: str
) -> None:
    """Too short, too common or no digits: refused, and the card stays good."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, cooperative.organisation, role="farmer"))

    assert submit(client, f"/I/{code}", pin=pin, again=pin).status_code == 422
    assert client.get(f"/I/{code}", base_url=HTTPS).status_code == 200


def test_a_pin_works_on_its_device_only_and_ten_wrong_ones_lock_it(
    app: Flask, writing: Writing, cooperative: Cooperative
) -> None:
    """It is never delayed, but after ten wrong PINs it needs a new card; elsewhere a PIN opens nothing."""
    with writing() as session:
        secret = make_device(session, make_user(session, cooperative.organisation, role="farmer")).secret
    client = app.test_client()
    client.set_cookie("__Host-ronguon-device", secret, domain="localhost", secure=True)

    assert submit(client, "/login/pin", pin=PIN).status_code == 303
    submit(client, "/logout", form="/account")
    wrong = [submit(client, "/login/pin", pin="000001").status_code for _ in range(9)]
    last = submit(client, "/login/pin", pin="000001")
    elsewhere = app.test_client().get("/login/pin", base_url=HTTPS)

    assert wrong == [401] * 9
    assert last.status_code == 403
    assert "máy này đã bị khóa" in last.text
    assert elsewhere.headers["Location"].startswith("/login")


def test_every_security_event_is_kept_and_names_nobody(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """source:subject:action, insert-only, without names, phones or addresses."""
    with writing() as session:
        person = make_user(session, cooperative.organisation, login_name="quan-ly")
        names = [person.name, person.phone or "-", "quan-ly", "127.0.0.1"]
    submit(client, "/login", login="quan-ly", password="sai")
    submit(client, "/login", login="quan-ly", password=PASSWORD)

    with writing() as session:
        rows = session.execute(text("SELECT * FROM audit_event")).all()
        actions = session.scalars(select(AuditEvent.name).order_by(AuditEvent.id)).all()
    assert "web:session:created" in actions
    assert all(re.fullmatch(r"[a-z]+:[a-z-]+:[a-z-]+", action) for action in actions)
    assert not [name for name in names for row in rows if name in str(row)]
