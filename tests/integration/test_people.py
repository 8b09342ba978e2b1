"""People, their roles and tokens, on both databases: what is refused, and what ends with what."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.account_refusals import (
    DeviceUnknown,
    FieldNotAllowed,
    HouseholdOfFarmersOnly,
    InvitationGone,
    LastManager,
    LoginNameInvalid,
    LoginNeeded,
    LoginTaken,
)
from app.accounts.invitations import look_at
from app.accounts.leaving import disable_user, remove_member
from app.accounts.login import begin_password, begin_pin, finish
from app.accounts.model import ApiToken, UserAccount
from app.accounts.people import (
    add_user,
    change_member,
    deciders,
    join,
    memberships_of,
    person_behind,
)
from app.accounts.service import check_scopes, revoke
from app.accounts.sessions import IDLE, find_session
from app.accounts.touch import touch
from app.db import db, transaction
from batches.errors import NotFound
from batches.organisations.errors import PhoneInvalid
from batches.organisations.model import Organisation
from tests.builders import (
    make_actor,
    make_device,
    make_invitation,
    make_organisation,
    make_session,
    make_token,
    make_trail,
    make_user,
)
from tests.conftest import NOW
from tests.integration.conftest import names_of_events


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, LoginNeeded),
        ({"login_name": "", "phone": ""}, LoginNeeded),
        ({"login_name": "12345"}, LoginNameInvalid),
        ({"login_name": "hoa", "phone": "12345"}, PhoneInvalid),
        ({"login_name": "QUAN-LY"}, LoginTaken),
        ({"phone": "+84 912 345 678"}, LoginTaken),
    ],
)
def test_a_person_needs_a_login_of_their_own(
    session: Session, organisation: Organisation, given: dict[str, Any], refusal: type[Exception]
) -> None:
    """Right in form, and nobody's in any spelling."""
    make_user(session, organisation, login_name="quan-ly", phone="0912345678")

    with pytest.raises(refusal):
        add_user(session, make_trail(), name="Hoa", **given)


def test_a_household_is_a_farmers(session: Session, organisation: Organisation) -> None:
    """It goes with the role, and comes back with it."""
    manager = make_actor(organisation)
    make_user(session, organisation)
    farmer = make_user(session, organisation, role="farmer", household_code="H-01")
    with pytest.raises(HouseholdOfFarmersOnly):
        make_user(session, organisation, role="packer", household_code="H-01")
    with pytest.raises(HouseholdOfFarmersOnly):
        change_member(session, manager, make_trail(), farmer.id, role="packer", household_code="H-01")

    member = change_member(session, manager, make_trail(), farmer.id, role="packer")

    assert (member.role, member.household_code) == ("packer", None)


def test_a_new_role_ends_the_sessions_of_the_old(session: Session, organisation: Organisation) -> None:
    """The same role again ends nothing."""
    manager = make_actor(organisation)
    user = make_user(session, organisation, role="packer")
    secret = make_session(session, user)

    change_member(session, manager, make_trail(), user.id, role="packer")
    assert find_session(session, secret, now=NOW) is not None

    change_member(session, manager, make_trail(), user.id, role="viewer")
    session.expire_all()
    assert find_session(session, secret, now=NOW) is None


def test_an_organisation_keeps_a_manager(session: Session, organisation: Organisation) -> None:
    """The last one, disabled ones not counted, is neither removed nor given another role."""
    manager = make_actor(organisation)
    first, second = make_user(session, organisation), make_user(session, organisation)
    assert deciders(session, organisation.id) == {first.id, second.id}
    disable_user(session, make_trail(), second)

    with pytest.raises(LastManager):
        remove_member(session, manager, make_trail(), first.id)
    with pytest.raises(LastManager):
        change_member(session, manager, make_trail(), first.id, role="viewer")
    assert deciders(session, organisation.id) == {first.id}


def test_who_is_removed_is_out_everywhere(session: Session, organisation: Organisation) -> None:
    """Session, device and open card end; another organisation's stay; who comes back begins anew."""
    other = make_organisation(session)
    make_user(session, organisation)
    user = make_user(session, organisation, role="packer")
    enrolled, secret = make_device(session, user), make_session(session, user)
    _, code = make_invitation(session, user)
    member = join(session, make_trail(), user=user, organisation=other, role="viewer")

    remove_member(session, make_actor(organisation), make_trail(), user.id)
    session.expire_all()

    assert find_session(session, secret, now=NOW) is None
    with pytest.raises(DeviceUnknown):
        begin_pin(session, make_trail(), device_secret=enrolled.secret)
    with pytest.raises(InvitationGone):
        look_at(session, code, now=NOW)
    with pytest.raises(NotFound):
        remove_member(session, make_actor(organisation), make_trail(), user.id)
    assert [found.id for found in memberships_of(session, user.id)] == [member.id]
    again = join(session, make_trail(), user=user, organisation=organisation, role="viewer")
    assert (again.role, again.ended_at) == ("viewer", None)


def test_who_is_disabled_is_out_of_all(session: Session, organisation: Organisation) -> None:
    """No session, no card, no right password; the failure looks like any other."""
    user = make_user(session, organisation, login_name="hoa")
    secret = make_session(session, user)
    _, code = make_invitation(session, user)

    disable_user(session, make_trail(), user)
    session.expire_all()

    assert find_session(session, secret, now=NOW) is None
    with pytest.raises(InvitationGone):
        look_at(session, code, now=NOW)
    attempt = begin_password(
        session, make_trail(), login="hoa", address="a", login_subject="l", device_secret=None
    )
    assert attempt.kept is None


def test_a_membership_that_ended_lets_nobody_log_in(session: Session, organisation: Organisation) -> None:
    """The password is right, and there is nothing to be logged in to."""
    make_user(session, organisation)
    user = make_user(session, organisation, login_name="hoa")
    remove_member(session, make_actor(organisation), make_trail(), user.id)

    attempt = begin_password(
        session, make_trail(), login="hoa", address="a", login_subject="l", device_secret=None
    )

    assert finish(session, make_trail(), attempt, right=True) is None
    assert names_of_events(session)[-1] == "password:failed"


def test_a_token_hands_on_no_more_than_its_maker_has(session: Session, organisation: Organisation) -> None:
    """Nor does it hide who made it; a revoked one stays as it is."""
    reader = make_actor(organisation, scopes=frozenset({"batch:read"}))
    check_scopes(reader, ["batch:read"])
    with pytest.raises(FieldNotAllowed):
        check_scopes(reader, ["batch:read", "batch:write"])

    user = make_user(session, organisation)
    make_token(session, organisation)
    row = session.scalars(select(ApiToken)).one()
    assert person_behind(session, row.id) == row.id
    row.created_by = user.id
    assert person_behind(session, row.id) == user.id
    revoke(session, make_trail(), row)
    revoke(session, make_trail(now=NOW + IDLE), row)
    assert row.revoked_at == NOW


def test_using_a_token_waits_for_no_lock(app: Flask) -> None:
    """While another writes, the note is left out; afterwards it is made."""
    with app.app_context():
        with transaction() as session:
            make_token(session, make_organisation(session))
        with transaction() as session:
            row = session.scalars(select(ApiToken).with_for_update()).one()
            row.name = "busy"
            session.flush()
            assert not touch(db.engine, ApiToken.last_used_at, row.id, NOW)
            row_id = row.id
        assert touch(db.engine, ApiToken.last_used_at, row_id, NOW)
        with transaction() as session:
            assert session.scalar(select(func.count()).where(ApiToken.last_used_at == NOW)) == 1
            assert session.scalar(select(func.count(UserAccount.id))) == 0
