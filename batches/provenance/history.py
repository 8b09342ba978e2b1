"""The events of a chain: what was done to its batches, by whomever, as they were recorded."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from batches.events.model import Event, event_batch
from batches.movements.recording import MADE_BY
from batches.packing.model import Packing
from batches.provenance.reach import Reach

MOVEMENTS = frozenset(MADE_BY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """An event with those of its batches that are of the chain."""

    event: Event
    batch_ids: Sequence[uuid.UUID]


def history_of(
    session: Session, reach: Reach, *, asked_by: uuid.UUID | None, sent_on: uuid.UUID | None = None
) -> list[Occurrence]:
    """The events of a chain in the order in which they happened, wrong ones and their declarations included.

    Without packings into batches outside it, and without movements other than its shipments and what became of them.

    Args:
        asked_by: the organisation whose own movements are told as well.
        sent_on: a batch of which it is told too when its holders sent it on, to whomever.
    """
    links = _links(session, reach.batches)
    packed = [batch.id for batch in reach.batches.values() if batch.plot_id is None]
    made = select(Packing.event_id).where(Packing.batch_id.in_(packed))
    events = session.scalars(_events(links, session.scalars(made).all() if packed else []))
    found = (Occurrence(event=event, batch_ids=links[event.id]) for event in events)
    return [
        occurrence
        for occurrence in found
        if occurrence.event.kind not in MOVEMENTS or _is_of_chain(occurrence, reach, asked_by, sent_on)
    ]


def _links(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[uuid.UUID]]:
    """By event of some batches, which of them it is of; read first, so that events are asked for by id."""
    rows = session.execute(
        select(event_batch.c.event_id, event_batch.c.batch_id)
        .where(event_batch.c.batch_id.in_(batch_ids))
        .order_by(event_batch.c.batch_id)
    )
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for event_id, batch_id in rows:
        found.setdefault(event_id, []).append(batch_id)
    return found


def _events(event_ids: Collection[uuid.UUID], packed: Collection[uuid.UUID]) -> Select[Event]:
    """Those events, of packings only these."""
    is_of_chain = or_(Event.kind != "packing", Event.id.in_(packed))
    return select(Event).where(Event.id.in_(event_ids), is_of_chain).order_by(Event.occurred_at, Event.id)


def _is_of_chain(
    occurrence: Occurrence, reach: Reach, asked_by: uuid.UUID | None, sent_on: uuid.UUID | None
) -> bool:
    """Of an event of a movement: who told it and whom it was for both had the fruit, or one of them asks."""
    event = occurrence.event
    parties = (event.organisation_id, event.counterparty_id)
    if asked_by is not None and asked_by in parties:
        return True
    if event.kind == "shipping" and sent_on in occurrence.batch_ids and (sent_on, parties[0]) in reach.held:
        return True
    return any(all((batch_id, party) in reach.held for party in parties) for batch_id in occurrence.batch_ids)
