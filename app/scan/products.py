"""What the public may see of a product, as its page shows it."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from batches.organisations.model import Organisation
from batches.places.addresses import Address
from batches.provenance.queries import find_picture, find_product, size_of


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicProduct:
    """A product; `id` is in its page's address, `code` is our own public name of it, `names` are by language code."""

    id: uuid.UUID
    code: str
    names: dict[str, str]
    variety: str
    gtin: str | None
    image_id: uuid.UUID | None
    image_px: tuple[int, int] | None
    organisation_name: str
    organisation_address: Address
    is_sample: bool


def find_public_product(
    session: Session, *, product_id: uuid.UUID | None = None, gtin: str | None = None
) -> PublicProduct | None:
    """The product with that id or that GTIN of 14 digits."""
    product = find_product(session, product_id=product_id, gtin=gtin)
    if product is None:
        return None
    image = find_picture(session, product)
    organisation = session.get_one(Organisation, product.organisation_id)
    return PublicProduct(
        id=product.id,
        code=product.code,
        names={"vi": product.name_vi, "en": product.name_en, "zh": product.name_zh},
        variety=product.variety,
        gtin=product.gtin,
        image_id=image.id if image else None,
        image_px=size_of(image),
        organisation_name=organisation.name,
        organisation_address=organisation.address,
        is_sample=organisation.is_sample,
    )
