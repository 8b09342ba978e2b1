"""Reads of batches with what hangs on them."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.certificates.model import Certificate
from batches.certificates.service import claims_of
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.harvest.rules import LegalMinimum, missing_items
from batches.organisations.model import Organisation
from batches.organisations.service import get_organisation
from batches.paging import Page, Wanted, read_page
from batches.products.model import Product


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisteredBatch:
    """A batch with what it may claim and what the law still misses."""

    batch: Batch
    claims: list[Certificate]
    missing: tuple[str, ...]


def get_own_batch(session: Session, actor: Actor, batch_id: uuid.UUID) -> Batch:
    """A batch of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    batch = session.get(Batch, batch_id)
    if batch is None or batch.organisation_id != actor.organisation_id:
        raise NotFound(what="batch", id=batch_id)
    return batch


def get_registered_batch(session: Session, actor: Actor, batch_id: uuid.UUID) -> RegisteredBatch:
    """The same with its claims and completeness.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return _registered(session, get_own_batch(session, actor, batch_id))


def list_registered_batches(session: Session, actor: Actor, wanted: Wanted) -> Page[RegisteredBatch]:
    """A page of the batches of the actor's organisation."""
    own = select(Batch).where(Batch.organisation_id == actor.organisation_id)
    page = read_page(session, own, wanted, key=Batch.id, updated_at=Batch.registered_at)
    return Page(rows=[_registered(session, batch) for batch in page.rows], next=page.next)


def _registered(session: Session, batch: Batch) -> RegisteredBatch:
    organisation = get_organisation(session, batch.organisation_id)
    product = session.get_one(Product, batch.product_id)
    return RegisteredBatch(
        batch=batch,
        claims=claims_of(session, plot_id=batch.plot_id, harvested_on=batch.harvested_on),
        missing=missing_items(legal_minimum(organisation, product)),
    )


def legal_minimum(organisation: Organisation, product: Product) -> LegalMinimum:
    return LegalMinimum(
        product_name=product.name_vi,
        has_image=product.image_id is not None,
        organisation_name=organisation.name,
        has_address=bool(organisation.commune_code),
    )
