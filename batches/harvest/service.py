"""Registering a harvest: load, decide, save. The caller owns the transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.days import day_of
from batches.documents.service import get_own_document
from batches.events.identifiers import Identifiers
from batches.events.rules import HarvestFacts, harvest_event
from batches.events.service import record
from batches.findings import Finding
from batches.harvest import findings
from batches.harvest.errors import PossibleDuplicate
from batches.harvest.holding import open_holds
from batches.harvest.judging import Case, judge
from batches.harvest.model import Batch, Grade, batch_photo
from batches.harvest.publishing import publish_if_whole
from batches.harvest.rules import (
    LOT_RANDOM_LENGTH,
    GradePart,
    check_grades,
    check_harvest,
    make_lot,
    make_trace_code,
)
from batches.organisations.model import Organisation
from batches.organisations.service import get_own_organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.growing_areas.rules import why_not_valid
from batches.plots.growing_areas.service import codes_over, get_code_over
from batches.plots.model import Plot
from batches.plots.service import get_own_plot
from batches.products.model import Product
from batches.products.service import get_own_product

SAME_WITHIN = timedelta(minutes=10)  # a second press of the button, not a second cut


@dataclass(frozen=True, kw_only=True, slots=True)
class HarvestReport:
    """What somebody says was cut.

    Attributes:
        growing_area_code_id: the code that the fruit is to be sold under; None leaves it to the plot.
        confirm_duplicate: it is another batch than the one that looks the same.
    """

    plot_id: uuid.UUID
    product_id: uuid.UUID
    harvested_on: date
    net_weight_kg: Decimal
    weight_kind: str
    fruit_count: int | None = None
    grades: Sequence[GradePart] = ()
    cut_no: int | None = None
    growing_area_code_id: uuid.UUID | None = None
    dry_matter_percent: Decimal | None = None
    photo_ids: Sequence[uuid.UUID] = ()
    confirm_duplicate: bool = False


def register_harvest(
    session: Session,
    actor: Actor,
    report: HarvestReport,
    *,
    base_url: str | None,
    draw: Callable[[int], str],
    now: datetime,
) -> Batch:
    """Record a harvest as a batch with its event; a broken rule holds it, and else it is published when whole.

    Args:
        base_url: the service's own domain in identifiers; None before it is decided.
        draw: draws that many random Crockford characters.

    Raises:
        HarvestInFuture, HarvestTooLongAgo, WeightNotPositive, GradesExceedBatch: it cannot have happened.
        NotFound: plot, product, code or photo is missing or not the actor's to see.
        PlotNotUnderCode: the growing-area code named does not cover the plot.
        PossibleDuplicate: the same was registered minutes ago, and nobody said that it is another one.
    """
    _check(report, today=day_of(now))
    organisation = get_own_organisation(session, actor)
    plot = get_own_plot(session, actor, report.plot_id, lock=True)
    product = get_own_product(session, actor, report.product_id)
    if not report.confirm_duplicate:
        _refuse_duplicate(session, report, now)
    area_code, told = _area_code(session, actor, plot, report)
    case = Case(
        plot=plot,
        variety=product.variety,
        area_code=area_code,
        harvested_on=report.harvested_on,
        net_weight_kg=report.net_weight_kg,
        dry_matter_percent=report.dry_matter_percent,
    )
    judgement = judge(session, case)
    batch = _batch(session, actor, report, organisation, case, product, draw=draw, now=now)
    batch.warnings = [finding.stored() for finding in (*told, *judgement.warnings)]
    open_holds(batch, judgement.holds, now=now)
    publish_if_whole(session, batch, now=now)
    session.add(batch)
    session.flush()
    _attach_photos(session, actor, batch, report.photo_ids)
    _record_harvest(session, actor, batch, organisation, case, product, base_url=base_url, now=now)
    return batch


def _check(report: HarvestReport, *, today: date) -> None:
    check_harvest(harvested_on=report.harvested_on, net_weight_kg=report.net_weight_kg, today=today)
    check_grades(report.grades, net_weight_kg=report.net_weight_kg, fruit_count=report.fruit_count)


def _refuse_duplicate(session: Session, report: HarvestReport, now: datetime) -> None:
    same = session.scalars(
        select(Batch)
        .where(
            Batch.plot_id == report.plot_id,
            Batch.harvested_on == report.harvested_on,
            Batch.net_weight_kg == report.net_weight_kg,
            Batch.registered_at > now - SAME_WITHIN,
        )
        .limit(1)
    ).first()
    if same is not None:
        raise PossibleDuplicate(lot=same.lot, registered_at=same.registered_at.isoformat(timespec="seconds"))


def _area_code(
    session: Session, actor: Actor, plot: Plot, report: HarvestReport
) -> tuple[GrowingAreaCode | None, list[Finding]]:
    """The code named, or the plot's only one that held that day; and what there is to say about it."""
    if report.growing_area_code_id is not None:
        named = get_code_over(session, actor, plot=plot, growing_area_code_id=report.growing_area_code_id)
        return named, []
    covering = codes_over(session, plot)
    valid = [
        code
        for code in covering
        if why_not_valid(
            valid_from=code.valid_from, valid_to=code.valid_to, changes=code.changes(), on=report.harvested_on
        )
        is None
    ]
    if len(valid) > 1:
        codes = ", ".join(code.code for code in valid)
        return None, [findings.SeveralGrowingAreaCodes(plot=plot.code, growing_area_codes=codes)]
    if covering and not valid:
        return None, [findings.NoValidGrowingAreaCode(plot=plot.code, harvested_on=report.harvested_on)]
    return (valid[0] if valid else None), []


