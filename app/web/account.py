"""A person's own screen: their devices, their organisations, their password."""

import uuid

from flask import Response, request

from app.account_refusals import LoginDelayed, LoginWrong, PasswordCommon, PasswordLength
from app.accounts.audit import record
from app.accounts.callers import SignedIn, current_trail, keyed_hash, remember, signed_in
from app.accounts.delays import Counted, count_attempt, forget
from app.accounts.devices import devices_of, get_own_device, is_usable, revoke_device
from app.accounts.login import FREE_PER_LOGIN, switch_organisation
from app.accounts.model import UserAccount
from app.accounts.passwords import is_right
from app.accounts.people import memberships_of, set_password
from app.accounts.sessions import end_session, renew_session
from app.db import reading, transaction
from app.policy import ROLES, screen
from app.refusals import TokenMissing
from app.web.screens import blueprint, forget_device, go_to, page, refused
from app.web.words import different_words, wrong_password_words

LONGEST_PASSWORD = 200


@blueprint.get("/account")
@screen(*ROLES)
def show_account() -> Response:
    """Who is logged in, on which devices, as what."""
    person = _person()
    with reading() as session:
        devices = devices_of(session, person.actor.id, bound_to=person.bound_to)
        others = [] if person.bound_to else memberships_of(session, person.actor.id)
    return page("account.html", devices=devices, is_usable=is_usable, memberships=others)


@blueprint.post("/account/devices/<uuid:device_id>/revocation")
@screen(*ROLES)
def revoke_own_device(device_id: uuid.UUID) -> Response:
    """Lose one's own phone, or log out of this one for good."""
    person = _person()
    with transaction() as session:
        device = get_own_device(session, person.actor.id, device_id, bound_to=person.bound_to)
        revoke_device(session, current_trail(), device)
    response = go_to("web.show_account", done="device-removed")
    return forget_device(response) if person.row.device_id == device_id else response


@blueprint.post("/account/organisations/<uuid:organisation_id>")
@screen(*ROLES)
def switch(organisation_id: uuid.UUID) -> Response:
    """Act for another organisation of one's own, in a new session."""
    person = _person()
    if person.bound_to is not None:
        raise LoginWrong
    with transaction() as session:
        secret = switch_organisation(session, current_trail(), user_id=person.actor.id, to=organisation_id)
        end_session(session, current_trail(), person.row)
    remember(secret)
    return go_to("web.show_account", done="organisation-changed")


@blueprint.get("/account/password")
@screen(*ROLES)
def ask_password() -> Response:
    return page("password.html")


@blueprint.post("/account/password")
@screen(*ROLES)
def change_password() -> Response:
    """Give oneself a new password; only who knows the old one. Every session ends; this one goes on anew."""
    person = _person()
    old, new, again = (request.form.get(name, "")[:LONGEST_PASSWORD] for name in ("old", "new", "again"))
    if new != again:
        return page("password.html", status=422, problems={"again": different_words()})
    try:
        _prove(person, old)
        secret = _renew(person, new)
    except LoginDelayed as error:
        return refused("password.html", error, at="old")
    except LoginWrong as error:
        return refused("password.html", error, at="old", words=wrong_password_words())
    except (PasswordLength, PasswordCommon) as error:
        return refused("password.html", error, at="new")
    remember(secret)
    return go_to("web.show_account", done="password-changed")


@blueprint.post("/account/sessions/end")
@screen(*ROLES)
def end_other_sessions() -> Response:
    """Log out everywhere else, where a copy of this session's cookie is too."""
    person = _person()
    trail = current_trail()
    with transaction() as session:
        secret = renew_session(session, trail, person.row, everywhere=person.bound_to is None)
        record(session, trail, "other-sessions:ended", subject_id=person.actor.id)
    remember(secret)
    return go_to("web.show_account", done="others-logged-out")


def _prove(person: SignedIn, password: str) -> None:
    """Be sure that it is the person: an attempt is counted like one to log in, and a wrong one recorded.

    Raises:
        LoginDelayed, LoginWrong: too early, or not theirs.
    """
    trail = current_trail()
    with transaction() as session:
        count_attempt(session, [_counted(person)], now=trail.now)
        kept = _user(session.get(UserAccount, person.actor.id)).password_hash
    if is_right(password, kept):
        return
    with transaction() as session:
        record(session, trail, "password:failed", subject_id=person.actor.id)
    raise LoginWrong


def _renew(person: SignedIn, password: str) -> str:
    """Keep the new password and answer the secret of a new session."""
    trail = current_trail()
    with transaction() as session:
        forget(session, _counted(person))
        set_password(session, trail, _user(session.get(UserAccount, person.actor.id)), password)
        return renew_session(session, trail, person.row, everywhere=True)


def _counted(person: SignedIn) -> Counted:
    return Counted(keyed_hash(f"own password {person.actor.id}"), FREE_PER_LOGIN)


def _person() -> SignedIn:
    person = signed_in()
    if person is None:
        raise TokenMissing
    return person


def _user(found: UserAccount | None) -> UserAccount:
    if found is None:
        raise TokenMissing
    return found
