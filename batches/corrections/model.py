"""Corrections as they are kept: what was wrong, and what stands in its place. Insert-only."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id

REASONS = ("did_not_occur", "incorrect_data")


class Correction(Base):
    """An event was declared wrong.

    Attributes:
        declaration_id: the event that declares it.
        corrective_id: the right event; None where it did not occur.
        note: why, in the words of who corrected; it stands in no event.
    """

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), unique=True)
    declaration_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"))
    corrective_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("event.id"))
    reason: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