def _batch(
    session: Session,
    actor: Actor,
    report: HarvestReport,
    organisation: Organisation,
    case: Case,
    product: Product,
    *,
    draw: Callable[[int], str],
    now: datetime,
) -> Batch:
    lot = new_lot(session, organisation.short_code, report.harvested_on, draw)
    location_code = case.area_code.code if case.area_code else case.plot.code
    return Batch(
        id=new_id(),
        organisation_id=organisation.id,
        plot_id=case.plot.id,
        product_id=product.id,
        growing_area_code_id=case.area_code.id if case.area_code else None,
        lot=lot,
        trace_code=make_trace_code(
            product_code=product.gtin or product.code,
            location_code=location_code,
            lot=lot,
            harvested_on=report.harvested_on,
        ),
        harvested_on=report.harvested_on,
        net_weight_kg=report.net_weight_kg,
        weight_kind=report.weight_kind,
        fruit_count=report.fruit_count,
        cut_no=report.cut_no,
        dry_matter_percent=report.dry_matter_percent,
        registered_at=now,
        registered_by=actor.id,
        published_at=None,
        updated_at=now,
        grades=[Grade.of(position, part) for position, part in enumerate(report.grades, start=1)],
        holds=[],
    )


def new_lot(session: Session, short_code: str, harvested_on: date, draw: Callable[[int], str]) -> str:
    """A lot that nobody has: drawn again until it is new."""
    while True:
        lot = make_lot(short_code, harvested_on, draw(LOT_RANDOM_LENGTH))
        if session.scalar(select(Batch.id).where(Batch.lot == lot)) is None:
            return lot


def _attach_photos(session: Session, actor: Actor, batch: Batch, photo_ids: Sequence[uuid.UUID]) -> None:
    for photo_id in dict.fromkeys(photo_ids):
        photo = get_own_document(session, actor, photo_id, pointer="/photo_ids")
        session.execute(batch_photo.insert().values(batch_id=batch.id, document_id=photo.id))


def _record_harvest(
    session: Session,
    actor: Actor,
    batch: Batch,
    organisation: Organisation,
    case: Case,
    product: Product,
    *,
    base_url: str | None,
    now: datetime,
) -> None:
    identifiers = Identifiers(base_url)
    facts = HarvestFacts(
        lot_class=identifiers.lot_class(
            gtin=product.gtin, product_code=product.code, lot=batch.lot, batch_id=batch.id
        ),
        plot=identifiers.plot(short_code=organisation.short_code, code=case.plot.code, plot_id=case.plot.id),
        harvested_on=batch.harvested_on,
        net_weight_kg=batch.net_weight_kg,
        variety=product.variety,
        growing_area_code=case.area_code.code if case.area_code else None,
        fruit_count=batch.fruit_count,
    )
    event = harvest_event(facts, recorded_at=now)
    record(session, actor, kind="harvest", event=event, batch_ids=[batch.id], now=now)
