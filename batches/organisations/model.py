"""Organisations as they are kept."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id
from batches.places.addresses import Address

KINDS = ("cooperative", "packing_company", "trader", "exporter")


class Organisation(Base):
    """A cooperative or company.

    Attributes:
        short_code: 2-5 of 0-9A-Z, unique, in every lot it makes: never changed.
        is_sample: of the demo, for ever: all it prints and shows says so.
    """

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    name: Mapped[str]
    short_code: Mapped[str] = mapped_column(unique=True)
    province_code: Mapped[str]
    commune_code: Mapped[str]
    address_detail: Mapped[str | None]
    address_legacy: Mapped[str | None]
    phone: Mapped[str | None]
    tax_code: Mapped[str | None]
    gln: Mapped[str | None] = mapped_column(unique=True, index=True)
    gs1_company_prefix: Mapped[str | None]
    is_sample: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @property
    def address(self) -> Address:
        return Address(
            province_code=self.province_code,
            commune_code=self.commune_code,
            detail=self.address_detail,
            legacy=self.address_legacy,
        )
