"""Sessions of people at screens: rows that can be ended, found by the hash of what the cookie holds."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.audit import Trail, record
from app.accounts.model import Device, LoginSession, Membership

IDLE = timedelta(hours=12)  # a working day in the packing house
LONGEST = timedelta(days=7)


def secret_hash(secret: str) -> str:
    """What is kept of a secret of 128 random bits or more."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def start_session(
    session: Session,
    trail: Trail,
    *,
    user_id: uuid.UUID,
    membership: Membership | None,
    device_id: uuid.UUID | None = None,
) -> str:
    """Let a person in and answer the secret of their cookie, which is kept nowhere else."""
    secret = secrets.token_urlsafe(32)
    row = LoginSession(
        secret_hash=secret_hash(secret),
        user_id=user_id,
        membership_id=membership.id if membership else None,
        device_id=device_id,
        created_at=trail.now,
        last_seen_at=trail.now,
        ended_at=None,
    )
    session.add(row)
    session.flush()
    organisation_id = membership.organisation_id if membership else None
    record(
        session,
        trail,
        "session:created",
        subject_id=row.id,
        organisation_id=organisation_id,
        actor_id=user_id,
    )
    return secret


def find_session(session: Session, secret: str, *, now: datetime) -> LoginSession | None:
    """The session of a cookie, while it lives: not ended, idle or old, its person, device and role still there."""
    statement = select(LoginSession, Device.revoked_at).outerjoin(Device, Device.id == LoginSession.device_id)
    found = session.execute(statement.where(LoginSession.secret_hash == secret_hash(secret))).one_or_none()
    if found is None or found[1] is not None:
        return None
    row = found[0]
    if row.ended_at is not None or row.user.disabled_at is not None:
        return None
    if now - row.last_seen_at >= IDLE or now - row.created_at >= LONGEST:
        return None
    if row.membership is None:
        return row if row.user.is_operator else None
    return row if row.membership.ended_at is None else None


def end_session(session: Session, trail: Trail, row: LoginSession) -> None:
    """Log out."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == row.id, LoginSession.ended_at.is_(None))
        .values(ended_at=trail.now)
    )
    organisation_id = row.membership.organisation_id if row.membership else None
    record(session, trail, "session:ended", subject_id=row.id, organisation_id=organisation_id)


def renew_session(session: Session, trail: Trail, row: LoginSession, *, everywhere: bool) -> str:
    """End a session and go on in a new one; answers its secret. A copy of the old cookie is worth nothing then.

    Args:
        everywhere: end those of the person's other organisations too.
    """
    membership_id = None if everywhere else row.membership_id
    end_sessions(session, user_id=row.user_id, membership_id=membership_id, now=trail.now)
    return start_session(
        session, trail, user_id=row.user_id, membership=row.membership, device_id=row.device_id
    )


def end_sessions(
    session: Session,
    *,
    now: datetime,
    user_id: uuid.UUID | None = None,
    membership_id: uuid.UUID | None = None,
    device_id: uuid.UUID | None = None,
) -> None:
    """End all sessions of a person, a membership or a device, or of what is all of these, at once."""
    chosen = {
        LoginSession.user_id: user_id,
        LoginSession.membership_id: membership_id,
        LoginSession.device_id: device_id,
    }
    conditions = [column == value for column, value in chosen.items() if value is not None]
    if not conditions:
        raise ValueError("expected a user, a membership or a device whose sessions end")
    session.execute(
        update(LoginSession).where(*conditions, LoginSession.ended_at.is_(None)).values(ended_at=now)
    )


def end_devices(session: Session, *, membership_ids: list[uuid.UUID], now: datetime) -> None:
    """Revoke every device of some memberships; their sessions are ended with the memberships."""
    session.execute(
        update(Device)
        .where(Device.membership_id.in_(membership_ids), Device.revoked_at.is_(None))
        .values(revoked_at=now, updated_at=now)
    )
