"""The log of a run: one line for everything that happened to its labels. Insert-only."""

import uuid
from datetime import datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id
from labels.runs.life.rules import Entry, Kind
from labels.runs.ranges import Range


class LabelEntry(Base):
    """What happened to some labels of a run, or to all of them.

    Attributes:
        number: its place in the log of its run, from 1; two who write at once cannot both have it.
        first, last: serials; both None for the run as a whole.
        batch_id: what blank labels were bound to.
        answers_id: the entry that asked for what this one decides.
        reason: a word of a list; `note` is a sentence of a person.
        bytes_sent: of a file that was fetched.
        recorded_by: the actor; of a decision `decided_by` is the person, also where a token of theirs decides.
        is_alone: nobody else could decide, so who asked did.
    """

    __tablename__ = "label_entry"
    __table_args__ = (
        CheckConstraint("first IS NULL OR (first >= 1 AND last >= first)", name="serials"),
        UniqueConstraint("run_id", "number"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("print_run.id"))
    number: Mapped[int]
    kind: Mapped[str]
    first: Mapped[int | None]
    last: Mapped[int | None]
    batch_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("batch.id"), index=True)
    answers_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("label_entry.id"))
    reason: Mapped[str | None]
    note: Mapped[str | None]
    bytes_sent: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
    decided_by: Mapped[uuid.UUID | None]
    is_alone: Mapped[bool]

    @property
    def part(self) -> Range | None:
        return None if self.first is None or self.last is None else Range(self.first, self.last)

    def as_value(self) -> Entry:
        """The entry without who and why."""
        return Entry(
            id=self.id,
            kind=cast("Kind", self.kind),
            at=self.recorded_at,
            part=self.part,
            batch_id=self.batch_id,
            answers_id=self.answers_id,
        )
