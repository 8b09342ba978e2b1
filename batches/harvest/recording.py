"""The event of a new batch, as it is written. Decides nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.events.identifiers import Identifiers
from batches.events.rules import HarvestFacts, harvest_event
from batches.events.service import record
from batches.harvest.facts import Parties
from batches.harvest.model import Batch


def record_harvest(
    session: Session,
    actor: Actor,
    batch: Batch,
    parties: Parties,
    *,
    base_url: str | None,
    now: datetime,
) -> None:
    """Keep the event of a new batch."""
    identifiers = Identifiers(base_url)
    organisation, plot, product = parties.organisation, parties.plot, parties.product
    facts = HarvestFacts(
        lot_class=identifiers.lot_class(
            gtin=product.gtin, product_code=product.code, lot=batch.lot, batch_id=batch.id
        ),
        plot=identifiers.plot(short_code=organisation.short_code, code=plot.code, plot_id=plot.id),
        harvested_on=batch.harvested_on,
        net_weight_kg=batch.net_weight_kg,
        variety=product.variety,
        growing_area_code=parties.area_code.code if parties.area_code else None,
        fruit_count=batch.fruit_count,
    )
    event = harvest_event(facts, recorded_at=now)
    record(session, actor, kind="harvest", event=event, batch_ids=[batch.id], now=now)
