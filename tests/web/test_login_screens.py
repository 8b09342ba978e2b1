"""What the screens of logging in say: what is wrong, where, and what to do next."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import PASSWORD, PIN, Cooperative, make_device, make_invitation, make_user
from tests.conftest import Writing
from tests.web.forms import HTTPS, submit


def test_a_wrong_pin_says_how_many_tries_are_left(
    app: Flask, writing: Writing, cooperative: Cooperative
) -> None:
    """From the fifth-last on; and a device that is locked or removed says so before anyone types."""
    with writing() as session:
        secret = make_device(session, make_user(session, cooperative.organisation, role="farmer")).secret
    client = app.test_client()
    client.set_cookie("__Host-ronguon-device", secret, domain="localhost", secure=True)

    said = [submit(client, "/login/pin", pin="000001", lang="vi").text for _ in range(9)]
    submit(client, "/login/pin", pin="000001")
    later = client.get("/login", base_url=HTTPS)

    assert [re.findall(r"Còn (\d+) lần thử", text) for text in said] == [[]] * 4 + [
        [str(left)] for left in (5, 4, 3, 2, 1)
    ]
    assert (later.status_code, "đã bị gỡ hoặc bị khóa" in later.text) == (200, True)


def test_a_used_card_leads_its_own_phone_to_the_pin(
    app: Flask, client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """People keep their card and scan it again; another phone is told that the card is used."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, cooperative.organisation, role="farmer"))
    submit(client, f"/I/{code}", pin=PIN, again=PIN)
    submit(client, "/logout", form="/account")

    again = client.get(f"/I/{code}", base_url=HTTPS, follow_redirects=True)
    elsewhere = app.test_client().get(f"/I/{code}", base_url=HTTPS)

    assert again.request.path == "/login/pin"
    assert elsewhere.status_code == 410


def test_whoever_removes_their_own_device_is_told_so_once(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """The browser forgets the device, and the next screen is a plain log-in that says what was done."""
    with writing() as session:
        _, code = make_invitation(session, make_user(session, cooperative.organisation, role="farmer"))
    submit(client, f"/I/{code}", pin=PIN, again=PIN)
    path = re.search(r'action="(/account/devices/[^"?]+)', client.get("/account", base_url=HTTPS).text)
    assert path is not None

    removed = submit(client, path[1], form="/account")
    told = client.get("/login", base_url=HTTPS).text
    later = client.get("/login", base_url=HTTPS).text

    assert removed.status_code == 303
    assert client.get_cookie("__Host-ronguon-device", domain="localhost") is None
    assert ("Đã gỡ máy" in told, "Đã gỡ máy" in later) == (True, False)
    assert 'class="problem"' not in told


@pytest.mark.parametrize(
    ("old", "new", "again", "at"),
    [
        ("sai", "vuon moi 2027", "vuon moi 2027", "old"),
        (PASSWORD, "password", "password", "new"),
        (PASSWORD, "vuon moi 2027", "vuon moi 2028", "again"),
    ],
)
def test_a_password_is_refused_at_its_field(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, old: str, new: str, again: str, at: str
) -> None:
    """The field that is wrong says so, is named to screen readers and has the focus; the others do not."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")
    submit(client, "/login", login="quan-ly", password=PASSWORD)

    answer = submit(client, "/account/password", old=old, new=new, again=again)

    assert re.findall(r'id="(\w+)-problem"', answer.text) == [at]
    assert answer.text.count("autofocus") == answer.text.count('aria-invalid="true"') == 1


def test_guesses_of_ones_own_password_wait_too(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """After some wrong ones the form says how long to wait; the right one is no exception."""
    with writing() as session:
        make_user(session, cooperative.organisation, login_name="quan-ly")
    submit(client, "/login", login="quan-ly", password=PASSWORD)
    new = {"new": "vuon moi 2027", "again": "vuon moi 2027"}

    for number in range(5):
        submit(client, "/account/password", old=f"sai {number}", **new)
    last = submit(client, "/account/password", old=PASSWORD, **new)

    assert last.status_code == 429
    assert 'id="old-problem"' in last.text
    assert int(last.headers["Retry-After"]) > 0
