"""The use case of packing: fruit of batches becomes a new batch. The caller owns the transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.days import day_of
from batches.findings import Stored
from batches.harvest.holding import open_holds
from batches.harvest.lots import insert_with_lot
from batches.harvest.model import Batch
from batches.harvest.publishing import publish_if_whole
from batches.lineage.origins import origins_of
from batches.lineage.service import add_inputs
from batches.movements.taking import Line, take
from batches.organisations.service import get_own_organisation
from batches.packing.model import Packing
from batches.packing.queries import packings_of
from batches.packing.recording import record_packing
from batches.packing.rules import (
    Balance,
    Cut,
    balance_of,
    check_active,
    check_market,
    check_packed_on,
    varieties_told,
    weight_loss_held,
    weight_loss_told,
)
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


def pack(
    session: Session,
    actor: Actor,
    report: PackingReport,
    *,
    usual_loss_percent: Decimal,
    base_url: str | None,
    draw: Callable[[int], str],
    now: datetime,
) -> Packing:
    """Make a batch of other batches; a loss that fruit does not have holds it, and else it is published when whole.

    Args:
        usual_loss_percent: of the inputs' weight, up to which a loss is only told.
        draw: draws that many random Crockford characters.

    Raises:
        MarketInvalid, NotFound, BatchNamedTwice: market, inputs, product or packing house.
        BatchRecalled, BatchRejected, BatchOnHold, BatchNotWeighed: an input may not go on.
        MassBalance, WeightsDoNotAddUp: more than there is, or a sum that does not come out.
        PackedInFuture, PackedBeforeHarvest: it cannot have been packed then.
        PackingHouseNotActive, PackingHouseMissing, GrowingAreaCodeMissing, PackingHouseNotAuthorised,
        SeveralCodesInCarton: not there, or not for that market.
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
    batch = _batch(actor, report, taken, product, area_code, now=now)
    batch.warnings = _told(session, balance, taken, product, usual_loss_percent)
    organisation = get_own_organisation(session, actor)
    insert_with_lot(
        session,
        batch,
        short_code=organisation.short_code,
        day=report.packed_on,
        product_code=product.gtin or product.code,
        location_code=house.code if house else organisation.short_code,
        draw=draw,
    )
    held = weight_loss_held(balance, usual_percent=usual_loss_percent)
    open_holds(batch, [held] if held else [], now=now)
    publish_if_whole(session, batch, now=now)
    add_inputs(session, batch, taken)
    packing = _packing(actor, report, batch, house, balance, now)
    event = record_packing(session, actor, packing, batch, taken, base_url=base_url, now=now)
    packing.event_id = event.id
    session.add(packing)
    session.flush()
    for source, _ in taken:
        source.updated_at = now  # it may be used up now: who syncs hears of it
    return packing


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


def _batch(
    actor: Actor,
    report: PackingReport,
    taken: Taken,
    product: Product,
    area_code: GrowingAreaCode | None,
    *,
    now: datetime,
) -> Batch:
    """Still without a lot."""
    first = min(batch.harvested_on for batch, _ in taken)
    last = max(batch.harvested_to_on or batch.harvested_on for batch, _ in taken)
    return Batch(
        id=new_id(),
        organisation_id=product.organisation_id,
        plot_id=None,
        product_id=product.id,
        growing_area_code_id=area_code.id if area_code else None,
        harvested_on=first,
        harvested_to_on=last if last != first else None,
        net_weight_kg=report.net_weight_kg,
        weight_kind="weighed",
        fruit_count=report.fruit_count,
        cut_no=None,
        dry_matter_percent=None,
        registered_at=now,
        registered_by=actor.id,
        updated_at=now,
    )


def _told(
    session: Session, balance: Balance, taken: Taken, product: Product, usual_percent: Decimal
) -> list[Stored]:
    varieties = [(found.lot, session.get_one(Product, found.product_id).variety) for found, _ in taken]
    told = [
        weight_loss_told(balance, usual_percent=usual_percent),
        *varieties_told(varieties, sold=product.variety),
    ]
    return [finding.stored() for finding in told if finding is not None]


def _packing(
    actor: Actor,
    report: PackingReport,
    batch: Batch,
    house: PackingHouse | None,
    balance: Balance,
    now: datetime,
) -> Packing:
    return Packing(
        id=new_id(),
        organisation_id=batch.organisation_id,
        batch_id=batch.id,
        packing_house_id=house.id if house else None,
        market=report.market,
        packed_on=report.packed_on,
        rejected_kg=balance.rejected_kg,
        shrinkage_kg=balance.shrinkage_kg,
        recorded_at=now,
        recorded_by=actor.id,
    )
