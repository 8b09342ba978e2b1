"""Sessions, cards, devices and waits, on both databases: what lets a person in, and what does no more."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.account_refusals import (
    InvitationGone,
    LoginDelayed,
    LoginWrong,
)
from app.accounts.delays import FORGOTTEN_AFTER, Counted, count_attempt
from app.accounts.devices import get_own_device, revoke_device
from app.accounts.invitations import get_invitation, redeem, state_of, withdraw
from app.accounts.login import FREE_PER_LOGIN, begin_password, switch_organisation
from app.accounts.model import FailedLogin, Invitation
from app.accounts.people import (
    join,
    set_password,
)
from app.accounts.sessions import IDLE, LONGEST, end_sessions, find_session
from batches.errors import NotFound
from batches.organisations.model import Organisation
from tests.builders import (
    PIN,
    make_actor,
    make_device,
    make_invitation,
    make_organisation,
    make_session,
    make_trail,
    make_user,
)
from tests.conftest import NOW
from tests.integration.conftest import names_of_events


def test_a_new_password_ends_all_sessions(session: Session, organisation: Organisation) -> None:
    """A copied cookie is worth nothing then; who asked goes on in a session of its own."""
    user = make_user(session, organisation)
    secrets = [make_session(session, user), make_session(session, user)]

    set_password(session, make_trail(), user, "mot mat khau moi 82")
    session.expire_all()

    assert [find_session(session, secret, now=NOW) for secret in secrets] == [None, None]


def test_sessions_end_of_rest_and_of_age(session: Session, organisation: Organisation) -> None:
    """Twelve hours unused, a week in all; an operator who is one no more is out, too."""
    user = make_user(session, organisation)
    secret = make_session(session, user)
    operator = make_user(session, None)
    theirs = make_session(session, operator)

    assert find_session(session, secret, now=NOW + IDLE - timedelta(seconds=1)) is not None
    assert find_session(session, secret, now=NOW + IDLE) is None
    row = find_session(session, secret, now=NOW)
    assert row is not None
    row.last_seen_at = NOW + LONGEST
    assert find_session(session, secret, now=NOW + LONGEST) is None
    assert find_session(session, theirs, now=NOW) is not None
    operator.is_operator = False
    assert find_session(session, theirs, now=NOW) is None


def test_all_sessions_of_nobody_cannot_end(session: Session) -> None:
    """A call that forgets whose would log out everyone."""
    with pytest.raises(ValueError, match="expected a user"):
        end_sessions(session, now=NOW)


def test_a_revoked_device_stays_revoked(session: Session, organisation: Organisation) -> None:
    """Its sessions end; twice is once; another person's device is as missing."""
    user = make_user(session, organisation)
    device = make_device(session, user).device
    secret = make_session(session, user, device=device)
    with pytest.raises(NotFound):
        get_own_device(session, make_user(session, organisation).id, device.id)
    with pytest.raises(NotFound):
        get_own_device(session, user.id, uuid.uuid4())

    revoke_device(session, make_trail(), get_own_device(session, user.id, device.id))
    revoke_device(session, make_trail(now=NOW + IDLE), device)
    session.expire_all()

    assert device.revoked_at == NOW
    assert find_session(session, secret, now=NOW) is None
    assert names_of_events(session).count("device:revoked") == 1


def test_a_browser_is_one_device_of_a_person(session: Session, organisation: Organisation) -> None:
    """Enrolled again, its former device and the sessions of it end; another person's device stays."""
    user, other = make_user(session, organisation), make_user(session, organisation)
    first = make_device(session, user)
    secret = make_session(session, user, device=first.device)

    make_device(session, other, replaced=first.secret)
    assert first.device.revoked_at is None
    make_device(session, user, replaced=first.secret)
    session.expire_all()

    assert first.device.revoked_at == NOW
    assert find_session(session, secret, now=NOW) is None
    assert names_of_events(session).count("device:replaced") == 1


def test_a_card_is_open_redeemed_withdrawn_or_expired(session: Session, organisation: Organisation) -> None:
    """Only an open one can be redeemed, and only its own organisation withdraws it, once."""
    actor, user = make_actor(organisation), make_user(session, organisation)
    card, code = make_invitation(session, user)
    late = card.expires_at
    assert [state_of(card, now=now) for now in (NOW, late)] == ["open", "expired"]
    with pytest.raises(InvitationGone):
        redeem(session, make_trail(now=late), code, pin=PIN, kind="Android")
    with pytest.raises(NotFound):
        withdraw(session, make_actor(make_organisation(session)), make_trail(), card.id)

    withdraw(session, actor, make_trail(), card.id)
    withdraw(session, actor, make_trail(now=late), card.id)

    assert (state_of(card, now=NOW), card.withdrawn_at) == ("withdrawn", NOW)
    assert names_of_events(session).count("invitation:withdrawn") == 1
    make_device(session, user)
    redeemed = session.scalars(select(Invitation).where(Invitation.redeemed_at.is_not(None))).one()
    withdraw(session, actor, make_trail(), redeemed.id)
    assert state_of(get_invitation(session, actor, redeemed.id), now=NOW) == "redeemed"


def test_nobody_locks_a_person_out_of_their_own_device(session: Session, organisation: Organisation) -> None:
    """Where a stranger must wait, the person's own device does not; it counts its failures itself."""
    user = make_user(session, organisation, login_name="hoa")
    enrolled = make_device(session, user)

    def begin(device_secret: str | None) -> None:
        begin_password(
            session, make_trail(), login="hoa", address="a", login_subject="l", device_secret=device_secret
        )

    for _ in range(FREE_PER_LOGIN):
        begin(None)
    with pytest.raises(LoginDelayed):
        begin(None)
    begin(enrolled.secret)

    assert enrolled.device.wrong_pins == 1


def test_failures_of_the_day_before_are_forgotten(session: Session) -> None:
    """Also in the row that is still there."""
    counted = [Counted("log-in", 1)]
    count_attempt(session, counted, now=NOW)
    with pytest.raises(LoginDelayed):
        count_attempt(session, counted, now=NOW)

    count_attempt(session, counted, now=NOW + FORGOTTEN_AFTER + timedelta(seconds=1))

    assert session.scalars(select(FailedLogin.count)).one() == 1


def test_one_switches_only_to_an_organisation_of_ones_own(
    session: Session, organisation: Organisation
) -> None:
    other = make_organisation(session)
    user = make_user(session, organisation)
    with pytest.raises(LoginWrong):
        switch_organisation(session, make_trail(), user_id=user.id, to=other.id)

    join(session, make_trail(), user=user, organisation=other, role="viewer")
    row = find_session(
        session, switch_organisation(session, make_trail(), user_id=user.id, to=other.id), now=NOW
    )

    assert row is not None
    assert row.membership is not None
    assert row.membership.organisation_id == other.id
