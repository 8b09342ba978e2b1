"""What own things of a catalogue have in common as they are kept."""

import uuid
from datetime import datetime

from sqlalchemy import Constraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from batches.base import Base, new_id


class OwnItem(Base):
    """A thing of an organisation. A run keeps a copy of its own, so a change here changes nothing printed.

    Attributes:
        key: never that of a built-in thing; it stays.
        document: JSON of the thing.
        retired_at: since when no new run is made with it.
    """

    __abstract__ = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    key: Mapped[str]
    document: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Constraint, ...]:
        return (UniqueConstraint("organisation_id", "key"),)
