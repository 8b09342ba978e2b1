"""Use cases of people who leave: an organisation, or the service. Whatever let them in ends at once."""

import uuid

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.audit import Trail, record
from app.accounts.model import Invitation, UserAccount
from app.accounts.people import get_member, keep_a_manager, memberships_of
from app.accounts.service import revoke_made_by
from app.accounts.sessions import end_devices, end_sessions
from batches.actors import Actor


def remove_member(session: Session, actor: Actor, trail: Trail, user_id: uuid.UUID) -> None:
    """Take a person's role away: its sessions, devices and invitations end, and the tokens that they made.

    Raises:
        NotFound: not of the actor's organisation.
        LastManager: nobody would be left to manage it.
    """
    member = get_member(session, actor, user_id)
    keep_a_manager(session, member)
    member.ended_at = member.updated_at = trail.now
    _close_doors(session, trail, [member.id])
    revoke_made_by(session, trail, user_id, organisation_id=member.organisation_id)
    record(session, trail, "membership:ended", subject_id=user_id, organisation_id=member.organisation_id)


def disable_user(session: Session, trail: Trail, user: UserAccount) -> None:
    """Let a person in nowhere any more; only the operator does this."""
    user.disabled_at = user.disabled_at or trail.now
    session.flush()
    _close_doors(session, trail, [member.id for member in memberships_of(session, user.id)])
    end_sessions(session, user_id=user.id, now=trail.now)
    revoke_made_by(session, trail, user.id)
    record(session, trail, "user:disabled", subject_id=user.id)


def _close_doors(session: Session, trail: Trail, membership_ids: list[uuid.UUID]) -> None:
    """End what lets someone in by these memberships."""
    for membership_id in membership_ids:
        end_sessions(session, membership_id=membership_id, now=trail.now)
    end_devices(session, membership_ids=membership_ids, now=trail.now)
    session.execute(
        update(Invitation)
        .where(
            Invitation.membership_id.in_(membership_ids),
            Invitation.redeemed_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=trail.now, updated_at=trail.now)
    )
