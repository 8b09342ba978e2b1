"""What is sold."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id

LEVELS = ("fruit", "carton")
MEASURES = ("fixed", "variable")


class Product(Base):
    """A product of an organisation.

    Attributes:
        code: our own public name of it, `{short_code}-{4 Crockford}`, where it has no GTIN.
        gtin: 14 digits, or None: never invented.
        level: what one label stands on; every packaging level has its own GTIN.
        measure: `variable` is sold by weight; None where nobody has said.
        contains_product_id, contains_count: of a carton, the product in it and how many.
        smallest_fruit_kg: the lightest fruit that is plausible; None: the usual one of durian.
        name_en, name_zh: empty where there is none: pages then show the Vietnamese name, labels leave it out.
    """

    __tablename__ = "product"
    __table_args__ = (CheckConstraint(f"level IN {LEVELS}", name="level"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    gtin: Mapped[str | None] = mapped_column(unique=True)
    level: Mapped[str]
    measure: Mapped[str | None]
    contains_product_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("product.id"))
    contains_count: Mapped[int | None]
    smallest_fruit_kg: Mapped[Decimal | None]
    name_vi: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    variety: Mapped[str]
    brand: Mapped[str | None]
    standards: Mapped[str | None]
    storage: Mapped[str | None]
    shelf_life_days: Mapped[int | None]
    image_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
