"""Logging in: by password on any device, by PIN on an enrolled one; and logging out.

Each attempt is counted in one transaction, looked at in none, and ended in another: see `app.accounts.login`.
"""

from dataclasses import dataclass

from flask import Response, request

from app.account_refusals import DeviceUnknown, LoginDelayed, LoginWrong
from app.accounts.callers import current_trail, forget, keyed_hash, remember, signed_in
from app.accounts.devices import MOST_WRONG_PINS, find_device
from app.accounts.login import Attempt, begin_password, begin_pin, finish
from app.accounts.names import normalise_login
from app.accounts.sessions import end_session
from app.db import reading, transaction
from app.policy import ROLES, check_csrf, public, screen
from app.web.screens import blueprint, device_secret, go_to, page, refused
from app.web.words import refusal_words, wrong_pin_words

LONGEST_LOGIN = 100
LONGEST_PASSWORD = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Greeting:
    """Whose device it is, and how many wrong PINs it still bears."""

    name: str
    organisation: str
    left: int


@blueprint.get("/login")
@public
def log_in() -> Response:
    """The form for a password; an enrolled device is asked for its PIN instead, or told why no more."""
    if signed_in() is not None:
        return go_to("web.show_account")
    if device_secret() is None or request.args.get("by") == "password":
        return page("login.html", login="")
    if _greeting() is not None:
        return go_to("web.log_in_by_pin")
    return page("login.html", login="", problems={"": refusal_words(DeviceUnknown())})


@blueprint.post("/login")
@public
def check_password() -> Response:
    """Log in by password."""
    check_csrf()
    login = request.form.get("login", "")[:LONGEST_LOGIN]
    trail = current_trail()
    try:
        with transaction() as session:
            attempt = begin_password(
                session,
                trail,
                login=login,
                address=keyed_hash(f"address {trail.address_hash}"),
                login_subject=keyed_hash(f"login {normalise_login(login) or login}"),
                device_secret=device_secret(),
            )
    except LoginDelayed as error:
        return refused("login.html", error, login=login)
    if _finish(attempt, request.form.get("password", "")[:LONGEST_PASSWORD]):
        return go_to("web.show_account")
    return refused("login.html", LoginWrong(), login=login)


@blueprint.get("/login/pin")
@public
def log_in_by_pin() -> Response:
    """The form for a PIN, with the name of whose device it is."""
    greeting = _greeting()
    if greeting is None:
        return go_to("web.log_in")
    return page("pin.html", greeting=greeting)


@blueprint.post("/login/pin")
@public
def check_pin() -> Response:
    """Log in by PIN."""
    check_csrf()
    try:
        with transaction() as session:
            attempt = begin_pin(session, current_trail(), device_secret=device_secret())
    except DeviceUnknown as error:
        return refused("login.html", error, login="")
    if _finish(attempt, request.form.get("pin", "")[:LONGEST_PASSWORD]):
        return go_to("web.show_account")
    greeting = _greeting()
    if greeting is None:  # that was the last attempt
        return refused("login.html", DeviceUnknown(), words=wrong_pin_words(0), login="")
    words = wrong_pin_words(greeting.left)
    return refused("pin.html", LoginWrong(), at="pin", words=words, greeting=greeting)


@blueprint.post("/logout")
@screen(*ROLES)
def log_out() -> Response:
    """End the session, here and on the server."""
    person = signed_in()
    if person is not None:
        with transaction() as session:
            end_session(session, current_trail(), person.row)
    forget()
    return go_to("web.log_in")


def _finish(attempt: Attempt, secret: str) -> bool:
    """Look at the secret, which takes a while and holds no lock, and let the person in or not."""
    right = attempt.is_right(secret)
    with transaction() as session:
        session_secret = finish(session, current_trail(), attempt, right=right)
    if session_secret is None:
        return False
    remember(session_secret)
    return True


def _greeting() -> Greeting | None:
    """Whose device it is; None when it is nobody's."""
    with reading() as session:
        device = find_device(session, device_secret())
        if device is None:
            return None
        return Greeting(
            name=device.membership.user.name,
            organisation=device.membership.organisation.name,
            left=MOST_WRONG_PINS - device.wrong_pins,
        )
