"""What the public may see of a batch or a product, read from the database."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.days import day_of
from batches.documents.model import Document
from batches.documents.service import content_of, find_public_document
from batches.events.model import Event
from batches.events.service import events_of
from batches.harvest.model import Batch
from batches.organisations.members.model import Member
from batches.organisations.members.queries import allowed_purposes
from batches.organisations.model import Organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.products.model import Product
from batches.provenance.batches import claims_of_batch
from batches.provenance.rules import KnownGrower, shown_grower
from batches.provenance.story import (
    LATE_AFTER,
    NOBODY,
    SHOWN_SIZE,
    PublicBatch,
    PublicClaim,
    PublicGrower,
    PublicPlace,
    PublicStage,
)
from batches.recalls.standing import standing_of


def find_public_batch(
    session: Session,
    *,
    batch_id: uuid.UUID | None = None,
    lot: str | None = None,
    now: datetime | None = None,
) -> PublicBatch | None:
    """The public form of a published batch, by id or by lot; None when there is none.

    Args:
        now: the instant at which the grower's consents are asked for. What is printed or passed on cannot
            follow a withdrawal, so its makers give none, and no person is in what they get.
    """
    where = Batch.id == batch_id if batch_id is not None else Batch.lot == lot
    batch = session.scalar(select(Batch).where(where))
    if batch is None or batch.published_at is None:
        return None
    status = standing_of(session, batch).status_of(batch)
    organisation = session.get_one(Organisation, batch.organisation_id)
    plot = session.get_one(Plot, batch.plot_id)
    product = session.get_one(Product, batch.product_id)
    image = find_picture(session, product)
    area_code = (
        session.get(GrowingAreaCode, batch.growing_area_code_id) if batch.growing_area_code_id else None
    )
    return PublicBatch(
        batch_id=batch.id,
        lot=batch.lot,
        trace_code=batch.trace_code,
        status=status,
        is_sample=organisation.is_sample,
        product_id=product.id,
        product_name_vi=product.name_vi,
        product_name_en=product.name_en,
        product_name_zh=product.name_zh,
        gtin=product.gtin,
        variety=product.variety,
        brand=product.brand,
        standards=product.standards,
        storage=product.storage,
        shelf_life_days=product.shelf_life_days,
        image_id=image.id if image else None,
        image_px=size_of(image),
        organisation_name=organisation.name,
        organisation_address=organisation.address,
        plot_place=plot.place,
        growing_area_code=area_code.code if area_code else None,
        harvested_on=batch.harvested_on,
        claims=_claims(session, batch, status),
        stages=tuple(_stage(event, organisation, plot) for event in events_of(session, batch.id)),
        grower=NOBODY if now is None else _grower(session, plot, now),
    )


def find_public_place(
    session: Session, *, short_code: str, plot_code: str | None = None
) -> PublicPlace | None:
    """An organisation, or one of its plots, by the codes in its URI."""
    organisation = session.scalar(select(Organisation).where(Organisation.short_code == short_code))
    if organisation is None:
        return None
    address = organisation.address
    if plot_code is not None:
        where = (Plot.organisation_id == organisation.id, Plot.code == plot_code)
        plot = session.scalar(select(Plot).where(*where))
        if plot is None:
            return None
        address = plot.place
    return PublicPlace(organisation_name=organisation.name, address=address, is_sample=organisation.is_sample)


def find_product(
    session: Session, *, product_id: uuid.UUID | None = None, gtin: str | None = None
) -> Product | None:
    """A product by id or by its 14-digit GTIN."""
    where = Product.id == product_id if product_id is not None else Product.gtin == gtin
    return session.scalar(select(Product).where(where))


def _grower(session: Session, plot: Plot, now: datetime) -> PublicGrower:
    if plot.member_id is None:
        return NOBODY
    member = session.get_one(Member, plot.member_id)
    known = KnownGrower(
        member_id=member.id,
        name=member.name,
        phone=member.phone,
        photo_id=member.photo_id,
        household_code=member.household_code,
        position=plot.position,
    )
    return shown_grower(known, allowed_purposes(session, member.id, now=now))


def find_picture(session: Session, product: Product) -> Document | None:
    """A product's picture while it is public: one that was taken back is missing."""
    return find_public_document(session, product.image_id) if product.image_id else None


def size_of(picture: Document | None) -> tuple[int, int] | None:
    """Width and height in pixels in the size that pages show; None where nobody measured it."""
    content = content_of(picture, SHOWN_SIZE) if picture else None
    if content is None or content.width_px is None or content.height_px is None:
        return None
    return content.width_px, content.height_px


def _claims(session: Session, batch: Batch, status: str) -> tuple[PublicClaim, ...]:
    return tuple(
        PublicClaim(
            scheme=found.scheme,
            number=found.number,
            body=found.body,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
        )
        for found in claims_of_batch(session, batch, status)
    )


def _stage(event: Event, organisation: Organisation, plot: Plot) -> PublicStage:
    return PublicStage(
        kind=event.kind,
        occurred_on=day_of(event.occurred_at),
        recorded_at=event.recorded_at,
        organisation=organisation.name,
        place=plot.place,
        is_late=event.recorded_at - event.occurred_at > LATE_AFTER,
    )
