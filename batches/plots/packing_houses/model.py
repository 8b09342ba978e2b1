"""Packing houses as they are kept."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.places.addresses import Address
from batches.plots.status_rows import STATUS_TABLE, StatusRow, changes_of
from batches.plots.statuses import StatusChange


class PackingHouse(Base):
    """A place where fruit is packed.

    Attributes:
        code: VN-DTPH-0001 in its normal form; it belongs to one organisation.
    """

    __tablename__ = "packing_house"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    province_code: Mapped[str]
    commune_code: Mapped[str]
    address_detail: Mapped[str | None]
    address_legacy: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    statuses: Mapped[list["PackingHouseStatus"]] = relationship(
        back_populates="packing_house", order_by="PackingHouseStatus.id"
    )

    @property
    def address(self) -> Address:
        return Address(
            province_code=self.province_code,
            commune_code=self.commune_code,
            detail=self.address_detail,
            legacy=self.address_legacy,
        )

    def changes(self) -> list[StatusChange]:
        """Its status history, for rules."""
        return changes_of(self.statuses)


class PackingHouseStatus(StatusRow, Base):
    """One change in the status history of a packing house."""

    __tablename__ = "packing_house_status"
    __table_args__ = STATUS_TABLE

    packing_house_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("packing_house.id"), index=True)
    packing_house: Mapped[PackingHouse] = relationship(back_populates="statuses")
