"""An estimate becomes a weight, once: rules that count kilograms are asked again. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.events.identifiers import Identifiers
from batches.events.rules import WeighingFacts, weighing_event
from batches.events.service import record
from batches.harvest.errors import AlreadyWeighed, BatchRejected
from batches.harvest.findings import CODE_WARNINGS
from batches.harvest.holding import open_holds
from batches.harvest.judging import case_of, judge
from batches.harvest.model import Batch, Grade, Weighing
from batches.harvest.queries import get_own_batch
from batches.harvest.rules import GradePart, check_grades, check_weighing
from batches.organisations.service import get_organisation
from batches.plots.model import Plot
from batches.plots.service import get_own_plot
from batches.products.model import Product


def record_weighing(
    session: Session,
    actor: Actor,
    batch_id: uuid.UUID,
    *,
    net_weight_kg: Decimal,
    weighed_on: date,
    fruit_count: int | None = None,
    grades: Sequence[GradePart] | None = None,
    base_url: str | None,
    now: datetime,
) -> Batch:
    """Put a weight in the place of an estimate; what now breaks a rule holds the batch.

    Args:
        fruit_count, grades: in the place of those there were; None keeps them.

    Raises:
        NotFound: the batch is missing or not the actor's to see.
        AlreadyWeighed, BatchRejected: it is not to be weighed any more.
        WeighingInFuture, WeighedBeforeHarvest, WeightNotPositive, GradesExceedBatch: it cannot have happened.
    """
    batch = get_own_batch(session, actor, batch_id)
    plot = _lock(session, actor, batch)
    _check_open(batch)
    check_weighing(
        weighed_on=weighed_on,
        harvested_on=batch.harvested_on,
        net_weight_kg=net_weight_kg,
        today=day_of(now),
    )
    session.add(
        Weighing(
            batch_id=batch.id,
            estimated_kg=batch.net_weight_kg,
            net_weight_kg=net_weight_kg,
            weighed_on=weighed_on,
            recorded_at=now,
            recorded_by=actor.id,
        )
    )
    batch.net_weight_kg, batch.weight_kind, batch.updated_at = net_weight_kg, "weighed", now
    batch.fruit_count = fruit_count if fruit_count is not None else batch.fruit_count
    _regrade(batch, grades)
    session.flush()
    judge_again(session, batch, now=now)
    _record(session, actor, batch, plot, weighed_on, base_url=base_url, now=now)
    return batch


def _lock(session: Session, actor: Actor, batch: Batch) -> Plot:
    """The plot first, then the batch, as those who count kilograms of a plot do.

    Raises:
        AlreadyWeighed: a packed batch has no plot, and was weighed when it was packed.
    """
    if batch.plot_id is None:
        raise AlreadyWeighed(lot=batch.lot, net_weight_kg=f"{batch.net_weight_kg.normalize():f}")
    plot = get_own_plot(session, actor, batch.plot_id, lock=True)
    session.refresh(batch, with_for_update=True)
    return plot


def _check_open(batch: Batch) -> None:
    if batch.status == "rejected":
        raise BatchRejected(lot=batch.lot)
    if batch.weight_kind == "weighed":
        raise AlreadyWeighed(lot=batch.lot, net_weight_kg=f"{batch.net_weight_kg.normalize():f}")


def _regrade(batch: Batch, grades: Sequence[GradePart] | None) -> None:
    """New grades in the place of the estimated ones, which a smaller weight may not keep."""
    if grades is not None:
        batch.grades = [Grade.of(position, part) for position, part in enumerate(grades, start=1)]
    parts = [row.part for row in batch.grades]
    check_grades(parts, net_weight_kg=batch.net_weight_kg, fruit_count=batch.fruit_count)


def judge_again(session: Session, batch: Batch, *, now: datetime) -> None:
    """Ask the rules again of a harvest whose weight has changed; what now breaks one holds it."""
    judgement = judge(session, case_of(session, batch))
    of_the_code = [stored for stored in batch.warnings if stored["code"] in CODE_WARNINGS]
    batch.warnings = of_the_code + [finding.stored() for finding in judgement.warnings]
    open_holds(batch, judgement.holds, now=now)


def _record(
    session: Session,
    actor: Actor,
    batch: Batch,
    plot: Plot,
    weighed_on: date,
    *,
    base_url: str | None,
    now: datetime,
) -> None:
    identifiers = Identifiers(base_url)
    product = session.get_one(Product, batch.product_id)
    organisation = get_organisation(session, batch.organisation_id)
    facts = WeighingFacts(
        lot_class=identifiers.lot_class(
            gtin=product.gtin, product_code=product.code, lot=batch.lot, batch_id=batch.id
        ),
        plot=identifiers.plot(short_code=organisation.short_code, code=plot.code, plot_id=plot.id),
        weighed_on=weighed_on,
        net_weight_kg=batch.net_weight_kg,
    )
    event = weighing_event(facts, recorded_at=now)
    record(session, actor, kind="weighing", event=event, batch_ids=[batch.id], now=now)
