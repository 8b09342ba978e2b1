"""Signed cards. Insert-only: a card that changed since is signed anew."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id


class SignOff(Base):
    """A manager has seen a card and stands for it.

    Attributes:
        cards: as they were then.
        signed_by: the person, also when a token of theirs did it.
    """

    __tablename__ = "label_sign_off"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    cards: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    note: Mapped[str | None]
    signed_at: Mapped[datetime]
    signed_by: Mapped[uuid.UUID]
