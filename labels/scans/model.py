"""Scans as they are kept: a count a label, and for a day who looked at it, in words that tell no one."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base


class LabelScan(Base):
    """How often a label was looked at; there is no row for one that nobody has."""

    __tablename__ = "label_scan"

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("print_run.id"), primary_key=True)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    count: Mapped[int]


class LabelVisit(Base):
    """Somebody looked at a label on a day; so that a page opened again is not counted again.

    Attributes:
        visitor: a hash of an address under a key and the day.
    """

    __tablename__ = "label_visit"
    __table_args__ = (Index(None, "seen_at"),)

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("print_run.id"), primary_key=True)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visitor: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


class ExposedKey(Base):
    """A master key that strangers may have: codes made with it may be forged. It never stops being so."""

    __tablename__ = "exposed_label_key"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    key_id: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
