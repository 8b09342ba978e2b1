"""Plots as they are kept."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id
from batches.places.addresses import Address


class Plot(Base):
    """A piece of orchard under one household's hand.

    Attributes:
        member_id: the household; None where the cooperative has not said.
        area_m2: in whole square metres, so that sums are exact.
        expected_yield_kg: of one season; what the plot may plausibly give.
        boundary: a GeoJSON Polygon or MultiPolygon (RFC 7946). Private, as the position is.
        position: [longitude, latitude] in degrees of WGS 84: the boundary's centre, or what was entered.
    """

    __tablename__ = "plot"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    code: Mapped[str]
    variety: Mapped[str]
    area_m2: Mapped[int]
    tree_count: Mapped[int | None]
    planted_year: Mapped[int | None]
    expected_yield_kg: Mapped[Decimal | None]
    province_code: Mapped[str]
    commune_code: Mapped[str]
    boundary: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    position: Mapped[list[float] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @property
    def place(self) -> Address:
        return Address(
            province_code=self.province_code, commune_code=self.commune_code, detail=None, legacy=None
        )
