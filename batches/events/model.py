"""The event row: what happened, kept as the canonical EPCIS document it was recorded as. Final, insert-only."""

import uuid
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id

event_batch = Table(
    "event_batch",
    Base.metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, index=True),
    info={"insert_only": True},
)


class Event(Base):
    """One event of one or several batches.

    Attributes:
        kind: our word for it, past tense is in the code that records it: `harvest` at first.
        epcis_event_id: the standard's hash id; a declaration of error repeats it.
        is_declaration: whether it declares an earlier event with the same id as an error.
        document: the event as canonical JSON (RFC 8785), never rebuilt.
        occurred_at: its eventTime; a day is 00:00:00+07:00 of that day.
        recorded_by: the actor's id.
        counterparty_id: the other organisation that it is for: a receiver, or who had sent.
        corrects_id: of a declaration, the event that it declares wrong; of the right event, the wrong one.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("epcis_event_id", "is_declaration"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    epcis_event_id: Mapped[str]
    is_declaration: Mapped[bool]
    document: Mapped[str] = mapped_column(Text)
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
    counterparty_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
