"""Recalls as they are kept. Insert-only: a recall ends by a row that lifts it."""

import uuid
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id

recall_batch = Table(
    "recall_batch",
    Base.metadata,
    Column("recall_id", ForeignKey("recall.id"), primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, index=True),
    info={"insert_only": True},
)


class Recall(Base):
    """Some batches are called back, and with them every batch that fruit of theirs went into.

    Which those are is asked when somebody asks: the reach of a recall stands nowhere, so none can be missed.

    Attributes:
        reason: public.
        decision_no: the number of the written decision.
        recalled_at: from when the 24 hours count.
    """

    __tablename__ = "recall"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    reason: Mapped[str]
    decision_no: Mapped[str | None]
    recalled_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]

    lift: Mapped["RecallLift | None"] = relationship()
    calls: Mapped[list["RecallCall"]] = relationship(order_by="RecallCall.id")


class RecallLift(Base):
    """How a recall ended, in writing.

    Attributes:
        lifted_by: the person's id, also when a token of theirs did it.
        is_alone: nobody else could decide, so who recalled did.
    """

    __tablename__ = "recall_lift"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    recall_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recall.id"), unique=True)
    reason: Mapped[str]
    lifted_at: Mapped[datetime]
    lifted_by: Mapped[uuid.UUID]
    is_alone: Mapped[bool]


class RecallCall(Base):
    """A receiver was told.

    Attributes:
        shipment_id: by which the fruit had gone there.
    """

    __tablename__ = "recall_call"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    recall_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recall.id"), index=True)
    shipment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("movement.id"), index=True)
    note: Mapped[str | None]
    called_at: Mapped[datetime]
    called_by: Mapped[uuid.UUID]
