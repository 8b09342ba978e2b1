"""The diary as it is kept: entries are final, a correction is a new entry; who did the work stands apart."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.findings import Finding, read_finding
from batches.organisations.members.model import Member
from batches.plots.model import Plot

KINDS = ("pesticide", "fertiliser", "irrigation", "flowering", "other")

diary_entry_plot = Table(
    "diary_entry_plot",
    Base.metadata,
    Column("diary_entry_id", ForeignKey("diary_entry.id"), primary_key=True),
    Column("plot_id", ForeignKey("plot.id"), primary_key=True, index=True),
    info={"insert_only": True},
)


class Pesticide(Base):
    """A pesticide that an organisation uses, as its label says.

    Attributes:
        pre_harvest_interval_days: as printed on the label; entered, never defaulted.
        retired_at: since when it is offered no more.
    """

    __tablename__ = "pesticide"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    product_name: Mapped[str]
    active_ingredient: Mapped[str | None]
    pre_harvest_interval_days: Mapped[int]
    label_photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class DiaryEntry(Base):
    """One piece of work on one or several plots, on one day.

    Attributes:
        product_name, pre_harvest_interval_days: as they were when the entry was made, whatever the list says now.
        corrects_id: the entry that this one stands in place of.
        is_void: it only takes back the entry that it corrects.
        warnings: what rules noticed when it was entered, as `Finding.stored` writes it.
        recorded_by: the actor's id.
    """

    __tablename__ = "diary_entry"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    performed_on: Mapped[date] = mapped_column(index=True)
    pesticide_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("pesticide.id"))
    product_name: Mapped[str | None]
    pre_harvest_interval_days: Mapped[int | None]
    target: Mapped[str | None]
    dose: Mapped[str | None]
    note: Mapped[str | None]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("diary_entry.id"), unique=True)
    is_void: Mapped[bool]
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]

    plots: Mapped[list[Plot]] = relationship(secondary=diary_entry_plot, order_by=Plot.code)
    performer: Mapped["DiaryPerformer | None"] = relationship(back_populates="entry")
    corrected_by: Mapped["DiaryEntry | None"] = relationship(
        foreign_keys=[corrects_id], uselist=False, viewonly=True
    )

    @property
    def harvest_from_on(self) -> date | None:
        """The first day on which fruit may be cut after a spraying."""
        if self.pre_harvest_interval_days is None:
            return None
        return self.performed_on + timedelta(days=self.pre_harvest_interval_days)

    @property
    def findings(self) -> list[Finding]:
        return [read_finding(stored) for stored in self.warnings]


class DiaryPerformer(Base):
    """Who did the work of an entry: personal data, so in a row of its own that can be erased."""

    __tablename__ = "diary_performer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    diary_entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("diary_entry.id"), unique=True)
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[str | None]

    entry: Mapped[DiaryEntry] = relationship(back_populates="performer")
    member: Mapped[Member | None] = relationship()
