"""Reads of batches with what hangs on them."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.completeness import Completeness, judge
from batches.harvest.facts import OrganisationFacts, ProductFacts
from batches.harvest.model import Batch
from batches.organisations.model import Organisation
from batches.organisations.service import get_organisation
from batches.ownership import get_own
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.products.model import Product

ALWAYS_PRESENT = frozenset({"stages", "event_times", "trace_code", "brand_lot_serial", "origin"})


def get_own_batch(session: Session, actor: Actor, batch_id: uuid.UUID, *, lock: bool = False) -> Batch:
    """A batch of the actor's organisation; for a farmer bound to a household, of its plots.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    batch = get_own(session, actor, Batch, batch_id, what="batch", lock=lock)
    if actor.household_code is not None and not session.scalar(
        select(Plot.id).where(Plot.id == batch.plot_id, is_of_household(actor))
    ):
        raise NotFound(what="batch", id=batch_id)
    return batch


def completeness_of(session: Session, batch: Batch, *, has_claim: bool) -> Completeness:
    """What the law wants of a batch and what is missing.

    Args:
        has_claim: a certificate in force is a standard applied; what is missing does not depend on it.
    """
    organisation = get_organisation(session, batch.organisation_id)
    product = session.get_one(Product, batch.product_id)
    return completeness_by(organisation, product, has_claim=has_claim)


def completeness_by(
    organisation: Organisation | OrganisationFacts, product: Product | ProductFacts, *, has_claim: bool
) -> Completeness:
    """The same by what is known of organisation and product."""
    return judge(_present_items(organisation, product, has_claim=has_claim))


def _present_items(
    organisation: Organisation | OrganisationFacts, product: Product | ProductFacts, *, has_claim: bool
) -> frozenset[str]:
    """The legal items that are there. A registered batch always has stages, times, a lot and a trace code.

    A plot lies in Vietnam, so the origin is known.
    """
    optional = {
        "product_name": product.name_vi,
        "product_image": product.image_id,
        "organisation_name": organisation.name,
        "organisation_address": organisation.commune_code,
        "standards": product.standards or has_claim,
        "shelf_life": product.shelf_life_days,
    }
    return ALWAYS_PRESENT.union(code for code, found in optional.items() if found)
