"""Sessions at screens: what a stolen copy of a cookie, a revoked device or another organisation is worth."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.invitations import invite_member, redeem
from app.accounts.leaving import disable_user
from app.accounts.login import begin_password, finish
from app.accounts.model import AuditEvent, Device, UserAccount
from app.accounts.people import join, set_password
from tests.builders import (
    PASSWORD,
    PIN,
    Cooperative,
    draw,
    make_cooperative,
    make_device,
    make_trail,
    make_user,
)
from tests.conftest import Writing
from tests.web.forms import HTTPS, submit

NEW = "mua mua nay rat tot"


def is_in(client: FlaskClient) -> bool:
    return client.get("/account", base_url=HTTPS).status_code == 200


def copy_of(app: Flask, client: FlaskClient) -> FlaskClient:
    """Another browser with a copy of the session cookie."""
    cookie = client.get_cookie("__Host-ronguon", domain="localhost")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("__Host-ronguon", cookie.value, domain="localhost", secure=True)
    assert is_in(thief)
    return thief


@pytest.mark.parametrize("how", ["a new password", "log out elsewhere"])
def test_a_copied_cookie_ends_with_the_others(
    app: Flask, client: FlaskClient, writing: Writing, cooperative: Cooperative, how: str
) -> None:
    """Whoever gives themselves a new password, or logs out elsewhere, goes on in a new session."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")
    submit(client, "/login", login="quan-ly", password=PASSWORD)
    thief = copy_of(app, client)

    if how == "a new password":
        submit(client, "/account/password", old=PASSWORD, new=NEW, again=NEW)
    else:
        submit(client, "/account/sessions/end", form="/account")

    assert (is_in(client), is_in(thief)) == (True, False)


def test_wrong_old_passwords_are_recorded_and_slowed(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Whoever finds a screen left open does not guess on; the owner's manager sees that somebody tried."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")
    submit(client, "/login", login="quan-ly", password=PASSWORD)

    answers = [
        submit(client, "/account/password", old=f"sai {number}", new=NEW, again=NEW) for number in range(6)
    ]
    with writing() as session:
        names = session.scalars(select(AuditEvent.name)).all()

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert names.count("web:password:failed") == 5


def test_a_session_lives_no_longer_than_its_device(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """One that began in the moment of the revocation, and was not there to be ended, is worth nothing."""
    with writing() as session:
        secret = make_device(session, make_user(session, cooperative.organisation, role="farmer")).secret
    client.set_cookie("__Host-ronguon-device", secret, domain="localhost", secure=True)
    submit(client, "/login/pin", pin=PIN)
    assert is_in(client)
    with writing() as session:
        session.execute(update(Device).values(revoked_at=datetime(2026, 10, 25, tzinfo=UTC)))

    assert not is_in(client)


def test_a_pin_reaches_one_organisation_alone(app: Flask, writing: Writing, cooperative: Cooperative) -> None:
    """Its card came from one organisation's manager, who could keep it: devices and sessions of others stay."""
    with writing() as session:
        person = make_user(session, cooperative.organisation, role="farmer")
        here = make_device(session, person)
        organisation = make_cooperative(session, gtin=None).organisation
        member = join(session, make_trail(), user=person, organisation=organisation, role="packer")
        _, code = invite_member(session, make_trail(), member, draw=draw)
        there = redeem(session, make_trail(), code, pin=PIN, kind="iPhone")
    ours, theirs = (app.test_client() for _ in range(2))
    for client, enrolled in ((ours, here), (theirs, there)):
        client.set_cookie("__Host-ronguon-device", enrolled.secret, domain="localhost", secure=True)
        submit(client, "/login/pin", pin=PIN)

    shown = ours.get("/account", base_url=HTTPS).text
    revoked = submit(ours, f"/account/devices/{there.device.id}/revocation", form="/account")
    submit(ours, "/account/sessions/end", form="/account")

    assert str(here.device.id) in shown
    assert str(there.device.id) not in shown
    assert revoked.status_code == 404
    assert (is_in(ours), is_in(theirs)) == (True, True)


def _change_password(session: Session, user: UserAccount) -> None:
    set_password(session, make_trail(), user, NEW)


def _disable(session: Session, user: UserAccount) -> None:
    disable_user(session, make_trail(), user)


@pytest.mark.parametrize("meanwhile", [_change_password, _disable])
def test_what_changes_while_a_secret_is_looked_at_counts(
    app: Flask, writing: Writing, cooperative: Cooperative, meanwhile: Callable[[Session, UserAccount], None]
) -> None:
    """The old password opens nothing after the new one was given, however long it was being compared."""
    with writing() as session:
        user = make_user(session, cooperative.organisation)
        attempt = begin_password(
            session,
            make_trail(),
            login=user.login_name or "",
            address="a",
            login_subject="b",
            device_secret=None,
        )
    assert attempt.is_right(PASSWORD)
    with writing() as session:
        found = session.get(UserAccount, user.id)
        assert found is not None
        meanwhile(session, found)
    with writing() as session:
        assert finish(session, make_trail(), attempt, right=True) is None
