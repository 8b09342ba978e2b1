"""Recording events. The caller owns the transaction, in which the record that the event tells of is made too."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Insert, Select, exists, insert, or_, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import insert_now, new_id
from batches.errors import NotFound
from batches.events.model import Event, event_batch
from batches.events.rules import canonical
from batches.paging import Page, Wanted, read_page


def record(
    session: Session,
    actor: Actor,
    *,
    kind: str,
    event: dict[str, Any],
    batch_ids: Sequence[uuid.UUID],
    now: datetime,
    counterparty_id: uuid.UUID | None = None,
    corrects_id: uuid.UUID | None = None,
) -> Event:
    """Keep an event as it is for ever.

    Args:
        event: a whole EPCIS event with its `eventID`.
        batch_ids: the batches whose history it belongs to.
        counterparty_id: the other organisation that it is for.
        corrects_id: the event that it declares wrong, or stands in the place of.
    """
    row = Event(
        id=new_id(),
        organisation_id=actor.organisation_id,
        kind=kind,
        epcis_event_id=event["eventID"],
        is_declaration="errorDeclaration" in event,
        document=canonical(event),
        occurred_at=datetime.fromisoformat(event["eventTime"]),
        recorded_at=now,
        recorded_by=actor.id,
        counterparty_id=counterparty_id,
        corrects_id=corrects_id,
    )
    session.flush()  # the record that it tells of
    insert_now(session, row)
    session.connection().execute(
        _of_batch(), [{"event_id": row.id, "batch_id": batch_id} for batch_id in batch_ids]
    )
    return row


@cache
def _of_batch() -> Insert:
    return insert(event_batch)


def events_of(session: Session, batch_id: uuid.UUID) -> list[Event]:
    """The events of a batch in the order in which they happened."""
    return list(
        session.scalars(
            select(Event)
            .join(event_batch)
            .where(event_batch.c.batch_id == batch_id)
            .order_by(Event.occurred_at, Event.id)
        )
    )


def list_events(session: Session, actor: Actor, batch_id: uuid.UUID, wanted: Wanted) -> Page[Event]:
    """A page of the same that the actor's organisation recorded or another recorded for it, the last one first."""
    found = _for(actor, batch_id)
    return read_page(session, found, wanted, key=Event.id, updated_at=Event.recorded_at)


def get_event(session: Session, actor: Actor, batch_id: uuid.UUID, event_id: uuid.UUID) -> Event:
    """One event of a batch that the actor's organisation recorded or another recorded for it.

    Raises:
        NotFound: it is missing, belongs to other batches, or is not the actor's to see.
    """
    event = session.scalar(_for(actor, batch_id).where(Event.id == event_id))
    if event is None:
        raise NotFound(what="event", id=event_id)
    return event


def _for(actor: Actor, batch_id: uuid.UUID) -> Select[Event]:
    """What the actor may read; who is bound to a household, only what names no lot beside this one."""
    mine = or_(Event.organisation_id == actor.organisation_id, Event.counterparty_id == actor.organisation_id)
    found = select(Event).join(event_batch).where(event_batch.c.batch_id == batch_id, mine)
    if actor.household_code is None:
        return found
    other = event_batch.alias()
    return found.where(~exists().where(other.c.event_id == Event.id, other.c.batch_id != batch_id))
