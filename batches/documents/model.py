"""What is kept of a file beside its bytes."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id


class Document(Base):
    """A photo or paper; its bytes lie in the storage under its sha256.

    Attributes:
        visibility: `private`, or `public` when a manager published it.
    """

    __tablename__ = "document"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    content_type: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    visibility: Mapped[str]
    created_at: Mapped[datetime]
