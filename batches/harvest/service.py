"""Registering a harvest: load, decide, save. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.days import day_of
from batches.events.identifiers import Identifiers
from batches.events.rules import HarvestFacts, harvest_event
from batches.events.service import record
from batches.harvest.model import Batch
from batches.harvest.queries import legal_minimum
from batches.harvest.rules import LOT_RANDOM_LENGTH, check_harvest, make_lot, make_trace_code, missing_items
from batches.organisations.model import Organisation
from batches.organisations.service import get_own_organisation
from batches.plots.model import GrowingAreaCode, Plot
from batches.plots.service import choose_growing_area_code, get_own_plot
from batches.products.model import Product
from batches.products.service import get_own_product


def register_harvest(
    session: Session,
    actor: Actor,
    *,
    plot_id: uuid.UUID,
    product_id: uuid.UUID,
    harvested_on: date,
    net_weight_kg: Decimal,
    weight_kind: str,
    fruit_count: int | None = None,
    cut_no: int | None = None,
    growing_area_code_id: uuid.UUID | None = None,
    base_url: str | None,
    draw: Callable[[int], str],
    now: datetime,
) -> Batch:
    """Record a harvest as a batch with its event; publish it when the law misses nothing.

    Args:
        base_url: the service's own domain in identifiers; None before it is decided.
        draw: draws that many random Crockford characters.

    Raises:
        HarvestInFuture, WeightNotPositive: it cannot have happened.
        NotFound: plot, product or code is missing or another organisation's.
        PlotNotUnderCode, GrowingAreaCodeNotValid: the growing-area code named does not cover this harvest.
    """
    check_harvest(harvested_on=harvested_on, net_weight_kg=net_weight_kg, today=day_of(now))
    organisation = get_own_organisation(session, actor)
    plot = get_own_plot(session, actor, plot_id)
    product = get_own_product(session, actor, product_id)
    area_code = choose_growing_area_code(
        session, actor, plot=plot, growing_area_code_id=growing_area_code_id, on=harvested_on
    )
    lot = _new_lot(session, organisation.short_code, harvested_on, draw)
    batch = Batch(
        id=new_id(),
        organisation_id=organisation.id,
        plot_id=plot.id,
        product_id=product.id,
        growing_area_code_id=area_code.id if area_code else None,
        lot=lot,
        trace_code=make_trace_code(
            product_code=product.gtin or product.code,
            location_code=area_code.code if area_code else plot.code,
            lot=lot,
            harvested_on=harvested_on,
        ),
        harvested_on=harvested_on,
        net_weight_kg=net_weight_kg,
        weight_kind=weight_kind,
        fruit_count=fruit_count,
        cut_no=cut_no,
        registered_at=now,
        registered_by=actor.id,
        published_at=None if missing_items(legal_minimum(organisation, product)) else now,
    )
    session.add(batch)
    _record_harvest(session, actor, batch, organisation, plot, product, area_code, base_url=base_url, now=now)
    return batch


def _new_lot(session: Session, short_code: str, harvested_on: date, draw: Callable[[int], str]) -> str:
    """A lot that nobody has: drawn again until it is new."""
    while True:
        lot = make_lot(short_code, harvested_on, draw(LOT_RANDOM_LENGTH))
        if session.scalar(select(Batch.id).where(Batch.lot == lot)) is None:
            return lot


def _record_harvest(
    session: Session,
    actor: Actor,
    batch: Batch,
    organisation: Organisation,
    plot: Plot,
    product: Product,
    area_code: GrowingAreaCode | None,
    *,
    base_url: str | None,
    now: datetime,
) -> None:
    identifiers = Identifiers(base_url)
    facts = HarvestFacts(
        lot_class=identifiers.lot_class(
            gtin=product.gtin, product_code=product.code, lot=batch.lot, batch_id=batch.id
        ),
        plot=identifiers.plot(short_code=organisation.short_code, code=plot.code, plot_id=plot.id),
        harvested_on=batch.harvested_on,
        net_weight_kg=batch.net_weight_kg,
        variety=product.variety,
        growing_area_code=area_code.code if area_code else None,
        fruit_count=batch.fruit_count,
    )
    record(
        session,
        actor,
        kind="harvest",
        event=harvest_event(facts, recorded_at=now),
        batch_ids=[batch.id],
        now=now,
    )
