"""A plausible season of a cooperative, drawn from a seed: flowerings, sprayings, cuts, estimates weighed later."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

HOUSEHOLDS = 30
CUTS = 10
FIRST_CUT_DAYS = {"Ri6": 95, "Monthong": 108}  # after anthesis
KG_A_HECTARE = 15_000
ESTIMATED = 0.3  # of the cuts, in the orchard, within 8 % of what the scales say
PESTICIDES = {"Thuốc Mẫu A": 14, "Thuốc Mẫu B": 7, "Thuốc Mẫu C": 3}


@dataclass(frozen=True, kw_only=True)
class Work:
    """A flowering or a spraying, by the number of its household."""

    household: int
    kind: str
    performed_on: date
    product_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A harvest; `estimated_kg` is what was written in the orchard, None when the scales stood there."""

    household: int
    cut_no: int
    harvested_on: date
    net_weight_kg: Decimal
    estimated_kg: Decimal | None
    weighed_on: date


@dataclass(frozen=True, kw_only=True)
class Orchard:
    """A household's plot and all that happened on it."""

    household: int
    variety: str
    area_ha: Decimal
    expected_yield_kg: Decimal
    work: tuple[Work, ...]
    cuts: tuple[Cut, ...]


def draw_season(seed: int) -> list[Orchard]:
    """Thirty orchards with ten cuts each: what an honest cooperative writes down."""
    dice = random.Random(seed)
    return [_orchard(dice, household) for household in range(1, HOUSEHOLDS + 1)]


def in_order(season: list[Orchard]) -> Iterator[Work | Cut]:
    """All of it day by day; on one day the work before the cut."""
    days: list[tuple[date, int, Work | Cut]] = []
    for orchard in season:
        days += [(work.performed_on, 0, work) for work in orchard.work]
        days += [(cut.harvested_on, 1, cut) for cut in orchard.cuts]
    for _, _, happened in sorted(days, key=lambda day: day[:2]):
        yield happened


def _orchard(dice: random.Random, household: int) -> Orchard:
    variety = dice.choice(sorted(FIRST_CUT_DAYS))
    area_ha = Decimal(dice.randint(50, 150)) / 100
    expected = area_ha * KG_A_HECTARE
    flowered_on = date(2026, 1, 5) + timedelta(days=dice.randint(0, 55))
    days = _cut_days(dice, flowered_on + timedelta(days=FIRST_CUT_DAYS[variety] + dice.randint(0, 6)))
    given = expected * Decimal(dice.randint(70, 108)) / 100
    return Orchard(
        household=household,
        variety=variety,
        area_ha=area_ha,
        expected_yield_kg=expected,
        work=(
            Work(household=household, kind="flowering", performed_on=flowered_on),
            *_sprayings(dice, household, flowered_on, days),
        ),
        cuts=tuple(_cuts(dice, household, days, given)),
    )


def _cut_days(dice: random.Random, first: date) -> list[date]:
    days = [first]
    while len(days) < CUTS:
        days.append(days[-1] + timedelta(days=dice.randint(2, 5)))
    return days


def _sprayings(dice: random.Random, household: int, flowered_on: date, cuts: list[date]) -> Iterator[Work]:
    """Every few weeks until the interval before the first cut, and short ones where two cuts lie far enough apart."""
    day = flowered_on + timedelta(days=dice.randint(10, 25))
    while True:
        product_name = dice.choice(sorted(PESTICIDES))
        if day + timedelta(days=PESTICIDES[product_name]) > cuts[0]:
            break
        yield Work(household=household, kind="pesticide", performed_on=day, product_name=product_name)
        day += timedelta(days=dice.randint(14, 28))
    for cut, following in pairwise(cuts):
        sprayed_on = cut + timedelta(days=1)
        if sprayed_on + timedelta(days=PESTICIDES["Thuốc Mẫu C"]) <= following and dice.random() < 0.3:
            yield Work(
                household=household, kind="pesticide", performed_on=sprayed_on, product_name="Thuốc Mẫu C"
            )


def _cuts(dice: random.Random, household: int, days: list[date], given: Decimal) -> Iterator[Cut]:
    shares = [dice.uniform(0.5, 1.5) for _ in days]
    for number, (day, share) in enumerate(zip(days, shares, strict=True), start=1):
        weight = (given * Decimal(share / sum(shares))).quantize(Decimal("0.5"))
        guess = (weight * Decimal(dice.uniform(0.92, 1.08))).quantize(Decimal(10))
        yield Cut(
            household=household,
            cut_no=number,
            harvested_on=day,
            net_weight_kg=weight,
            estimated_kg=guess if dice.random() < ESTIMATED else None,
            weighed_on=day + timedelta(days=dice.randint(0, 1)),
        )
