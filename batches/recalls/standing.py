"""Whether a batch may go on: its own holds, those of what it was made of, and recalls anywhere upstream."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.errors import BatchOnHold
from batches.harvest.holding import check_not_held
from batches.harvest.model import Batch, Hold, HoldDecision
from batches.lineage.queries import packed_kg, upstream_of
from batches.recalls.errors import BatchRecalled
from batches.recalls.model import Recall, RecallLift, recall_batch


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What weighs on a batch beside its own holds.

    Attributes:
        recalls: those that hold and reach it, the oldest first.
        held_upstream: the lots it was made of that are on hold or were rejected since.
        packed_kg: how much of it went into other batches.
    """

    recalls: tuple[Recall, ...] = ()
    held_upstream: tuple[str, ...] = ()
    packed_kg: Decimal = Decimal(0)

    def status_of(self, batch: Batch) -> str:
        """`recalled`, `rejected`, `on_hold`, `used_up`, `published` or `registered`: the first that holds."""
        if self.recalls:
            return "recalled"
        if batch.status in ("rejected", "on_hold"):
            return batch.status
        if self.held_upstream:
            return "on_hold"
        return "used_up" if self.packed_kg >= batch.net_weight_kg else batch.status


def standings(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Standing]:
    """The standing of each of some batches, with a fixed number of queries.

    The walk is read before what lies on it is asked for by id: joined to it, SQLite may go through all batches.
    """
    lineage = upstream_of(session, batch_ids)
    reached = {found for origins in lineage.values() for found in origins}
    recalls, held = _open_recalls(session, reached), _held(session, reached)
    packed = packed_kg(session, batch_ids)
    return {
        batch_id: Standing(
            recalls=_reaching(recalls, lineage[batch_id]),
            held_upstream=tuple(
                sorted(held[found] for found in held.keys() & lineage[batch_id] - {batch_id})
            ),
            packed_kg=packed.get(batch_id, Decimal(0)),
        )
        for batch_id in batch_ids
    }


def standing_of(session: Session, batch: Batch) -> Standing:
    return standings(session, [batch.id])[batch.id]


def check_may_go_on(session: Session, actor: Actor, batches: Iterable[Batch]) -> None:
    """Refuse to pack, ship or label what is recalled, rejected, or on hold, itself or by what it was made of.

    Why its maker holds a batch is told to its maker only.

    Raises:
        BatchRecalled, BatchRejected, BatchOnHold: the first batch that may not.
    """
    asked = {batch.id: batch for batch in batches}
    for batch_id, standing in standings(session, asked).items():
        batch = asked[batch_id]
        for recall in standing.recalls:
            since = recall.recalled_at.isoformat(timespec="seconds")
            raise BatchRecalled(lot=batch.lot, recalled_at=since, reason=recall.reason)
        if batch.organisation_id != actor.organisation_id and batch.status == "on_hold":
            raise BatchOnHold(
                lot=batch.lot, holds_vi="bên làm ra lô đang tạm giữ.", holds_en="its maker holds it."
            )
        check_not_held(batch)
        if standing.held_upstream:
            lots = ", ".join(standing.held_upstream)
            raise BatchOnHold(
                lot=batch.lot,
                holds_vi=f"lô nguồn {lots} đang bị tạm giữ hoặc đã bị loại.",
                holds_en=f"what it was made of ({lots}) is on hold or was rejected.",
            )


def _reaching(
    recalls: Mapping[uuid.UUID, Collection[Recall]], origins: Collection[uuid.UUID]
) -> tuple[Recall, ...]:
    """Each recall of any of the origins once, the oldest first."""
    found = {recall.id: recall for origin in origins for recall in recalls.get(origin, ())}
    return tuple(found[recall_id] for recall_id in sorted(found))


def _open_recalls(session: Session, batch_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Recall]]:
    """By batch, the recalls that name it and hold."""
    found = session.execute(
        select(recall_batch.c.batch_id, Recall)
        .join(Recall, Recall.id == recall_batch.c.recall_id)
        .where(recall_batch.c.batch_id.in_(batch_ids), ~exists().where(RecallLift.recall_id == Recall.id))
    )
    recalls: dict[uuid.UUID, list[Recall]] = {}
    for batch_id, recall in found:
        recalls.setdefault(batch_id, []).append(recall)
    return recalls


def _held(session: Session, batch_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Those batches that have an open hold or were rejected, with their lots."""
    decided = exists().where(HoldDecision.hold_id == Hold.id)
    rejected = exists().where(HoldDecision.hold_id == Hold.id, HoldDecision.decision == "reject")
    found = session.execute(
        select(Batch.id, Batch.lot)
        .join(Hold, Hold.batch_id == Batch.id)
        .where(Hold.batch_id.in_(batch_ids), or_(~decided, rejected))
    )
    return {batch_id: lot for batch_id, lot in found}  # noqa: C416 - a Result is no mapping
