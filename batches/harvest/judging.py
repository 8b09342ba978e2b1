"""Loads what the rules look at and asks them: which holds and warnings a harvest gets. Saves nothing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from batches.certificates.service import claims_of
from batches.diary.queries import CountedWork, work_that_counts
from batches.findings import Finding
from batches.harvest import checks, findings
from batches.harvest.model import Batch, Hold, HoldDecision
from batches.plots.growing_areas.model import GrowingAreaCode, GrowingSeason
from batches.plots.growing_areas.rules import why_not_valid
from batches.plots.model import Plot
from batches.products.model import Product

LONGEST_INTERVAL = timedelta(days=366)
OLDEST_FLOWERING = timedelta(days=200)  # a fruit hangs for some 90 to 130 days


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A harvest as the rules see it.

    Attributes:
        variety: of the product.
        batch_id: of the batch itself when it is there already: it does not count as used before.
    """

    plot: Plot
    variety: str
    area_code: GrowingAreaCode | None
    harvested_on: date
    net_weight_kg: Decimal
    dry_matter_percent: Decimal | None
    batch_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What rules found."""

    holds: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def case_of(session: Session, batch: Batch) -> Case:
    """A batch that is there already."""
    code_id = batch.growing_area_code_id
    return Case(
        plot=session.get_one(Plot, batch.plot_id),
        variety=session.get_one(Product, batch.product_id).variety,
        area_code=session.get_one(GrowingAreaCode, code_id) if code_id else None,
        harvested_on=batch.harvested_on,
        net_weight_kg=batch.net_weight_kg,
        dry_matter_percent=batch.dry_matter_percent,
        batch_id=batch.id,
    )


def judge(session: Session, case: Case) -> Judgement:
    """Ask every rule. What is counted (quota, yield) is locked against others until the transaction ends."""
    season = _season(session, case)
    work = _work(session, case)
    held = [_interval_not_over(work, case), code_hold(case)]
    told: list[Finding | None] = [
        _outside_certificates(session, case),
        checks.fruit_too_young(_flowerings(work, case), variety=case.variety, harvested_on=case.harvested_on),
        checks.dry_matter_low(case.dry_matter_percent, variety=case.variety),
        checks.variety_differs(plot=case.plot.code, grown=case.plot.variety, sold=case.variety),
    ]
    if season is not None and case.area_code is not None:
        quota = _quota(session, case, season)
        named = {"code": case.area_code.code, "season": season.name}
        held.append(checks.quota_exceeded(quota, **named))
        told.append(checks.quota_nearly_used(quota, **named))
    if case.plot.expected_yield_kg is not None:
        held_for, told_of = _yield(session, case, season, case.plot.expected_yield_kg)
        held.append(held_for)
        told.append(told_of)
    return Judgement(holds=_found(held), warnings=_found(told))


def interval_hold(session: Session, case: Case) -> Finding | None:
    """Whether a pre-harvest interval was not over."""
    return _interval_not_over(_work(session, case), case)


def code_hold(case: Case) -> Finding | None:
    """Whether the growing-area code did not hold that day."""
    code = case.area_code
    if code is None:
        return None
    reason = why_not_valid(
        valid_from=code.valid_from, valid_to=code.valid_to, changes=code.changes(), on=case.harvested_on
    )
    return checks.code_not_valid(code=code.code, reason=reason, harvested_on=case.harvested_on)


def used_kg(session: Session, *where: ColumnElement[bool]) -> Decimal:
    """The weight of all harvests but the rejected ones; what was packed of them is not counted again."""
    found = session.scalar(_all_but_rejected().where(*where))
    return found or Decimal(0)


@cache
def _all_but_rejected() -> Select[Decimal | None]:
    rejected = exists().where(
        Hold.batch_id == Batch.id, HoldDecision.hold_id == Hold.id, HoldDecision.decision == "reject"
    )
    return select(func.sum(Batch.net_weight_kg)).where(~rejected, Batch.plot_id.is_not(None))


def _work(session: Session, case: Case) -> list[CountedWork]:
    """The sprayings and flowerings of the plot that a harvest of that day may depend on."""
    since = _before(case.harvested_on, LONGEST_INTERVAL)
    return work_that_counts(session, plot_id=case.plot.id, since=since, until=case.harvested_on)


def _interval_not_over(work: Sequence[CountedWork], case: Case) -> Finding | None:
    sprayings = [
        checks.Spraying(
            product_name=found.product_name or "",
            sprayed_on=found.performed_on,
            interval_days=found.interval_days or 0,
        )
        for found in work
        if found.kind == "pesticide"
    ]
    return checks.interval_not_over(sprayings, harvested_on=case.harvested_on)


def _season(session: Session, case: Case) -> GrowingSeason | None:
    """The season of the code that contains the day, locked: its quota is counted one after the other."""
    if case.area_code is None:
        return None
    return session.scalars(
        select(GrowingSeason)
        .where(
            GrowingSeason.growing_area_code_id == case.area_code.id,
            GrowingSeason.starts_on <= case.harvested_on,
            GrowingSeason.ends_on >= case.harvested_on,
        )
        .order_by(GrowingSeason.starts_on)
        .limit(1)
        .with_for_update()
    ).first()


def _quota(session: Session, case: Case, season: GrowingSeason) -> checks.Allowance:
    used = used_kg(
        session,
        Batch.growing_area_code_id == season.growing_area_code_id,
        Batch.harvested_on.between(season.starts_on, season.ends_on),
        Batch.id != case.batch_id,
    )
    return checks.Allowance(limit_kg=season.quota_kg, used_kg=used, batch_kg=case.net_weight_kg)


def _yield(
    session: Session, case: Case, season: GrowingSeason | None, expected_kg: Decimal
) -> tuple[Finding | None, Finding | None]:
    """Of the code's season, or of the calendar year where there is none."""
    year = case.harvested_on.year
    from_on = season.starts_on if season else date(year, 1, 1)
    to_on = season.ends_on if season else date(year, 12, 31)
    used = used_kg(
        session,
        Batch.plot_id == case.plot.id,
        Batch.harvested_on.between(from_on, to_on),
        Batch.id != case.batch_id,
    )
    expected = checks.Allowance(limit_kg=expected_kg, used_kg=used, batch_kg=case.net_weight_kg)
    return (
        checks.yield_exceeded(expected, plot=case.plot.code, from_on=from_on, to_on=to_on),
        checks.yield_above_expected(expected, plot=case.plot.code),
    )


def _flowerings(work: Sequence[CountedWork], case: Case) -> list[date]:
    since = _before(case.harvested_on, OLDEST_FLOWERING)
    return [found.performed_on for found in work if found.kind == "flowering" and found.performed_on >= since]


def _outside_certificates(session: Session, case: Case) -> Finding | None:
    if claims_of(session, plot_id=case.plot.id, harvested_on=case.harvested_on):
        return None
    return findings.OutsideCertificates(plot=case.plot.code, harvested_on=case.harvested_on)


def _before(day: date, span: timedelta) -> date:
    """So much earlier, but not before the first day that there is."""
    return day - min(span, day - date.min)


def _found(asked: Sequence[Finding | None]) -> tuple[Finding, ...]:
    return tuple(finding for finding in asked if finding is not None)
