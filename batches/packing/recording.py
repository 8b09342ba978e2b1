"""Writes the event of a packing: it belongs to the history of what went in and of what came out."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.events.identifiers import Identifiers
from batches.events.kinds.packing import PackingFacts, packing_event
from batches.events.model import Event
from batches.events.service import record
from batches.harvest.lots import site, weighed_lots
from batches.harvest.model import Batch
from batches.packing.model import Packing
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.packing_houses.model import PackingHouse
from batches.products.model import Product


def record_packing(
    session: Session,
    actor: Actor,
    packing: Packing,
    batch: Batch,
    taken: Sequence[tuple[Batch, Decimal]],
    *,
    base_url: str | None,
    now: datetime,
) -> Event:
    """Record the TransformationEvent of a packing, which keeps its id."""
    house = session.get_one(PackingHouse, packing.packing_house_id) if packing.packing_house_id else None
    code_id = batch.growing_area_code_id
    output = weighed_lots(session, [(batch, batch.net_weight_kg)], base_url=base_url)[0]
    facts = PackingFacts(
        packing_id=packing.id,
        inputs=weighed_lots(session, taken, base_url=base_url),
        output=output,
        place=_place(session, packing, house, base_url),
        packed_on=packing.packed_on,
        harvested_on=batch.harvested_on,
        harvested_to_on=batch.harvested_to_on or batch.harvested_on,
        variety=session.get_one(Product, batch.product_id).variety,
        growing_area_code=session.get_one(GrowingAreaCode, code_id).code if code_id else None,
        packing_house_code=house.code if house else None,
        market=packing.market,
        fruit_count=batch.fruit_count,
    )
    return record(
        session,
        actor,
        kind="packing",
        event=packing_event(facts, recorded_at=now),
        batch_ids=[batch.id, *(found.id for found, _ in taken)],
        now=now,
    )


def _place(session: Session, packing: Packing, house: PackingHouse | None, base_url: str | None) -> str:
    if house is None:
        return site(session, packing.organisation_id, base_url=base_url)
    return Identifiers(base_url).packing_house(code=house.code, packing_house_id=house.id)
