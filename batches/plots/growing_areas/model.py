"""Growing-area codes as they are kept."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.plots.growing_areas.rules import Authorisation, Season
from batches.plots.model import Plot
from batches.plots.status_rows import STATUS_TABLE, StatusRow, changes_of
from batches.plots.statuses import StatusChange

growing_area_plot = Table(
    "growing_area_plot",
    Base.metadata,
    Column("growing_area_code_id", ForeignKey("growing_area_code.id"), primary_key=True),
    Column("plot_id", ForeignKey("plot.id"), primary_key=True, index=True),
)


class GrowingAreaCode(Base):
    """A code such as VN-DTOR-0017 that an authority gave to plots for a market.

    Attributes:
        code: in its normal form; it belongs to one organisation, so that nobody borrows another's.
    """

    __tablename__ = "growing_area_code"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        Index("ix_growing_area_code_code", "code", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str]
    market: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    plots: Mapped[list[Plot]] = relationship(secondary=growing_area_plot)
    seasons: Mapped[list["GrowingSeason"]] = relationship(
        back_populates="growing_area_code", cascade="all, delete-orphan", order_by="GrowingSeason.starts_on"
    )
    statuses: Mapped[list["GrowingAreaStatus"]] = relationship(
        back_populates="growing_area_code", order_by="GrowingAreaStatus.id"
    )
    authorisations: Mapped[list["PackingAuthorisation"]] = relationship(
        back_populates="growing_area_code",
        cascade="all, delete-orphan",
        order_by="PackingAuthorisation.from_on",
    )

    def changes(self) -> list[StatusChange]:
        """Its status history, for rules."""
        return changes_of(self.statuses)


class GrowingSeason(Base):
    """A season of a growing-area code with the most that may be sold under it."""

    __tablename__ = "growing_season"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    growing_area_code_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("growing_area_code.id"), index=True)
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    quota_kg: Mapped[Decimal]
    growing_area_code: Mapped[GrowingAreaCode] = relationship(back_populates="seasons")

    @classmethod
    def of(cls, season: Season) -> "GrowingSeason":
        return cls(
            name=season.name, starts_on=season.starts_on, ends_on=season.ends_on, quota_kg=season.quota_kg
        )

    @property
    def value(self) -> Season:
        return Season(name=self.name, starts_on=self.starts_on, ends_on=self.ends_on, quota_kg=self.quota_kg)


class GrowingAreaStatus(StatusRow, Base):
    """One change in the status history of a growing-area code."""

    __tablename__ = "growing_area_status"
    __table_args__ = STATUS_TABLE

    growing_area_code_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("growing_area_code.id"), index=True)
    growing_area_code: Mapped[GrowingAreaCode] = relationship(back_populates="statuses")


class PackingAuthorisation(Base):
    """A packing house that may pack fruit of a growing-area code, by its own code: it need not be with us.

    Attributes:
        packing_house_code: in its normal form, VN-DTPH-0001.
        until_on: the last day; None while it goes on.
    """

    __tablename__ = "packing_authorisation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    growing_area_code_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("growing_area_code.id"), index=True)
    packing_house_code: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    growing_area_code: Mapped[GrowingAreaCode] = relationship(back_populates="authorisations")

    @classmethod
    def of(cls, found: Authorisation) -> "PackingAuthorisation":
        return cls(
            packing_house_code=found.packing_house_code, from_on=found.from_on, until_on=found.until_on
        )

    @property
    def value(self) -> Authorisation:
        return Authorisation(
            packing_house_code=self.packing_house_code, from_on=self.from_on, until_on=self.until_on
        )
