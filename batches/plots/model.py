"""Plots, and the growing-area codes that cover them."""

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.places.addresses import Address

growing_area_plot = Table(
    "growing_area_plot",
    Base.metadata,
    Column("growing_area_code_id", ForeignKey("growing_area_code.id"), primary_key=True),
    Column("plot_id", ForeignKey("plot.id"), primary_key=True, index=True),
)


class Plot(Base):
    """A piece of orchard under one household's hand.

    Attributes:
        area_m2: in whole square metres, so that sums are exact.
        expected_yield_kg: of one season; what the plot may plausibly give.
    """

    __tablename__ = "plot"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str]
    variety: Mapped[str]
    area_m2: Mapped[int]
    tree_count: Mapped[int | None]
    planted_year: Mapped[int | None]
    expected_yield_kg: Mapped[Decimal | None]
    province_code: Mapped[str]
    commune_code: Mapped[str]

    @property
    def place(self) -> Address:
        return Address(
            province_code=self.province_code, commune_code=self.commune_code, detail=None, legacy=None
        )


class GrowingAreaCode(Base):
    """A code such as VN-DTOR-0017 that an authority gave to plots for a market."""

    __tablename__ = "growing_area_code"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str]
    market: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    plots: Mapped[list[Plot]] = relationship(secondary=growing_area_plot)
    seasons: Mapped[list["GrowingSeason"]] = relationship(back_populates="growing_area_code")


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
