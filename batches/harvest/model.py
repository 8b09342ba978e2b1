"""Batches as they are kept, with what was weighed, what holds them, and who decided."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, Percent, new_id
from batches.findings import Finding, read_finding
from batches.harvest.rules import GradePart

WEIGHT_KINDS = ("estimated", "weighed")
DECISIONS = ("release", "reject")
SUMMED = (
    "harvested_on",
    "net_weight_kg",
    "rejected_at",
)  # what quota and yield are summed from, in one index

batch_photo = Table(
    "batch_photo",
    Base.metadata,
    Column("batch_id", ForeignKey("batch.id"), primary_key=True),
    Column("document_id", ForeignKey("document.id"), primary_key=True),
)


class Batch(Base):
    """Fruit of one product under one lot.

    Attributes:
        plot_id: where it was cut; None for a batch that was packed of others.
        lot: unique for ever, never reused.
        harvested_on, harvested_to_on: the first day, and the last where what was packed was cut on several.
        trace_code: what the label and the law call mã truy xuất nguồn gốc.
        warnings: what rules noticed when it was registered, as `Finding.stored` writes it.
        registered_by: the actor's id.
        published_at: when nothing of the legal minimum was missing any more and no hold was open; it stays.
        rejected_at: when a decision ended it. The decisions say so too; here it is for sums, which each
            registration makes and which leave rejected fruit out.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("net_weight_kg > 0", name="net_weight_kg"),
        CheckConstraint(f"weight_kind IN {WEIGHT_KINDS}", name="weight_kind"),
        Index("ix_batch_code_sums", "growing_area_code_id", *SUMMED, "plot_id"),
        Index("ix_batch_plot_sums", "plot_id", *SUMMED),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    plot_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("plot.id"))
    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("product.id"), index=True)
    growing_area_code_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("growing_area_code.id"))
    lot: Mapped[str] = mapped_column(unique=True)
    trace_code: Mapped[str]
    harvested_on: Mapped[date]
    harvested_to_on: Mapped[date | None]
    net_weight_kg: Mapped[Decimal]
    weight_kind: Mapped[str]
    fruit_count: Mapped[int | None]
    cut_no: Mapped[int | None]
    dry_matter_percent: Mapped[Decimal | None] = mapped_column(Percent())
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    registered_at: Mapped[datetime]
    registered_by: Mapped[uuid.UUID]
    published_at: Mapped[datetime | None]
    rejected_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    grades: Mapped[list["Grade"]] = relationship(
        back_populates="batch", cascade="all, delete-orphan", order_by="Grade.position"
    )
    holds: Mapped[list["Hold"]] = relationship(back_populates="batch", order_by="Hold.id")

    @property
    def open_holds(self) -> list["Hold"]:
        return [hold for hold in self.holds if hold.decision is None]

    @property
    def decided_holds(self) -> list["Hold"]:
        return [hold for hold in self.holds if hold.decision is not None]

    @property
    def status(self) -> str:
        """`rejected`, `on_hold`, `published` or `registered`: the first that holds."""
        if any(hold.decision is not None and hold.decision.decision == "reject" for hold in self.holds):
            return "rejected"
        if self.open_holds:
            return "on_hold"
        return "registered" if self.published_at is None else "published"


class Grade(Base):
    """So much of a batch is of one grade, in the buyer's or the standard's word."""

    __tablename__ = "batch_grade"

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    grade: Mapped[str]
    net_weight_kg: Mapped[Decimal]
    fruit_count: Mapped[int | None]

    batch: Mapped[Batch] = relationship(back_populates="grades")

    @classmethod
    def of(cls, position: int, part: GradePart) -> "Grade":
        return cls(
            position=position,
            grade=part.grade,
            net_weight_kg=part.net_weight_kg,
            fruit_count=part.fruit_count,
        )

    @property
    def part(self) -> GradePart:
        return GradePart(grade=self.grade, net_weight_kg=self.net_weight_kg, fruit_count=self.fruit_count)


class Weighing(Base):
    """An estimate became a weight."""

    __tablename__ = "weighing"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), unique=True)
    estimated_kg: Mapped[Decimal]
    net_weight_kg: Mapped[Decimal]
    weighed_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]


class WeightConfirmation(Base):
    """Somebody else than who registered a batch weighed it too.

    Attributes:
        net_weight_kg: of the batch, as it was then; it confirms no other.
        weighed_kg: what the second scale showed.
        confirmed_by: the person's id, also when a token of theirs did it.
        is_alone: nobody else could, so who registered the batch did.
    """

    __tablename__ = "weight_confirmation"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    net_weight_kg: Mapped[Decimal]
    weighed_kg: Mapped[Decimal]
    note: Mapped[str | None]
    confirmed_at: Mapped[datetime]
    confirmed_by: Mapped[uuid.UUID]
    is_alone: Mapped[bool]


class Hold(Base):
    """Why a batch may not go on until somebody decides.

    Attributes:
        code, values: the finding; see `finding`.
    """

    __tablename__ = "hold"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    code: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    since: Mapped[datetime]

    batch: Mapped[Batch] = relationship(back_populates="holds")
    decision: Mapped["HoldDecision | None"] = relationship(back_populates="hold")

    @property
    def finding(self) -> Finding:
        return read_finding({"code": self.code, "values": self.values})


class HoldDecision(Base):
    """How a hold ended, in writing.

    Attributes:
        decided_by: the person's id, also when a token of theirs did it.
        is_alone: nobody else could decide, so who registered the batch did.
    """

    __tablename__ = "hold_decision"
    __table_args__ = (
        CheckConstraint(f"decision IN {DECISIONS}", name="decision"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    hold_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hold.id"), unique=True)
    decision: Mapped[str]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[uuid.UUID]
    is_alone: Mapped[bool]

    hold: Mapped[Hold] = relationship(back_populates="decision")
