"""What somebody says was packed, checked: the fruit and the house are there, and may be packed so for the market."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.harvest.model import Batch
from batches.lineage.origins import origins_of
from batches.movements.taking import Line, take
from batches.packing.queries import packings_of
from batches.packing.rules import Balance, Cut, balance_of, check_active, check_market, check_packed_on
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.growing_areas.rules import check_market as check_market_code
from batches.plots.growing_areas.rules import is_authorised
from batches.plots.packing_houses.model import PackingHouse
from batches.plots.packing_houses.service import get_own_packing_house
from batches.plots.statuses import status_on
from batches.products.model import Product
from batches.products.service import get_own_product

Taken = Sequence[tuple[Batch, Decimal]]


@dataclass(frozen=True, kw_only=True, slots=True)
class PackingReport:
    """What somebody says was packed.

    Attributes:
        inputs: batches with the weights in kg that were taken of them.
        market: two capitals of the country that it is packed for; None for the home market.
        shrinkage_kg: None: whatever does not come out was lost.
    """

    inputs: Sequence[Line]
    product_id: uuid.UUID
    packed_on: date
    net_weight_kg: Decimal
    rejected_kg: Decimal = Decimal(0)
    shrinkage_kg: Decimal | None = None
    packing_house_id: uuid.UUID | None = None
    market: str | None = None
    fruit_count: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A report that may be so, with what it names.

    Attributes:
        area_code: the one of all fruit; None where there is not one.
    """

    report: PackingReport
    product: Product
    house: PackingHouse | None
    taken: Taken
    balance: Balance
    area_code: GrowingAreaCode | None


def check_report(session: Session, actor: Actor, report: PackingReport, *, now: datetime) -> Checked:
    """Refuse what cannot have been packed, or not for that market; the fruit stays locked.

    Raises:
        See `batches.packing.service.pack`.
    """
    if report.market is not None:
        check_market_code(report.market)
    product = get_own_product(session, actor, report.product_id)
    house = _packing_house(session, actor, report)
    taken = take(session, actor, report.inputs, pointer="/inputs")
    check_packed_on(report.packed_on, made_on=_made_on(session, taken), today=day_of(now))
    balance = balance_of(
        input_kg=sum((weight for _, weight in taken), Decimal(0)),
        output_kg=report.net_weight_kg,
        rejected_kg=report.rejected_kg,
        shrinkage_kg=report.shrinkage_kg,
    )
    area_code = _area_code(session, taken, report, house, product)
    return Checked(
        report=report, product=product, house=house, taken=taken, balance=balance, area_code=area_code
    )


def _packing_house(session: Session, actor: Actor, report: PackingReport) -> PackingHouse | None:
    if report.packing_house_id is None:
        return None
    house = get_own_packing_house(session, actor, report.packing_house_id, pointer="/packing_house_id")
    status = status_on(house.changes(), report.packed_on)
    check_active(status, packing_house_code=house.code, packed_on=report.packed_on)
    return house


def _made_on(session: Session, taken: Taken) -> list[tuple[str, date]]:
    """Lots with the day on which they were packed, or cut."""
    packings = packings_of(session, [batch.id for batch, _ in taken if batch.plot_id is None])
    return [
        (batch.lot, packings[batch.id].packed_on if batch.id in packings else batch.harvested_on)
        for batch, _ in taken
    ]


def _area_code(
    session: Session, taken: Taken, report: PackingReport, house: PackingHouse | None, product: Product
) -> GrowingAreaCode | None:
    """The one growing-area code of all fruit, after the market's rules were asked; None where there is not one."""
    origins = origins_of(session, [batch.id for batch, _ in taken])
    harvests = {cut.id: cut for cuts in origins.values() for cut in cuts}
    codes = {
        cut.id: session.get_one(GrowingAreaCode, cut.growing_area_code_id)
        for cut in harvests.values()
        if cut.growing_area_code_id is not None
    }
    check_market(
        [_cut(cut, codes.get(cut.id), house, report.packed_on) for cut in harvests.values()],
        market=report.market,
        packing_house_code=house.code if house else None,
        packed_on=report.packed_on,
        is_carton=product.level == "carton",
    )
    distinct = {codes.get(cut_id) for cut_id in harvests}
    return distinct.pop() if len(distinct) == 1 else None


def _cut(batch: Batch, code: GrowingAreaCode | None, house: PackingHouse | None, packed_on: date) -> Cut:
    authorised = (
        code is not None
        and house is not None
        and is_authorised([row.value for row in code.authorisations], house.code, packed_on)
    )
    return Cut(
        lot=batch.lot,
        growing_area_code=code.code if code else None,
        market=code.market if code else None,
        is_authorised=authorised,
    )
