"""Use cases of people: enter them, give them a role in an organisation, change it. Callers own the transaction."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.account_refusals import (
    HouseholdOfFarmersOnly,
    LastManager,
    LoginNameInvalid,
    LoginNeeded,
    LoginTaken,
)
from app.accounts.audit import Trail, record
from app.accounts.model import ApiToken, Membership, UserAccount
from app.accounts.names import normalise_login, normalise_login_name
from app.accounts.passwords import check_password, hash_secret
from app.accounts.service import revoke_made_by
from app.accounts.sessions import end_sessions
from batches.actors import Actor
from batches.errors import NotFound
from batches.organisations.errors import PhoneInvalid
from batches.organisations.model import Organisation
from batches.organisations.phones import normalise_phone
from batches.paging import Page, Wanted, read_page


def add_user(
    session: Session,
    trail: Trail,
    *,
    name: str,
    login_name: str | None = None,
    phone: str | None = None,
    password: str | None = None,
    is_operator: bool = False,
) -> UserAccount:
    """Enter a person.

    Raises:
        LoginNeeded, LoginNameInvalid, PhoneInvalid, LoginTaken: what they log in with.
        PasswordLength, PasswordCommon: their password.
    """
    login_name, phone = _checked_logins(login_name, phone)
    taken = select(UserAccount.id).where(_has_login(login_name, phone))
    if session.scalar(taken) is not None:
        raise LoginTaken
    checked = None if password is None else check_password(password, of=(login_name, phone, name))
    user = UserAccount(
        name=name,
        login_name=login_name,
        phone=phone,
        password_hash=hash_secret(checked) if checked is not None else None,
        is_operator=is_operator,
        created_at=trail.now,
        disabled_at=None,
    )
    session.add(user)
    session.flush()
    record(session, trail, "user:created", subject_id=user.id)
    return user


def find_user(session: Session, login: str) -> UserAccount | None:
    """The person with a login name or phone number, in any spelling."""
    normal = normalise_login(login)
    return session.scalar(select(UserAccount).where(_has_login(normal, normal))) if normal else None


def join(
    session: Session,
    trail: Trail,
    *,
    user: UserAccount,
    organisation: Organisation,
    role: str,
    household_code: str | None = None,
) -> Membership:
    """Give a person a role in an organisation; who was there before comes back.

    Raises:
        HouseholdOfFarmersOnly: a household for another role.
    """
    _check_household(role, household_code)
    member = session.scalar(
        select(Membership).where(Membership.user_id == user.id, Membership.organisation_id == organisation.id)
    )
    if member is None:
        member = Membership(user=user, organisation=organisation, created_at=trail.now)
        session.add(member)
    elif role != "manager":
        revoke_made_by(session, trail, user.id, organisation_id=organisation.id)
    member.role, member.household_code = role, household_code
    member.updated_at, member.ended_at = trail.now, None
    session.flush()
    record(session, trail, "membership:created", subject_id=user.id, organisation_id=organisation.id)
    return member


def list_members(session: Session, actor: Actor, wanted: Wanted) -> Page[Membership]:
    """The people of the actor's organisation."""
    own = select(Membership).where(
        Membership.organisation_id == actor.organisation_id, Membership.ended_at.is_(None)
    )
    return read_page(session, own, wanted, key=Membership.id, updated_at=Membership.updated_at)


def get_member(session: Session, actor: Actor, user_id: uuid.UUID) -> Membership:
    """A person of the actor's organisation.

    Raises:
        NotFound: missing, or another organisation's.
    """
    member = session.scalar(
        select(Membership).where(
            Membership.user_id == user_id,
            Membership.organisation_id == actor.organisation_id,
            Membership.ended_at.is_(None),
        )
    )
    if member is None:
        raise NotFound(what="user", id=user_id)
    return member


def change_member(
    session: Session, actor: Actor, trail: Trail, user_id: uuid.UUID, **changes: str | None
) -> Membership:
    """Change a person's role or household; the sessions of the old role end, and the tokens of a manager.

    Raises:
        NotFound: not of the actor's organisation.
        HouseholdOfFarmersOnly, LastManager: the change itself.
    """
    member = get_member(session, actor, user_id)
    role = changes.get("role") or member.role
    given = "household_code" in changes
    household_code = changes["household_code"] if given else member.household_code
    if not given and role != "farmer":
        household_code = None
    _check_household(role, household_code)
    if (role, household_code) == (member.role, member.household_code):
        return member
    if role != "manager":
        keep_a_manager(session, member)
    member.role, member.household_code, member.updated_at = role, household_code, trail.now
    end_sessions(session, membership_id=member.id, now=trail.now)
    if role != "manager":
        revoke_made_by(session, trail, user_id, organisation_id=member.organisation_id)
    record(session, trail, "membership:changed", subject_id=user_id, organisation_id=member.organisation_id)
    return member


def set_password(session: Session, trail: Trail, user: UserAccount, password: str) -> None:
    """Give a person a new password; every session ends.

    Raises:
        PasswordLength, PasswordCommon: it is not taken.
    """
    checked = check_password(password, of=(user.login_name, user.phone, user.name))
    user.password_hash = hash_secret(checked)
    session.flush()
    end_sessions(session, user_id=user.id, now=trail.now)
    record(session, trail, "password:changed", subject_id=user.id)


def memberships_of(session: Session, user_id: uuid.UUID) -> Sequence[Membership]:
    """A person's roles, the oldest first."""
    statement = select(Membership).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    return session.scalars(statement.order_by(Membership.id)).all()


def deciders(session: Session, organisation_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
    """The people who may decide for an organisation: its managers."""
    return frozenset(member.user_id for member in session.scalars(_managers(organisation_id)))


def person_behind(session: Session, actor_id: uuid.UUID) -> uuid.UUID:
    """Who acts through a token: the person who made it, so that nobody approves their own request by one."""
    made_by = session.scalar(select(ApiToken.created_by).where(ApiToken.id == actor_id))
    return made_by or actor_id


def keep_a_manager(session: Session, member: Membership) -> None:
    """Refuse to leave an organisation without one; two managers who remove each other wait for each other."""
    managers = session.scalars(_managers(member.organisation_id).with_for_update(of=Membership)).all()
    if [found.id for found in managers] == [member.id]:
        raise LastManager


def _managers(organisation_id: uuid.UUID | None) -> Select[Membership]:
    return (
        select(Membership)
        .join(UserAccount, UserAccount.id == Membership.user_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == "manager",
            Membership.ended_at.is_(None),
            UserAccount.disabled_at.is_(None),
        )
    )


def _checked_logins(login_name: str | None, phone: str | None) -> tuple[str | None, str | None]:
    if not login_name and not phone:
        raise LoginNeeded
    normal_name = normalise_login_name(login_name) if login_name else None
    normal_phone = normalise_phone(phone) if phone else None
    if login_name and normal_name is None:
        raise LoginNameInvalid(pointer="/login_name")
    if phone and normal_phone is None:
        raise PhoneInvalid(pointer="/phone")
    return normal_name, normal_phone


def _has_login(login_name: str | None, phone: str | None) -> ColumnElement[bool]:
    return or_(UserAccount.login_name == (login_name or ""), UserAccount.phone == (phone or ""))


def _check_household(role: str, household_code: str | None) -> None:
    if household_code is not None and role != "farmer":
        raise HouseholdOfFarmersOnly(role=role, pointer="/household_code")
