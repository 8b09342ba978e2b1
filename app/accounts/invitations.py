"""Use cases of invitations: a card whose code enrols one device once, and sets the PIN that opens it later.

Looking at a card changes nothing: messengers open links to show a preview. The code is 130 random bits.
"""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.account_refusals import InvitationGone
from app.accounts.audit import Trail, record
from app.accounts.model import Device, Invitation, Membership
from app.accounts.passwords import check_pin, hash_secret
from app.accounts.people import get_member
from app.accounts.sessions import end_sessions, secret_hash
from batches.actors import Actor
from batches.errors import NotFound
from batches.paging import Page, Wanted, read_page

VALID_FOR = timedelta(days=7)
CODE_LENGTH = 26


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolled:
    """A device that was just enrolled, and the secret for its cookie, which is kept nowhere else."""

    device: Device
    secret: str


def invite(
    session: Session,
    actor: Actor,
    trail: Trail,
    *,
    user_id: uuid.UUID,
    draw: Callable[[int], str],
) -> tuple[Invitation, str]:
    """Make an invitation for a person of the actor's organisation; answers its code, to be shown once.

    Args:
        draw: that many random Crockford characters.

    Raises:
        NotFound: the person is not of the actor's organisation.
    """
    return invite_member(session, trail, get_member(session, actor, user_id), draw=draw)


def invite_member(
    session: Session, trail: Trail, member: Membership, *, draw: Callable[[int], str]
) -> tuple[Invitation, str]:
    """The same for a membership that was found before."""
    code = draw(CODE_LENGTH)
    invitation = Invitation(
        membership=member,
        code_hash=secret_hash(code),
        created_at=trail.now,
        created_by=trail.actor_id or member.user_id,
        expires_at=trail.now + VALID_FOR,
        redeemed_at=None,
        withdrawn_at=None,
        updated_at=trail.now,
    )
    session.add(invitation)
    session.flush()
    record(
        session,
        trail,
        "invitation:created",
        subject_id=invitation.id,
        organisation_id=member.organisation_id,
    )
    return invitation, code


def look_at(session: Session, code: str, *, now: datetime, lock: bool = False) -> Invitation:
    """The invitation of a card, while it can be redeemed.

    Raises:
        InvitationGone: it cannot, for whatever reason.
    """
    statement = select(Invitation).where(Invitation.code_hash == secret_hash(code))
    found = session.scalar(statement.with_for_update(of=Invitation) if lock else statement)
    if found is None or found.redeemed_at is not None or found.withdrawn_at is not None:
        raise InvitationGone
    if now >= found.expires_at or found.membership.ended_at is not None:
        raise InvitationGone
    if found.membership.user.disabled_at is not None:
        raise InvitationGone
    return found


def redeem(
    session: Session, trail: Trail, code: str, *, pin: str, kind: str, replaced: str | None = None
) -> Enrolled:
    """Enrol the device that holds the card.

    Args:
        kind: what the browser says that it is.
        replaced: the secret that the browser held; the same person's device of it is revoked.

    Raises:
        InvitationGone: the card is of no more use.
        PinForm, PinCommon: the PIN is not taken; the card still is.
    """
    checked = check_pin(pin)
    invitation = look_at(session, code, now=trail.now, lock=True)
    member = invitation.membership
    invitation.redeemed_at = invitation.updated_at = trail.now
    if replaced is not None:
        _replace(session, trail, secret_hash(replaced), member.user_id)
    secret = secrets.token_urlsafe(32)
    device = Device(
        membership=member,
        kind=kind,
        secret_hash=secret_hash(secret),
        pin_hash=hash_secret(checked),
        wrong_pins=0,
        enrolled_at=trail.now,
        last_used_at=trail.now,
        revoked_at=None,
        updated_at=trail.now,
    )
    session.add(device)
    session.flush()
    record(
        session,
        trail,
        "device:enrolled",
        subject_id=device.id,
        organisation_id=member.organisation_id,
        actor_id=member.user_id,
    )
    return Enrolled(device=device, secret=secret)


def list_invitations(session: Session, actor: Actor, wanted: Wanted) -> Page[Invitation]:
    """The invitations of the actor's organisation."""
    own = (
        select(Invitation)
        .join(Membership, Membership.id == Invitation.membership_id)
        .where(Membership.organisation_id == actor.organisation_id)
    )
    return read_page(session, own, wanted, key=Invitation.id, updated_at=Invitation.updated_at)


def get_invitation(session: Session, actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """An invitation of the actor's organisation.

    Raises:
        NotFound: missing, or another organisation's.
    """
    found = session.get(Invitation, invitation_id)
    if found is None or found.membership.organisation_id != actor.organisation_id:
        raise NotFound(what="invitation", id=invitation_id)
    return found


def withdraw(session: Session, actor: Actor, trail: Trail, invitation_id: uuid.UUID) -> None:
    """Make a card useless; one that is so already stays as it is.

    Raises:
        NotFound: missing, or another organisation's.
    """
    invitation = get_invitation(session, actor, invitation_id)
    if invitation.redeemed_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = invitation.updated_at = trail.now
        record(session, trail, "invitation:withdrawn", subject_id=invitation.id)


def state_of(invitation: Invitation, *, now: datetime) -> str:
    """`open`, `redeemed`, `withdrawn` or `expired`."""
    if invitation.redeemed_at is not None:
        return "redeemed"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if now >= invitation.expires_at else "open"


def _replace(session: Session, trail: Trail, held_hash: str, user_id: uuid.UUID) -> None:
    """A browser holds one secret: the device that it was before can be reached by nobody any more."""
    held = session.scalar(select(Device).where(Device.secret_hash == held_hash))
    if held is None or held.membership.user_id != user_id or held.revoked_at is not None:
        return
    session.execute(
        update(Device).where(Device.id == held.id).values(revoked_at=trail.now, updated_at=trail.now)
    )
    end_sessions(session, device_id=held.id, now=trail.now)
    organisation_id = held.membership.organisation_id
    record(session, trail, "device:replaced", subject_id=held.id, organisation_id=organisation_id)
