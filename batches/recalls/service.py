"""Use cases of recalls: call batches back, lift it, read. The caller owns the transaction."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.events.kinds.recalls import lift_event, recall_event
from batches.events.service import record
from batches.harvest.lots import lots
from batches.harvest.model import Batch
from batches.lineage.queries import downstream_of
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted
from batches.recalls.errors import RecallInFuture, RecallLifted
from batches.recalls.model import Recall, RecallLift, recall_batch


def recall_batches(
    session: Session,
    actor: Actor,
    *,
    batch_ids: Collection[uuid.UUID],
    reason: str,
    decision_no: str | None,
    recalled_at: datetime,
    base_url: str | None,
    now: datetime,
) -> Recall:
    """Call batches of the actor's organisation back, and with them all that was made of them, whoever has it.

    Raises:
        NotFound: a batch is missing or another organisation's.
        RecallInFuture: it begins after now.
    """
    if recalled_at > now:
        raise RecallInFuture(
            recalled_at=recalled_at.isoformat(), now=now.isoformat(timespec="seconds"), pointer="/recalled_at"
        )
    batches = _own_batches(session, actor, batch_ids)
    _touch_all_below(session, batches, now)
    recall = Recall(
        organisation_id=own_organisation_id(actor),
        reason=reason,
        decision_no=decision_no,
        recalled_at=recalled_at,
        recorded_at=now,
        recorded_by=actor.id,
        calls=[],
        lift=None,
    )
    session.add(recall)
    session.flush()
    rows = [{"recall_id": recall.id, "batch_id": batch.id} for batch in batches]
    session.execute(recall_batch.insert(), rows)
    event = recall_event(
        recall.id, lots(session, batches, base_url=base_url), recalled_at=recalled_at, recorded_at=now
    )
    record(session, actor, kind="recall", event=event, batch_ids=[batch.id for batch in batches], now=now)
    return recall


def lift_recall(
    session: Session,
    actor: Actor,
    recall: Recall,
    *,
    reason: str,
    lifted_by: uuid.UUID,
    is_alone: bool,
    base_url: str | None,
    now: datetime,
) -> RecallLift:
    """End a recall: its batches, and what was made of them, are as they were where no other one reaches them.

    Args:
        lifted_by: the person, also where a token of theirs does it.
        is_alone: nobody else could decide, so who recalled does.

    Raises:
        RecallLifted: it ended before.
    """
    if recall.lift is not None:
        raise RecallLifted(lifted_at=recall.lift.lifted_at.isoformat(timespec="seconds"))
    lift = RecallLift(
        recall_id=recall.id, reason=reason, lifted_at=now, lifted_by=lifted_by, is_alone=is_alone
    )
    session.add(lift)
    batches = batches_of(session, recall)
    _touch_all_below(session, batches, now)
    session.flush()
    event = lift_event(lift.id, lots(session, batches, base_url=base_url), lifted_at=now, recorded_at=now)
    record(
        session, actor, kind="recall_lift", event=event, batch_ids=[batch.id for batch in batches], now=now
    )
    session.refresh(recall, ["lift"])
    return lift


def get_own_recall(session: Session, actor: Actor, recall_id: uuid.UUID, *, lock: bool = False) -> Recall:
    """A recall of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Recall, recall_id, what="recall", lock=lock)


def list_own_recalls(session: Session, actor: Actor, wanted: Wanted) -> Page[Recall]:
    """A page of the recalls of the actor's organisation."""
    load = [selectinload(Recall.lift), selectinload(Recall.calls)]
    return list_own(session, actor, Recall, wanted, updated_at=Recall.recorded_at, load=load)


def batches_of(session: Session, recall: Recall) -> list[Batch]:
    """The batches that a recall names; what was made of them is reached without being named."""
    named = select(Batch).join(recall_batch).where(recall_batch.c.recall_id == recall.id)
    return list(session.scalars(named.order_by(Batch.id)))


def named_by(session: Session, recalls: Collection[Recall]) -> Mapping[uuid.UUID, list[uuid.UUID]]:
    """By recall, the ids of the batches that it names."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {recall.id: [] for recall in recalls}
    rows = select(recall_batch).where(recall_batch.c.recall_id.in_(found)).order_by(recall_batch.c.batch_id)
    for recall_id, batch_id in session.execute(rows):
        found[recall_id].append(batch_id)
    return found


def _own_batches(session: Session, actor: Actor, batch_ids: Collection[uuid.UUID]) -> list[Batch]:
    """Each once, in the order of their ids."""
    place = {batch_id: index for index, batch_id in reversed(list(enumerate(batch_ids)))}
    return [
        get_own(session, actor, Batch, batch_id, what="batch", pointer=f"/batch_ids/{place[batch_id]}")
        for batch_id in sorted(place)
    ]


def _touch_all_below(session: Session, batches: Sequence[Batch], now: datetime) -> None:
    """Whoever has any of it and syncs by `updated_since` hears of it; locked in the order in which all lock."""
    below = downstream_of(session, [batch.id for batch in batches])
    reached = {found for found_below in below.values() for found in found_below}
    locked = select(Batch).where(Batch.id.in_(reached)).order_by(Batch.id).with_for_update()
    for batch in session.scalars(locked.execution_options(populate_existing=True)):
        batch.updated_at = now
