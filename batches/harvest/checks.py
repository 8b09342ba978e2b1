"""Which rules a harvest breaks, as holds, and what is worth a warning. Pure: values in, findings out.

What happened is always recorded: nothing here refuses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from batches.findings import Finding
from batches.harvest import findings
from batches.plots.growing_areas.rules import InvalidReason

NEARLY_USED = Decimal("0.9")  # of a quota, from which on a warning tells
MOST_OF_EXPECTED = Decimal("1.2")  # an expected yield is a guess: a fifth more is a good year, not a fraud


@dataclass(frozen=True, kw_only=True, slots=True)
class Spraying:
    """A pesticide on a plot; the interval is that of its label."""

    product_name: str
    sprayed_on: date
    interval_days: int

    @property
    def first_allowed_on(self) -> date:
        return self.sprayed_on + timedelta(days=self.interval_days)


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """A limit in kg, what was used of it before, and the batch that comes now.

    `used_kg` counts every batch but the rejected ones, held ones included: their fruit was cut.
    """

    limit_kg: Decimal
    used_kg: Decimal
    batch_kg: Decimal

    @property
    def total_kg(self) -> Decimal:
        return self.used_kg + self.batch_kg


def interval_not_over(sprayings: Iterable[Spraying], *, harvested_on: date) -> Finding | None:
    """The spraying whose interval ends last, where that is after the harvest.

    A harvest is allowed from the day of the spraying + interval on, that day included.
    """
    before = [found for found in sprayings if found.sprayed_on <= harvested_on]
    last = max(before, key=lambda found: (found.first_allowed_on, found.sprayed_on), default=None)
    if last is None or harvested_on >= last.first_allowed_on:
        return None
    return findings.PreHarvestInterval(
        product_name=last.product_name,
        sprayed_on=last.sprayed_on,
        interval_days=last.interval_days,
        first_allowed_on=last.first_allowed_on,
        harvested_on=harvested_on,
    )


def code_not_valid(*, code: str, reason: InvalidReason | None, harvested_on: date) -> Finding | None:
    """The growing-area code that was named and did not hold that day."""
    if reason is None:
        return None
    return findings.GrowingAreaCodeNotValid(
        growing_area_code=code, harvested_on=harvested_on, reason_vi=reason.vi, reason_en=reason.en
    )


def quota_exceeded(quota: Allowance, *, code: str, season: str) -> Finding | None:
    """Over the season's quota by as little as a gram."""
    if quota.total_kg <= quota.limit_kg:
        return None
    return findings.QuotaExceeded(
        growing_area_code=code,
        season=season,
        used_kg=quota.used_kg,
        batch_kg=quota.batch_kg,
        quota_kg=quota.limit_kg,
    )


def quota_nearly_used(quota: Allowance, *, code: str, season: str) -> Finding | None:
    """Over 90 % of the quota and not over the quota itself."""
    if not quota.limit_kg * NEARLY_USED < quota.total_kg <= quota.limit_kg:
        return None
    return findings.QuotaNearlyUsed(
        growing_area_code=code,
        season=season,
        used_percent=_percent(quota.total_kg, quota.limit_kg),
        quota_kg=quota.limit_kg,
    )


def yield_exceeded(expected: Allowance, *, plot: str, from_on: date, to_on: date) -> Finding | None:
    """Over what the plot can plausibly give: the expected yield and a fifth."""
    most = (expected.limit_kg * MOST_OF_EXPECTED).quantize(Decimal("0.001"))
    if expected.total_kg <= most:
        return None
    return findings.YieldExceeded(
        plot=plot,
        from_on=from_on,
        to_on=to_on,
        used_kg=expected.used_kg,
        batch_kg=expected.batch_kg,
        expected_kg=expected.limit_kg,
        most_kg=most,
    )


def yield_above_expected(expected: Allowance, *, plot: str) -> Finding | None:
    """Over the expected yield, but not more than the plot can plausibly give."""
    if not expected.limit_kg < expected.total_kg <= expected.limit_kg * MOST_OF_EXPECTED:
        return None
    return findings.YieldAboveExpected(plot=plot, total_kg=expected.total_kg, expected_kg=expected.limit_kg)


@dataclass(frozen=True, kw_only=True, slots=True)
class Maturity:
    """The least that is known of a variety (Siriphanich 2000 for Monthong; none is known for others)."""

    least_days: int | None
    least_dry_matter_percent: Decimal | None


MONTHONG = Maturity(least_days=106, least_dry_matter_percent=Decimal(32))
CHANEE = Maturity(least_days=None, least_dry_matter_percent=Decimal(30))
KRADUM = Maturity(least_days=None, least_dry_matter_percent=Decimal(27))
MATURITY = {
    "monthong": MONTHONG,
    "dona": MONTHONG,  # a line of Monthong
    "chanee": CHANEE,
    "puangmanee": CHANEE,
    "kradum": KRADUM,
}


def fruit_too_young(flowerings: Sequence[date], *, variety: str, harvested_on: date) -> Finding | None:
    """Younger than the variety's known minimum even when it is of the first of the season's flowerings."""
    least = _maturity(variety).least_days
    first = min((day for day in flowerings if day <= harvested_on), default=None)
    if least is None or first is None or (harvested_on - first).days >= least:
        return None
    days = (harvested_on - first).days
    return findings.FruitTooYoung(days=days, flowered_on=first, variety=variety, least=least)


def dry_matter_low(dry_matter_percent: Decimal | None, *, variety: str) -> Finding | None:
    """Under the variety's known minimum."""
    least = _maturity(variety).least_dry_matter_percent
    if least is None or dry_matter_percent is None or dry_matter_percent >= least:
        return None
    return findings.DryMatterLow(dry_matter_percent=dry_matter_percent, least=least, variety=variety)


def variety_differs(*, plot: str, grown: str, sold: str) -> Finding | None:
    """Fruit sold under another variety than its plot grows."""
    if grown.strip().casefold() == sold.strip().casefold():
        return None
    return findings.VarietyDiffers(plot=plot, grown=grown, sold=sold)


def _maturity(variety: str) -> Maturity:
    unknown = Maturity(least_days=None, least_dry_matter_percent=None)
    return MATURITY.get(variety.strip().casefold(), unknown)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1"))
