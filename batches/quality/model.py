"""Inspections and laboratory tests as they are kept. Insert-only: a wrong one is declared so by a correction."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id

RESULTS = ("conformant", "non_conformant")

inspection_batch = Table(
    "inspection_batch",
    Base.metadata,
    Column("inspection_id", ForeignKey("inspection.id"), primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, index=True),
    info={"insert_only": True},
)

lab_test_batch = Table(
    "lab_test_batch",
    Base.metadata,
    Column("lab_test_id", ForeignKey("lab_test.id"), primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, index=True),
    info={"insert_only": True},
)


class Inspection(Base):
    """Somebody looked at fruit, graded it, and said whether it conforms.

    Attributes:
        event_id: what it was recorded as; a declaration of error about it takes the inspection away.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint(f"result IN {RESULTS}", name="result"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), unique=True)
    inspected_on: Mapped[date]
    result: Mapped[str]
    note: Mapped[str | None]
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]


class LabTest(Base):
    """A laboratory's report on fruit of some batches.

    Attributes:
        laboratory: its name, a company's.
        is_gacc_recognised: whether China's customs accept its reports, as the paper says.
        event_id: the event of the result, as in `Inspection`.
    """

    __tablename__ = "lab_test"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), unique=True)
    laboratory: Mapped[str]
    is_gacc_recognised: Mapped[bool]
    report_no: Mapped[str]
    sampled_on: Mapped[date]
    reported_on: Mapped[date]
    sample_fruit_count: Mapped[int | None]
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]

    analytes: Mapped[list["LabAnalyte"]] = relationship(order_by="LabAnalyte.position")


class LabAnalyte(Base):
    """What a report says of one substance; numbers as the paper writes them (`<0.01`)."""

    __tablename__ = "lab_analyte"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    lab_test_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lab_test.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    value: Mapped[str]
    unit: Mapped[str | None]
    limit: Mapped[str | None]
    passed: Mapped[bool]
