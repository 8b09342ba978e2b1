"""The lots of batches: how they are drawn, and how events name the fruit and where it is."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from batches.base import insert_unless_taken
from batches.events.identifiers import Identifiers
from batches.events.rules import Quantity
from batches.harvest.model import Batch
from batches.harvest.rules import LOT_RANDOM_LENGTH, make_lot, make_trace_code
from batches.organisations.model import Organisation
from batches.products.model import Product


def insert_with_lot(
    session: Session,
    batch: Batch,
    *,
    short_code: str,
    day: date,
    product_code: str,
    location_code: str,
    draw: Callable[[int], str],
) -> None:
    """Insert a new batch under a lot that nobody has: drawn again until the database takes it.

    Args:
        day: of the harvest, or of the packing.
        location_code: of the growing area or plot, or of the packing house.
        draw: draws that many random Crockford characters.
    """
    while True:
        batch.lot = make_lot(short_code, day, draw(LOT_RANDOM_LENGTH))
        batch.trace_code = make_trace_code(
            product_code=product_code, location_code=location_code, lot=batch.lot, harvested_on=day
        )
        if insert_unless_taken(session, batch, column="lot"):
            return


def lot_class(session: Session, batch: Batch, *, base_url: str | None) -> str:
    """The URI of a batch's lot."""
    product = session.get_one(Product, batch.product_id)
    return Identifiers(base_url).lot_class(
        gtin=product.gtin, product_code=product.code, lot=batch.lot, batch_id=batch.id
    )


def lots(session: Session, batches: Iterable[Batch], *, base_url: str | None) -> list[Quantity]:
    """Lots without a weight, in the order of their batches' ids."""
    ordered = sorted(batches, key=lambda batch: batch.id)
    return [Quantity(lot_class=lot_class(session, batch, base_url=base_url)) for batch in ordered]


def weighed_lots(
    session: Session, weighed: Iterable[tuple[Batch, Decimal]], *, base_url: str | None
) -> list[Quantity]:
    """Lots with a weight in kg each, in the order of their batches' ids."""
    ordered = sorted(weighed, key=lambda pair: pair[0].id)
    return [
        Quantity(lot_class=lot_class(session, batch, base_url=base_url), net_weight_kg=weight)
        for batch, weight in ordered
    ]


def party(session: Session, organisation_id: uuid.UUID, *, base_url: str | None) -> str:
    """The URI of an organisation."""
    organisation = session.get_one(Organisation, organisation_id)
    return Identifiers(base_url).party(short_code=organisation.short_code, organisation_id=organisation.id)


def site(session: Session, organisation_id: uuid.UUID, *, base_url: str | None) -> str:
    """The URI of where an organisation works."""
    organisation = session.get_one(Organisation, organisation_id)
    return Identifiers(base_url).site(short_code=organisation.short_code, organisation_id=organisation.id)
