"""Packings as they are kept. Insert-only."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id


class Packing(Base):
    """How a packed batch came to be; its inputs are the batch's `PackingInput` rows.

    Attributes:
        batch_id: the batch that came of it.
        packing_house_id: None where fruit is packed elsewhere, for the home market.
        market: two capitals of the country that it was packed for; None for the home market.
        event_id: what it was recorded as.
        shrinkage_kg: what the fruit lost by itself; inputs = output + rejected + shrinkage, to the gram.
    """

    __tablename__ = "packing"
    __table_args__ = (
        CheckConstraint("rejected_kg >= 0", name="rejected_kg"),
        CheckConstraint("shrinkage_kg >= 0", name="shrinkage_kg"),
        {"info": {"insert_only": True}},
    )
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), unique=True)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), unique=True)
    packing_house_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("packing_house.id"))
    market: Mapped[str | None]
    packed_on: Mapped[date]
    rejected_kg: Mapped[Decimal]
    shrinkage_kg: Mapped[Decimal]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
