"""Use cases of products. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.service import get_public_document
from batches.errors import NotFound
from batches.gs1.keys import check_gtin
from batches.organisations.service import get_own_organisation
from batches.products.errors import GtinTaken
from batches.products.model import Product


def add_product(
    session: Session,
    actor: Actor,
    *,
    name_vi: str,
    name_en: str,
    name_zh: str,
    variety: str,
    gtin: str | None,
    level: str,
    image_id: uuid.UUID | None,
    draw_code: Callable[[], str],
    brand: str | None = None,
    standards: str | None = None,
    storage: str | None = None,
    shelf_life_days: int | None = None,
    now: datetime,
) -> Product:
    """Enter what the actor's organisation sells.

    Args:
        draw_code: draws 4 random Crockford characters, for the product's own public code.

    Raises:
        GtinInvalid, GtinTaken: its GTIN.
        NotFound: its image is missing or private.
    """
    gtin14 = None if gtin is None else check_gtin(gtin)
    if gtin14 is not None and session.scalar(select(Product.id).where(Product.gtin == gtin14)) is not None:
        raise GtinTaken(gtin=gtin14)
    if image_id is not None:
        get_public_document(session, image_id)
    organisation = get_own_organisation(session, actor)
    product = Product(
        organisation_id=organisation.id,
        code=f"{organisation.short_code}-{draw_code()}",
        gtin=gtin14,
        level=level,
        measure=None,
        contains_product_id=None,
        contains_count=None,
        name_vi=name_vi,
        name_en=name_en,
        name_zh=name_zh,
        variety=variety,
        brand=brand,
        standards=standards,
        storage=storage,
        shelf_life_days=shelf_life_days,
        image_id=image_id,
        created_at=now,
        updated_at=now,
    )
    session.add(product)
    session.flush()
    return product


def get_own_product(session: Session, actor: Actor, product_id: uuid.UUID) -> Product:
    """A product of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    product = session.get(Product, product_id)
    if product is None or product.organisation_id != actor.organisation_id:
        raise NotFound(what="product", id=product_id, pointer="/product_id")
    return product
