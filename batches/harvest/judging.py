"""Loads what the rules look at and asks them: which holds and warnings a harvest gets. Saves nothing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.certificates.queries import Claim, claims_of
from batches.diary.queries import CountedWork, work_that_counts
from batches.findings import Finding
from batches.harvest import checks, findings
from batches.harvest.facts import PlotFacts, Used, find_season, used_before
from batches.harvest.model import Batch
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.growing_areas.queries import CodeOver
from batches.plots.growing_areas.rules import Season, why_not_valid
from batches.plots.model import Plot
from batches.products.model import Product

LONGEST_INTERVAL = timedelta(days=366)
OLDEST_FLOWERING = timedelta(days=200)  # a fruit hangs for some 90 to 130 days


JudgedCode = GrowingAreaCode | CodeOver


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A harvest as the rules see it.

    Attributes:
        variety: of the product.
        batch_id: of the batch itself when it is there already: it does not count as used before.
    """

    plot: Plot | PlotFacts
    variety: str
    area_code: JudgedCode | None
    harvested_on: date
    net_weight_kg: Decimal
    dry_matter_percent: Decimal | None
    batch_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What rules found.

    Attributes:
        claims: the certificates that held for the plot that day; a held batch names none of them.
    """

    holds: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    claims: Sequence[Claim]


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
    counted_held, counted_told = _counted(session, case)
    work = _work(session, case)
    claims = claims_of(session, plot_id=case.plot.id, harvested_on=case.harvested_on)
    held = [_interval_not_over(work, case), code_hold(case), *counted_held]
    told: list[Finding | None] = [
        _outside_certificates(claims, case),
        checks.fruit_too_young(_flowerings(work, case), variety=case.variety, harvested_on=case.harvested_on),
        checks.dry_matter_low(case.dry_matter_percent, variety=case.variety),
        checks.variety_differs(plot=case.plot.code, grown=case.plot.variety, sold=case.variety),
        *counted_told,
    ]
    return Judgement(holds=_found(held), warnings=_found(told), claims=claims)


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


def _quota(case: Case, code: JudgedCode, season: Season, used: Used) -> tuple[Finding | None, Finding | None]:
    """What holds, and what is only told."""
    quota = checks.Allowance(limit_kg=season.quota_kg, used_kg=used.of_code_kg, batch_kg=case.net_weight_kg)
    named = {"code": code.code, "season": season.name}
    return checks.quota_exceeded(quota, **named), checks.quota_nearly_used(quota, **named)


def _yield(
    case: Case, period: tuple[date, date], expected_kg: Decimal, used: Used
) -> tuple[Finding | None, Finding | None]:
    """The same."""
    expected = checks.Allowance(limit_kg=expected_kg, used_kg=used.of_plot_kg, batch_kg=case.net_weight_kg)
    from_on, to_on = period
    return (
        checks.yield_exceeded(expected, plot=case.plot.code, from_on=from_on, to_on=to_on),
        checks.yield_above_expected(expected, plot=case.plot.code),
    )


def _counted(session: Session, case: Case) -> tuple[list[Finding | None], list[Finding | None]]:
    """What the rules that count kilograms hold for, and what they tell: quota and expected yield.

    The yield is that of the code's season, or of the calendar year where there is none.
    """
    code, expected_kg = case.area_code, case.plot.expected_yield_kg
    season = find_season(session, code.id, case.harvested_on) if code else None
    if season is None and expected_kg is None:
        return [], []
    year = case.harvested_on.year
    period = (season.starts_on, season.ends_on) if season else (date(year, 1, 1), date(year, 12, 31))
    used = used_before(
        session,
        code_id=code.id if code and season else None,
        plot_id=case.plot.id if expected_kg is not None else None,
        from_on=period[0],
        to_on=period[1],
        but=case.batch_id,
    )
    found = []
    if code is not None and season is not None:
        found.append(_quota(case, code, season, used))
    if expected_kg is not None:
        found.append(_yield(case, period, expected_kg, used))
    return [held for held, _ in found], [told for _, told in found]


def _flowerings(work: Sequence[CountedWork], case: Case) -> list[date]:
    since = _before(case.harvested_on, OLDEST_FLOWERING)
    return [found.performed_on for found in work if found.kind == "flowering" and found.performed_on >= since]


def _outside_certificates(claims: Sequence[Claim], case: Case) -> Finding | None:
    if claims:
        return None
    return findings.OutsideCertificates(plot=case.plot.code, harvested_on=case.harvested_on)


def _before(day: date, span: timedelta) -> date:
    """So much earlier, but not before the first day that there is."""
    return day - min(span, day - date.min)


def _found(asked: Sequence[Finding | None]) -> tuple[Finding, ...]:
    return tuple(finding for finding in asked if finding is not None)
