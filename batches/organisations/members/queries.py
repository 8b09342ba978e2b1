"""What consents allow, asked of the database each time: a withdrawal works at once."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.documents.model import Document
from batches.organisations.members.model import Consent, Member
from batches.organisations.members.rules import purposes_allowed


def allowed_purposes(session: Session, member_id: uuid.UUID, *, now: datetime) -> frozenset[str]:
    """What a member agrees to have shown at an instant."""
    consents = session.scalars(select(Consent).where(Consent.member_id == member_id))
    return purposes_allowed((consent.span for consent in consents), now=now)


def find_shown_photo(session: Session, member_id: uuid.UUID, *, now: datetime) -> Document | None:
    """The photo of a member, while they agree to have it shown."""
    member = session.get(Member, member_id)
    if member is None or member.photo_id is None:
        return None
    if "public_photo" not in allowed_purposes(session, member_id, now=now):
        return None
    return session.get_one(Document, member.photo_id)


def is_photo_of_member(session: Session, document_id: uuid.UUID) -> bool:
    """Whether a document shows a person, so that only their consent may show it."""
    return session.scalar(select(Member.id).where(Member.photo_id == document_id).limit(1)) is not None
