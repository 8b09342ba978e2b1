"""A print run: one row for any number of labels, with everything that is printed frozen in it. Insert-only.

Thousands of runs print the same few designs on the same few stocks, so each of those is kept once.
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from labels.codes.crockford import encode

LANGUAGES = ("vi", "en", "zh")
RUN_BITS = 25


class SnapshotPart(Base):
    """A design or a stock exactly as the snapshots have it that print it.

    Attributes:
        sha256: of `body`, in hex: a part that was changed would be another one.
        body: canonical JSON (RFC 8785).
    """

    __tablename__ = "snapshot_part"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str] = mapped_column(Text)


class PrintRun(Base):
    """Codes (number, 1) to (number, quantity), and the snapshot that their labels are drawn from.

    Attributes:
        number: drawn at random, 25 bits; the first five characters of each of its codes.
        batch_id: None for blank labels, which are given to batches later; their log tells.
        level: the packaging level of what the labels stand on: `fruit` or `carton`.
        needs_approval: it is for more labels than fruit, and another person must agree; `over_reason` says why.
        open_days: after so many without any work on them or packing of their fruit, labels that were not applied are
            void; None: never.
        key_id: which master key its codes are made with.
        snapshot: canonical JSON (RFC 8785) of all that is printed, but for what stands beside it in this row.
        fingerprint: sha256 of the whole, with number, quantity, key, design and stock in their places.
    """

    __tablename__ = "print_run"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    batch_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("batch.id"), index=True)
    level: Mapped[str] = mapped_column(default="fruit")
    number: Mapped[int] = mapped_column(unique=True)
    quantity: Mapped[int]
    needs_approval: Mapped[bool] = mapped_column(default=False)
    over_reason: Mapped[str | None]
    open_days: Mapped[int | None]
    key_id: Mapped[str]
    snapshot: Mapped[str] = mapped_column(Text)
    design_id: Mapped[int] = mapped_column(ForeignKey("snapshot_part.id"))
    stock_id: Mapped[int] = mapped_column(ForeignKey("snapshot_part.id"))
    fingerprint: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID]

    design: Mapped[SnapshotPart] = relationship(foreign_keys=design_id)
    stock: Mapped[SnapshotPart] = relationship(foreign_keys=stock_id)

    @property
    def run_code(self) -> str:
        return encode(self.number, length=5)
