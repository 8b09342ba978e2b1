"""The edge between two batches: so much of the one went into the other. Insert-only."""

import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base


class PackingInput(Base):
    """Fruit of a batch that was packed into another.

    Attributes:
        output_id: the batch that came of it.
        input_id: the batch that it was taken from.
        net_weight_kg: as it went in; what came out weighs less.
    """

    __tablename__ = "packing_input"
    __table_args__ = (
        CheckConstraint("output_id <> input_id", name="not_itself"),
        CheckConstraint("net_weight_kg > 0", name="net_weight_kg"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    output_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    input_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True, index=True)
    net_weight_kg: Mapped[Decimal]
