"""Use cases of the count card: read it, sign it. The caller owns the transaction."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.movements.access import get_seen_batch
from batches.ownership import own_organisation_id
from labels.runs.allotment.queries import fruits_of
from labels.runs.allotment.rules import fruits_moved
from labels.runs.life.queries import lives_of, runs_on
from labels.runs.reconciliation.model import SignOff
from labels.runs.reconciliation.rules import Card, Labels, check_sign_off, labels_of

LEVELS = ("fruit", "carton")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciliation:
    """A batch with its cards, that of the fruit first, and the last time that the actor's organisation signed them."""

    batch: Batch
    cards: list[Card]
    sign_off: SignOff | None

    @property
    def is_signed(self) -> bool:
        """Whether what was signed is what stands there now."""
        return self.sign_off is not None and self.sign_off.cards == [card.to_dict() for card in self.cards]


def reconcile(session: Session, actor: Actor, batch_id: uuid.UUID, *, now: datetime) -> Reconciliation:
    """The count card of a batch, own or accepted, over the labels of whoever labelled it.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    batch = get_seen_batch(session, actor, batch_id)
    edges = list(
        session.scalars(
            select(PackingInput).where(
                or_(PackingInput.input_id == batch.id, PackingInput.output_id == batch.id)
            )
        )
    )
    counts = _labels(session, {batch.id} | {edge.input_id for edge in edges}, now=now)
    cards = [
        _card(session, batch, edges, level, counts)
        for level in LEVELS
        if level == "fruit" or (batch.id, level) in counts
    ]
    signed = select(SignOff).where(
        SignOff.batch_id == batch.id, SignOff.organisation_id == own_organisation_id(actor)
    )
    last = session.scalar(signed.order_by(SignOff.id.desc()).limit(1))
    return Reconciliation(batch=batch, cards=cards, sign_off=last)


def sign_off(
    session: Session,
    actor: Actor,
    batch_id: uuid.UUID,
    *,
    note: str | None,
    signed_by: uuid.UUID,
    now: datetime,
) -> Reconciliation:
    """Sign the card as it stands.

    Raises:
        NotFound: the batch is missing or not the actor's to see.
        LabelsLeftOver, SignOffNoteMissing: it is not to be signed like that.
    """
    found = reconcile(session, actor, batch_id, now=now)
    check_sign_off(found.cards, lot=found.batch.lot, note=note)
    made = SignOff(
        organisation_id=own_organisation_id(actor),
        batch_id=batch_id,
        cards=[card.to_dict() for card in found.cards],
        note=note,
        signed_at=now,
        signed_by=signed_by,
    )
    session.add(made)
    session.flush()
    return Reconciliation(batch=found.batch, cards=found.cards, sign_off=made)


Counts = Mapping[tuple[uuid.UUID, str], Labels]


def _labels(session: Session, batch_ids: Collection[uuid.UUID], *, now: datetime) -> Counts:
    """By batch and packaging level."""
    runs = list(runs_on(session, batch_ids))
    counts: dict[tuple[uuid.UUID, str], Labels] = defaultdict(Labels)
    lives = lives_of(session, runs, now=now)
    for run in runs:
        life = lives[run.id]
        for one in life.bound:
            counts[one.batch_id, run.level] += labels_of(
                one.serials,
                printed=life.printed,
                applied=life.applied,
                void=life.void,
                copied=life.copied,
            )
    return dict(counts)


def _card(
    session: Session, batch: Batch, edges: Collection[PackingInput], level: str, counts: Counts
) -> Card:
    before = 0
    for edge in edges:
        if edge.output_id == batch.id:
            had = counts.get((edge.input_id, level), Labels()).applied
            before += min(had, _moved(session, edge, session.get_one(Batch, edge.input_id), level))
    return Card(
        level=level,
        fruits=fruits_of(session, batch, level),
        is_counted=batch.fruit_count is not None,
        labels=counts.get((batch.id, level), Labels()),
        passed_on=sum(_moved(session, edge, batch, level) for edge in edges if edge.input_id == batch.id),
        labelled_before=before,
    )


def _moved(session: Session, edge: PackingInput, source: Batch, level: str) -> int:
    return fruits_moved(
        fruits=fruits_of(session, source, level),
        moved_kg=edge.net_weight_kg,
        net_weight_kg=source.net_weight_kg,
    )
