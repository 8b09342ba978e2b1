"""Reads of batches with what hangs on them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.certificates.queries import Claim, certificates_over, claims_of, valid_on
from batches.errors import NotFound
from batches.findings import Finding, read_finding
from batches.harvest.completeness import Completeness, judge
from batches.harvest.facts import OrganisationFacts, ProductFacts
from batches.harvest.model import Batch, Hold
from batches.organisations.model import Organisation
from batches.organisations.service import get_organisation
from batches.ownership import get_own
from batches.paging import Page, Wanted, read_page
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.products.model import Product

ALWAYS_PRESENT = frozenset({"stages", "event_times", "trace_code", "brand_lot_serial", "origin"})


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisteredBatch:
    """A batch with what it may claim, what holds it, what it was warned of, and what the law still misses."""

    batch: Batch
    claims: Sequence[Claim]
    holds: list[Hold]
    warnings: list[Finding]
    completeness: Completeness


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


def get_registered_batch(session: Session, actor: Actor, batch_id: uuid.UUID) -> RegisteredBatch:
    """The same with what hangs on it.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    return registered(session, get_own_batch(session, actor, batch_id))


def list_registered_batches(session: Session, actor: Actor, wanted: Wanted) -> Page[RegisteredBatch]:
    """A page of the batches that the actor may see."""
    own = select(Batch).where(Batch.organisation_id == actor.organisation_id)
    if actor.household_code is not None:
        own = own.join(Plot, Plot.id == Batch.plot_id).where(is_of_household(actor))
    own = own.options(selectinload(Batch.grades), selectinload(Batch.holds).selectinload(Hold.decision))
    page = read_page(session, own, wanted, key=Batch.id, updated_at=Batch.updated_at)
    return Page(rows=_registered_all(session, page.rows), next=page.next)


def registered(session: Session, batch: Batch) -> RegisteredBatch:
    return _registered(session, batch, _certificates(session, batch))


def _registered_all(session: Session, batches: Sequence[Batch]) -> list[RegisteredBatch]:
    """A page, with a query for each kind of what hangs on it, not one for each batch."""
    over = certificates_over(session, {batch.plot_id for batch in batches})
    organisation_ids = {batch.organisation_id for batch in batches}
    product_ids = {batch.product_id for batch in batches}
    # Held until the end: a session forgets what nobody holds, and would ask for each batch again.
    _held = (
        session.scalars(select(Organisation).where(Organisation.id.in_(organisation_ids))).all(),
        session.scalars(select(Product).where(Product.id.in_(product_ids))).all(),
    )
    return [
        _registered(session, batch, valid_on(over.get(batch.plot_id, []), batch.harvested_on))
        for batch in batches
    ]


def _registered(session: Session, batch: Batch, certificates: Sequence[Claim]) -> RegisteredBatch:
    return RegisteredBatch(
        batch=batch,
        claims=certificates if _may_claim(batch) else [],
        holds=batch.open_holds,
        warnings=[read_finding(stored) for stored in batch.warnings],
        completeness=completeness_of(session, batch, has_claim=bool(certificates)),
    )


def claims_of_batch(session: Session, batch: Batch) -> list[Claim]:
    """What a batch may claim: nothing while it is held or when it was rejected."""
    return _certificates(session, batch) if _may_claim(batch) else []


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


def _may_claim(batch: Batch) -> bool:
    return batch.status not in ("on_hold", "rejected")


def _certificates(session: Session, batch: Batch) -> list[Claim]:
    return claims_of(session, plot_id=batch.plot_id, harvested_on=batch.harvested_on)


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
