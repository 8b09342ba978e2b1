"""What the public may see of a batch or a product, read from the database."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.days import day_of
from batches.documents.model import Document
from batches.documents.service import content_of, find_public_document, public_ids
from batches.harvest.model import Batch
from batches.organisations.members.model import Member
from batches.organisations.members.queries import allowed_purposes
from batches.products.model import Product
from batches.provenance.batches import claims_of_batch
from batches.provenance.rules import KnownGrower, missing_stages, shown_grower
from batches.provenance.story import (
    NOBODY,
    SHOWN_SIZE,
    PublicBatch,
    PublicClaim,
    PublicGrower,
    PublicPacking,
    PublicRecall,
)
from batches.provenance.telling import Told, read_told
from batches.recalls.standing import Standing, standing_of


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
    told = read_told(session, batch)
    standing = standing_of(session, batch)
    status = standing.status_of(batch)
    organisation = told.sources.organisations[batch.organisation_id]
    product = session.get_one(Product, batch.product_id)
    image = find_picture(session, product)
    area_code = told.codes.get(batch.growing_area_code_id)
    stages = tuple(told.stages)
    return PublicBatch(
        batch_id=batch.id,
        lot=batch.lot,
        trace_code=batch.trace_code,
        status=status,
        is_sample=any(found.is_sample for found in told.makers),
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
        growing_area_code=area_code.code if area_code else None,
        harvested_on=batch.harvested_on,
        harvested_to_on=batch.harvested_to_on,
        claims=_claims(session, batch, status),
        origins=tuple(dict.fromkeys(grown.origin for grown in told.grown)),
        packing=_packing(batch, told),
        recall=_recall(standing),
        stages=stages,
        missing_stages=missing_stages({stage.kind for stage in stages}),
        grower=NOBODY if now is None else _grower(session, told, now),
    )


def _packing(batch: Batch, told: Told) -> PublicPacking | None:
    packing = told.packings.get(batch.id)
    if packing is None:
        return None
    house = told.sources.houses.get(packing.event_id)
    return PublicPacking(packing_house_code=house.code if house else None, packed_on=packing.packed_on)


def _recall(standing: Standing) -> PublicRecall | None:
    if not standing.recalls:
        return None
    first = standing.recalls[0]
    return PublicRecall(
        reason=first.reason, decision_no=first.decision_no, since_on=day_of(first.recalled_at)
    )


def find_product(
    session: Session, *, product_id: uuid.UUID | None = None, gtin: str | None = None
) -> Product | None:
    """A product by id or by its 14-digit GTIN."""
    where = Product.id == product_id if product_id is not None else Product.gtin == gtin
    return session.scalar(select(Product).where(where))


def _grower(session: Session, told: Told, now: datetime) -> PublicGrower:
    """The household of the only plot: fruit of several is of nobody in particular."""
    plots = list(told.sources.plots.values())
    if len(plots) != 1 or plots[0].member_id is None:
        return NOBODY
    plot = plots[0]
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
    claims = claims_of_batch(session, batch, status)
    published = public_ids(session, [claim.document_id for claim in claims])
    return tuple(
        PublicClaim(
            scheme=found.scheme,
            number=found.number,
            body=found.body,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            document_id=published.get(found.document_id),
        )
        for found in claims
    )
