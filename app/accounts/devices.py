"""Use cases of enrolled devices: who has which, and taking one away."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.audit import Trail, record
from app.accounts.model import Device, Membership
from app.accounts.sessions import end_sessions, secret_hash
from batches.actors import Actor
from batches.errors import NotFound
from batches.paging import Page, Wanted, read_page

MOST_WRONG_PINS = 10
KINDS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")


def device_kind(user_agent: str) -> str:
    """The kind of device that a browser says it runs on: enough for a manager to tell two apart."""
    return next((kind for kind in KINDS if kind in user_agent), "—")


def is_usable(device: Device) -> bool:
    """Whether a PIN still opens it: not revoked, not tried too often, its person still there."""
    return (
        device.revoked_at is None
        and device.wrong_pins < MOST_WRONG_PINS
        and device.membership.ended_at is None
        and device.membership.user.disabled_at is None
    )


def find_device(session: Session, secret: str | None, *, lock: bool = False) -> Device | None:
    """The usable device of a cookie's secret."""
    if not secret:
        return None
    statement = select(Device).where(Device.secret_hash == secret_hash(secret))
    device = session.scalar(statement.with_for_update(of=Device) if lock else statement)
    return device if device is not None and is_usable(device) else None


def list_devices(session: Session, actor: Actor, wanted: Wanted) -> Page[Device]:
    """The devices enrolled for the actor's organisation."""
    own = (
        select(Device)
        .join(Membership, Membership.id == Device.membership_id)
        .where(Membership.organisation_id == actor.organisation_id)
    )
    return read_page(session, own, wanted, key=Device.id, updated_at=Device.updated_at)


def devices_of(
    session: Session, user_id: uuid.UUID, *, bound_to: uuid.UUID | None = None
) -> Sequence[Device]:
    """A person's own devices that are not revoked, the newest first; of one membership, for who is bound to it."""
    statement = (
        select(Device)
        .join(Membership, Membership.id == Device.membership_id)
        .where(Membership.user_id == user_id, Device.revoked_at.is_(None))
    )
    if bound_to is not None:
        statement = statement.where(Membership.id == bound_to)
    return session.scalars(statement.order_by(Device.id.desc())).all()


def get_device(session: Session, actor: Actor, device_id: uuid.UUID) -> Device:
    """A device of the actor's organisation.

    Raises:
        NotFound: missing, or another organisation's.
    """
    device = session.get(Device, device_id)
    if device is None or device.membership.organisation_id != actor.organisation_id:
        raise NotFound(what="device", id=device_id)
    return device


def get_own_device(
    session: Session, user_id: uuid.UUID, device_id: uuid.UUID, *, bound_to: uuid.UUID | None = None
) -> Device:
    """One of a person's own devices; of one membership, for who is bound to it.

    Raises:
        NotFound: missing, another person's, or another membership's.
    """
    device = session.get(Device, device_id)
    if device is None or device.membership.user_id != user_id:
        raise NotFound(what="device", id=device_id)
    if bound_to not in (None, device.membership_id):
        raise NotFound(what="device", id=device_id)
    return device


def revoke_device(session: Session, trail: Trail, device: Device) -> None:
    """Let a PIN open a device no more, and end its sessions; a revoked one stays as it is."""
    if device.revoked_at is not None:
        return
    device.revoked_at = device.updated_at = trail.now
    session.flush()
    end_sessions(session, device_id=device.id, now=trail.now)
    organisation_id = device.membership.organisation_id
    record(session, trail, "device:revoked", subject_id=device.id, organisation_id=organisation_id)
