"""Batches as they are kept."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id

WEIGHT_KINDS = ("estimated", "weighed")


class Batch(Base):
    """Fruit of one product under one lot.

    Attributes:
        lot: unique for ever, never reused.
        trace_code: what the label and the law call mã truy xuất nguồn gốc.
        registered_by: the actor's id.
        published_at: when nothing of the legal minimum was missing any more.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("net_weight_kg > 0", name="net_weight_kg"),
        CheckConstraint(f"weight_kind IN {WEIGHT_KINDS}", name="weight_kind"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    plot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plot.id"), index=True)
    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("product.id"), index=True)
    growing_area_code_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("growing_area_code.id"), index=True
    )
    lot: Mapped[str] = mapped_column(unique=True)
    trace_code: Mapped[str]
    harvested_on: Mapped[date]
    net_weight_kg: Mapped[Decimal]
    weight_kind: Mapped[str]
    fruit_count: Mapped[int | None]
    cut_no: Mapped[int | None]
    registered_at: Mapped[datetime]
    registered_by: Mapped[uuid.UUID]
    published_at: Mapped[datetime | None]

    @property
    def status(self) -> str:
        return "registered" if self.published_at is None else "published"
