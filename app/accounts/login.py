"""Logging in: by password on any device, by PIN on an enrolled one.

Three steps, so that the slow look at a secret holds no lock: `begin_…` counts the attempt as failed, the
`Attempt` tells whether its secret is right, `finish` lets the person in or records the failure. Unknown people
take the same steps with the same work.
"""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.account_refusals import DeviceUnknown, LoginWrong
from app.accounts.audit import Trail, record
from app.accounts.delays import Counted, count_attempt, forgive
from app.accounts.devices import MOST_WRONG_PINS, find_device
from app.accounts.model import Device, Membership, UserAccount
from app.accounts.passwords import is_right
from app.accounts.people import find_user, memberships_of
from app.accounts.sessions import start_session
from app.metrics import metrics

NOBODY = uuid.UUID(int=0)  # is looked up as somebody is
FREE_PER_LOGIN = 5
FREE_PER_ADDRESS = 20  # an office or a phone company shares one


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """An attempt that is counted already.

    Attributes:
        kind: `password` or `pin`.
        user_id: whose it is; None when nobody is known by that log-in.
        kept: the hash that the secret must have.
        counted: what it was counted for: address first, then log-in; empty on an enrolled device.
        device_id: the enrolled device that it was made on.
    """

    kind: str
    user_id: uuid.UUID | None
    kept: str | None
    counted: tuple[Counted, ...]
    device_id: uuid.UUID | None

    def is_right(self, secret: str) -> bool:
        """Whether the secret is right; takes as long when nobody is known."""
        return is_right(secret, self.kept)


def begin_password(
    session: Session, trail: Trail, *, login: str, address: str, login_subject: str, device_secret: str | None
) -> Attempt:
    """Count an attempt by password.

    Args:
        address: keyed hash of where it comes from.
        login_subject: keyed hash of the normalised log-in.
        device_secret: of the browser's cookie: the person's own device waits for nobody's failures.

    Raises:
        LoginDelayed: it comes too early.
    """
    user = find_user(session, login)
    device = find_device(session, device_secret, lock=True)
    own = device if device is not None and user is not None and device.membership.user_id == user.id else None
    counted: tuple[Counted, ...] = (
        Counted(address, FREE_PER_ADDRESS),
        Counted(login_subject, FREE_PER_LOGIN),
    )
    if own is not None:
        own.wrong_pins += 1
        counted = ()
    else:
        count_attempt(session, counted, now=trail.now)
    session.flush()
    is_known = user is not None and user.disabled_at is None
    return Attempt(
        kind="password",
        user_id=user.id if user is not None else None,
        kept=user.password_hash if user is not None and is_known else None,
        counted=counted,
        device_id=own.id if own is not None else None,
    )


def begin_pin(session: Session, trail: Trail, *, device_secret: str | None) -> Attempt:
    """Count an attempt by PIN on an enrolled device.

    Raises:
        DeviceUnknown: it is not enrolled, or no more.
    """
    device = find_device(session, device_secret, lock=True)
    if device is None:
        raise DeviceUnknown
    device.wrong_pins += 1
    device.updated_at = trail.now
    session.flush()
    return Attempt(
        kind="pin", user_id=device.membership.user_id, kept=device.pin_hash, counted=(), device_id=device.id
    )


def finish(session: Session, trail: Trail, attempt: Attempt, *, right: bool) -> str | None:
    """Let the person in and answer the secret of their session, or record the failure and answer None."""
    device = session.get(Device, attempt.device_id) if attempt.device_id else None
    user = session.get(UserAccount, attempt.user_id or NOBODY)
    if not right or user is None or not _is_still_kept(attempt, user, device):
        _record_failure(session, trail, attempt, device)
        return None
    _forgive(session, trail, attempt, device)
    by_pin = attempt.kind == "pin"
    member = _chosen(session, user.id, device if by_pin else None)
    if member is None and not user.is_operator:
        _record_failure(session, trail, attempt, device)
        return None
    return start_session(
        session,
        trail,
        user_id=user.id,
        membership=member,
        device_id=device.id if device is not None and by_pin else None,
    )


def switch_organisation(session: Session, trail: Trail, *, user_id: uuid.UUID, to: uuid.UUID) -> str:
    """A new session of the same person as a member of another organisation of theirs.

    Only for sessions by password: a manager could make a card for someone's account and set its PIN, and
    must not reach the other organisations of that person.

    Raises:
        LoginWrong: they have no such membership.
    """
    member = next((found for found in memberships_of(session, user_id) if found.organisation_id == to), None)
    if member is None:
        raise LoginWrong
    return start_session(session, trail, user_id=user_id, membership=member)


def _is_still_kept(attempt: Attempt, user: UserAccount, device: Device | None) -> bool:
    """Whether the secret is still the one to know: much can happen while it is being compared."""
    if user.disabled_at is not None:
        return False
    if attempt.kind == "pin":
        return device is not None and device.revoked_at is None and device.pin_hash == attempt.kept
    return user.password_hash == attempt.kept


def _chosen(session: Session, user_id: uuid.UUID, device: Device | None) -> Membership | None:
    if device is not None:
        return device.membership
    return next(iter(memberships_of(session, user_id)), None)


def _forgive(session: Session, trail: Trail, attempt: Attempt, device: Device | None) -> None:
    """A right secret: the failures of the log-in were its owner's, those of the address may be anyone's."""
    if device is not None:
        device.wrong_pins = 0
        device.last_used_at = trail.now
        session.flush()
    if attempt.counted:
        address, login = attempt.counted
        forgive(session, address=address, login=login, now=trail.now)


def _record_failure(session: Session, trail: Trail, attempt: Attempt, device: Device | None) -> None:
    member = device.membership if device is not None else None
    if member is None:
        member = _chosen(session, attempt.user_id or NOBODY, None)
    organisation_id = member.organisation_id if member is not None else None
    subject_id = device.id if device is not None else attempt.user_id
    record(session, trail, f"{attempt.kind}:failed", subject_id=subject_id, organisation_id=organisation_id)
    metrics().failed_logins.labels(attempt.kind).inc()
    if device is not None and device.wrong_pins >= MOST_WRONG_PINS:
        record(session, trail, "device:locked", subject_id=device.id, organisation_id=organisation_id)
