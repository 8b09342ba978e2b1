"""Own designs as they are kept."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id


class OwnDesign(Base):
    """A design of an organisation. A run keeps a copy of its own, so a change here changes nothing printed.

    Attributes:
        key: never that of a built-in design; it stays.
        document: JSON of `Design.to_dict`.
        retired_at: since when no new run is made with it.
    """

    __tablename__ = "label_design"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    key: Mapped[str]
    document: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
