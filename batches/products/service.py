"""Use cases of products. The caller owns the transaction."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.references import get_document_of_kind
from batches.gs1.keys import check_gtin
from batches.organisations.service import get_own_organisation
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted
from batches.products.errors import CartonContainsFruit, GtinTaken, ImageNotPublic, ProductInUse
from batches.products.model import Product
from batches.products.rules import Packaging, check_contents, check_packaging


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What one carton contains: so many of a product of level fruit."""

    product_id: uuid.UUID
    count: int


def add_product(
    session: Session,
    actor: Actor,
    *,
    name_vi: str,
    name_en: str | None = None,
    name_zh: str | None = None,
    variety: str,
    gtin: str | None,
    level: str,
    measure: str | None = None,
    contains: Contents | None = None,
    image_id: uuid.UUID | None,
    draw_code: Callable[[], str],
    brand: str | None = None,
    standards: str | None = None,
    storage: str | None = None,
    shelf_life_days: int | None = None,
    smallest_fruit_kg: Decimal | None = None,
    now: datetime,
) -> Product:
    """Enter what the actor's organisation sells.

    Args:
        name_en, name_zh: None where there is none: pages then show the Vietnamese name, labels leave it out.
        draw_code: draws 4 random Crockford characters, for the product's own public code.

    Raises:
        GtinInvalid, GtinTaken, FruitGtinIsGtin13, VariableCartonNeedsIndicatorNine, IndicatorNineIsVariable:
            its GTIN.
        ContentsOfCartonsOnly, CartonContainsFruit: its contents.
        NotFound, DocumentKindWrong, ImageNotPublic: its picture, or what it contains.
    """
    organisation = get_own_organisation(session, actor)
    product = Product(
        organisation_id=organisation.id,
        code=f"{organisation.short_code}-{draw_code()}",
        level=level,
        measure=measure,
        name_vi=name_vi,
        variety=variety,
        brand=brand,
        standards=standards,
        storage=storage,
        shelf_life_days=shelf_life_days,
        smallest_fruit_kg=smallest_fruit_kg,
        created_at=now,
    )
    given = {"gtin": gtin, "contains": contains, "image_id": image_id, "name_en": name_en, "name_zh": name_zh}
    _put(session, actor, product, given, now)
    session.add(product)
    session.flush()
    return product


def change_product(
    session: Session,
    actor: Actor,
    product_id: uuid.UUID,
    changes: Mapping[str, Any],
    *,
    is_used: bool,
    now: datetime,
) -> Product:
    """Correct a product; what labels say already stays as it was.

    Args:
        changes: some of what `add_product` takes; what is left out stays.
        is_used: batches of it exist, so GTIN and level stay.

    Raises:
        ProductInUse: GTIN or level of a product that batches use.
        As `add_product`.
    """
    product = get_own(session, actor, Product, product_id, what="product", lock=True)
    before = (product.gtin, product.level)
    _put(session, actor, product, changes, now)
    _check_containers(session, product)
    if is_used and (product.gtin, product.level) != before:
        raise ProductInUse(
            product=product.name_vi, met=_shown(*before), got=_shown(product.gtin, product.level)
        )
    session.flush()
    return product


def get_own_product(
    session: Session, actor: Actor, product_id: uuid.UUID, *, pointer: str = "/product_id"
) -> Product:
    """A product of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Product, product_id, what="product", pointer=pointer)


def list_own_products(session: Session, actor: Actor, wanted: Wanted) -> Page[Product]:
    """A page of what the actor's organisation sells."""
    return list_own(session, actor, Product, wanted, updated_at=Product.updated_at)


def _put(session: Session, actor: Actor, product: Product, given: Mapping[str, Any], now: datetime) -> None:
    """Set what is given, after a look at what belongs together."""
    values = dict(given)
    with session.no_autoflush:
        if values.get("gtin") is not None:
            values["gtin"] = _free_gtin(session, values["gtin"], product)
        if values.get("image_id") is not None:
            _check_image(session, actor, values["image_id"])
        for name in ("name_en", "name_zh"):
            if name in values:
                values[name] = values[name] or ""
        if "contains" in values:
            contains: Contents | None = values.pop("contains")
            values["contains_product_id"] = contains.product_id if contains else None
            values["contains_count"] = contains.count if contains else None
        for name, value in values.items():
            setattr(product, name, value)
        check_packaging(Packaging(level=product.level, measure=product.measure, gtin=product.gtin))
        if product.contains_product_id is not None:
            _check_contents(session, actor, product, product.contains_product_id)
    product.updated_at = now


def _free_gtin(session: Session, gtin: str, product: Product) -> str:
    gtin14 = check_gtin(gtin)
    owner = session.scalar(select(Product.id).where(Product.gtin == gtin14))
    if owner is not None and owner != product.id:
        raise GtinTaken(gtin=gtin14, pointer="/gtin")
    return gtin14


def _check_image(session: Session, actor: Actor, image_id: uuid.UUID) -> None:
    image = get_document_of_kind(session, actor, image_id, kind="photo", pointer="/image_id")
    if image.visibility != "public":
        raise ImageNotPublic(image=image.id, pointer="/image_id")


def _check_contents(session: Session, actor: Actor, product: Product, contained_id: uuid.UUID) -> None:
    pointer = "/contains/product_id"
    contained = get_own_product(session, actor, contained_id, pointer=pointer)
    check_contents(level=product.level, contained=contained.name_vi, contained_level=contained.level)


def _check_containers(session: Session, product: Product) -> None:
    """A product that stands in cartons stays a fruit."""
    if product.level == "fruit":
        return
    container = session.scalar(select(Product.id).where(Product.contains_product_id == product.id).limit(1))
    if container is not None:
        raise CartonContainsFruit(product=product.name_vi, level=product.level, pointer="/level")


def _shown(gtin: str | None, level: str) -> str:
    return f"{gtin or '–'} ({level})"
