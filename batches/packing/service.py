"""The use case of packing: fruit of batches becomes a new batch. The caller owns the transaction."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.findings import Stored
from batches.harvest.holding import open_holds
from batches.harvest.lots import insert_with_lot
from batches.harvest.model import Batch
from batches.harvest.publishing import publish_if_whole
from batches.lineage.service import add_inputs
from batches.organisations.service import get_own_organisation
from batches.packing.checking import Checked, PackingReport, check_report
from batches.packing.model import Packing
from batches.packing.recording import record_packing
from batches.packing.rules import varieties_told, weight_loss_held, weight_loss_told
from batches.products.model import Product


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
    checked = check_report(session, actor, report, now=now)
    batch = _batch(actor, checked, now=now)
    batch.warnings = _told(session, checked, usual_loss_percent)
    _insert(session, actor, batch, checked, draw)
    held = weight_loss_held(checked.balance, usual_percent=usual_loss_percent)
    open_holds(batch, [held] if held else [], now=now)
    publish_if_whole(session, batch, now=now)
    add_inputs(session, batch, checked.taken)
    packing = _packing(actor, batch, checked, now=now)
    event = record_packing(session, actor, packing, batch, checked.taken, base_url=base_url, now=now)
    packing.event_id = event.id
    session.add(packing)
    session.flush()
    for source, _ in checked.taken:
        source.updated_at = now  # it may be used up now: who syncs hears of it
    return packing


def _batch(actor: Actor, checked: Checked, *, now: datetime) -> Batch:
    """Still without a lot."""
    report, product, area_code = checked.report, checked.product, checked.area_code
    first = min(batch.harvested_on for batch, _ in checked.taken)
    last = max(batch.harvested_to_on or batch.harvested_on for batch, _ in checked.taken)
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


def _told(session: Session, checked: Checked, usual_percent: Decimal) -> list[Stored]:
    varieties = [
        (found.lot, session.get_one(Product, found.product_id).variety) for found, _ in checked.taken
    ]
    told = [
        weight_loss_told(checked.balance, usual_percent=usual_percent),
        *varieties_told(varieties, sold=checked.product.variety),
    ]
    return [finding.stored() for finding in told if finding is not None]


def _insert(
    session: Session, actor: Actor, batch: Batch, checked: Checked, draw: Callable[[int], str]
) -> None:
    organisation = get_own_organisation(session, actor)
    insert_with_lot(
        session,
        batch,
        short_code=organisation.short_code,
        day=checked.report.packed_on,
        product_code=checked.product.gtin or checked.product.code,
        location_code=checked.house.code if checked.house else organisation.short_code,
        draw=draw,
    )


def _packing(actor: Actor, batch: Batch, checked: Checked, *, now: datetime) -> Packing:
    report, house, balance = checked.report, checked.house, checked.balance
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
