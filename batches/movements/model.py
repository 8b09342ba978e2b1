"""Shipments, what was received of them, and how the receiver answered."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id

KINDS = ("ship", "receive")
ANSWERS = ("accepted", "refused", "void")


class Movement(Base):
    """Fruit on its way: a shipment, or the receipt of one.

    Attributes:
        organisation_id: who recorded it: the sender of a shipment, the receiver of a receipt.
        shipment_id: of a receipt, the shipment; None for a shipment.
        receiver_id, receiver_text: to whom a shipment goes: an organisation here, or a name of somebody elsewhere.
        moved_at: when it left, or when it came.
        vehicle: private; never in an event.
        reference: the paper's number, private too.
    """

    __tablename__ = "movement"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    shipment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("movement.id"), unique=True)
    receiver_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    receiver_text: Mapped[str | None]
    moved_at: Mapped[datetime]
    vehicle: Mapped[str | None]
    reference: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
    updated_at: Mapped[datetime]

    lines: Mapped[list["MovementLine"]] = relationship(order_by="MovementLine.batch_id")
    answer: Mapped["ShipmentAnswer | None"] = relationship()

    @property
    def state(self) -> str:
        """Of a shipment: `sent`, `accepted`, `refused` or `void`; a receipt is `received`."""
        if self.kind == "receive":
            return "received"
        return "sent" if self.answer is None else self.answer.answer


class MovementLine(Base):
    """So much of a batch in a movement; what a correction changes, its events keep."""

    __tablename__ = "movement_line"
    __table_args__ = (CheckConstraint("net_weight_kg > 0", name="net_weight_kg"),)

    movement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("movement.id"), primary_key=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True, index=True)
    net_weight_kg: Mapped[Decimal]


class ShipmentAnswer(Base):
    """How a shipment ended: accepted or refused by its receiver, or made void by its sender before that."""

    __tablename__ = "shipment_answer"
    __table_args__ = (
        CheckConstraint(f"answer IN {ANSWERS}", name="answer"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    shipment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("movement.id"), unique=True)
    answer: Mapped[str]
    reason: Mapped[str | None]
    answered_at: Mapped[datetime]
    answered_by: Mapped[uuid.UUID]
