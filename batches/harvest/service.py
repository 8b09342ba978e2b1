"""Registering a harvest: load, decide, save. The caller owns the transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.certificates.queries import Claim
from batches.days import day_of
from batches.documents.service import get_own_document
from batches.findings import Finding
from batches.harvest import findings
from batches.harvest.completeness import Completeness
from batches.harvest.errors import PossibleDuplicate
from batches.harvest.facts import (
    LookAlike,
    Parties,
    PlotFacts,
    get_sold,
    lock_growing,
)
from batches.harvest.holding import open_holds
from batches.harvest.judging import Case, judge
from batches.harvest.lots import insert_with_lot
from batches.harvest.model import Batch, Grade, Hold, batch_photo
from batches.harvest.queries import completeness_by
from batches.harvest.recording import record_harvest
from batches.harvest.rules import GradePart, check_grades, check_harvest
from batches.plots.growing_areas.queries import CodeOver, codes_over, get_code_over
from batches.plots.growing_areas.rules import why_not_valid

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """A harvest that has just been recorded, with what may be claimed, what holds it, and what the law still misses."""

    batch: Batch
    claims: Sequence[Claim]
    holds: list[Hold]
    warnings: list[Finding]
    completeness: Completeness


def register_harvest(
    session: Session,
    actor: Actor,
    report: HarvestReport,
    *,
    base_url: str | None,
    draw: Callable[[int], str],
    now: datetime,
) -> Registration:
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
    session.flush()  # what follows is asked past the unit of work
    parties, told = _parties(session, actor, report, now=now)
    judgement = judge(session, _case(report, parties))
    completeness = completeness_by(parties.organisation, parties.product, has_claim=bool(judgement.claims))
    warnings = [*told, *judgement.warnings]
    batch = _batch(report, parties, warnings, actor=actor, now=now)
    batch.published_at = now if completeness.is_whole and not judgement.holds else None
    product, code = parties.product, parties.area_code
    insert_with_lot(
        session,
        batch,
        short_code=parties.organisation.short_code,
        day=report.harvested_on,
        product_code=product.gtin or product.code,
        location_code=code.code if code else parties.plot.code,
        draw=draw,
    )
    _hang_on(session, actor, batch, report)
    holds = open_holds(batch, judgement.holds, now=now)
    session.flush()
    record_harvest(session, actor, batch, parties, base_url=base_url, now=now)
    return Registration(
        batch=batch,
        claims=() if holds else judgement.claims,
        holds=holds,
        warnings=warnings,
        completeness=completeness,
    )


def _check(report: HarvestReport, *, today: date) -> None:
    check_harvest(harvested_on=report.harvested_on, net_weight_kg=report.net_weight_kg, today=today)
    check_grades(report.grades, net_weight_kg=report.net_weight_kg, fruit_count=report.fruit_count)


def _parties(
    session: Session, actor: Actor, report: HarvestReport, *, now: datetime
) -> tuple[Parties, list[Finding]]:
    """The plot is locked first: what is read of it afterwards stays so until the transaction ends."""
    organisation, plot = lock_growing(session, actor, report.plot_id)
    product, look_alike = get_sold(
        session,
        actor,
        report.product_id,
        plot_id=report.plot_id,
        harvested_on=report.harvested_on,
        net_weight_kg=report.net_weight_kg,
        since=now - SAME_WITHIN,
    )
    if not report.confirm_duplicate:
        _refuse_duplicate(look_alike)
    area_code, told = _area_code(session, actor, plot, report)
    found = Parties(organisation=organisation, plot=plot, product=product, area_code=area_code)
    return found, told


def _refuse_duplicate(same: LookAlike | None) -> None:
    if same is not None:
        raise PossibleDuplicate(lot=same.lot, registered_at=same.registered_at.isoformat(timespec="seconds"))


def _area_code(
    session: Session, actor: Actor, plot: PlotFacts, report: HarvestReport
) -> tuple[CodeOver | None, list[Finding]]:
    """The code named, or the plot's only one that held that day; and what there is to say about it."""
    named_id = report.growing_area_code_id
    if named_id is not None:
        named = get_code_over(
            session, actor, plot_id=plot.id, plot_code=plot.code, growing_area_code_id=named_id
        )
        return named, []
    covering = codes_over(session, plot.id)
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


def _case(report: HarvestReport, parties: Parties) -> Case:
    return Case(
        plot=parties.plot,
        variety=parties.product.variety,
        area_code=parties.area_code,
        harvested_on=report.harvested_on,
        net_weight_kg=report.net_weight_kg,
        dry_matter_percent=report.dry_matter_percent,
    )


def _batch(
    report: HarvestReport, parties: Parties, warnings: Sequence[Finding], *, actor: Actor, now: datetime
) -> Batch:
    """Still without a lot."""
    return Batch(
        id=new_id(),
        organisation_id=parties.organisation.id,
        plot_id=parties.plot.id,
        product_id=parties.product.id,
        growing_area_code_id=parties.area_code.id if parties.area_code else None,
        harvested_on=report.harvested_on,
        net_weight_kg=report.net_weight_kg,
        weight_kind=report.weight_kind,
        fruit_count=report.fruit_count,
        cut_no=report.cut_no,
        dry_matter_percent=report.dry_matter_percent,
        warnings=[finding.stored() for finding in warnings],
        registered_at=now,
        registered_by=actor.id,
        rejected_at=None,
        updated_at=now,
    )


def _hang_on(session: Session, actor: Actor, batch: Batch, report: HarvestReport) -> None:
    batch.grades.extend(Grade.of(position, part) for position, part in enumerate(report.grades, start=1))
    for photo_id in dict.fromkeys(report.photo_ids):
        photo = get_own_document(session, actor, photo_id, pointer="/photo_ids")
        session.execute(batch_photo.insert().values(batch_id=batch.id, document_id=photo.id))
