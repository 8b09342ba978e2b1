"""The record of security events: who did what to whom when, by ids alone. Rows are insert-only.

A name is `source:subject:action`: the source is api, web or cli, the action stands in the past tense.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.model import AuditEvent
from batches.actors import Actor
from batches.paging import Page, Wanted, read_page

NAME = re.compile(r"(api|web|cli)(:[a-z]+(-[a-z]+)*){2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """What leads from an event back to the request behind it.

    Attributes:
        source: `api`, `web` or `cli`.
        actor_id: the user, token or command; None while nobody is known.
        address_hash: keyed by the day, so that one address cannot be followed from day to day.
    """

    source: str
    now: datetime
    actor_id: uuid.UUID | None = None
    organisation_id: uuid.UUID | None = None
    request_id: str | None = None
    address_hash: str | None = None


def record(
    session: Session,
    trail: Trail,
    what: str,
    *,
    subject_id: uuid.UUID | None,
    organisation_id: uuid.UUID | None = None,
    actor_id: uuid.UUID | None = None,
) -> None:
    """Add an event.

    Args:
        what: `subject:action`, e.g. `session:created`.
        organisation_id: whose event it is, where it is not the trail's.
        actor_id: who did it, where the trail did not know yet.
    """
    name = f"{trail.source}:{what}"
    if not NAME.fullmatch(name):
        raise ValueError(f"expected source:subject:action, got {name}")
    session.add(
        AuditEvent(
            at=trail.now,
            name=name,
            actor_id=actor_id or trail.actor_id,
            subject_id=subject_id,
            organisation_id=organisation_id or trail.organisation_id,
            request_id=trail.request_id,
            address_hash=trail.address_hash,
        )
    )
    session.flush()


def list_audit_events(session: Session, actor: Actor, wanted: Wanted) -> Page[AuditEvent]:
    """The events of the actor's organisation, the newest first."""
    own = select(AuditEvent).where(AuditEvent.organisation_id == actor.organisation_id)
    return read_page(session, own, wanted, key=AuditEvent.id, updated_at=AuditEvent.at)
