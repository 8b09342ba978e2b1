"""What is kept of a file beside its bytes."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id

KINDS = ("photo", "certificate", "lab_report", "slip")
VISIBILITIES = ("private", "public")


class Document(Base):
    """A photo or paper; its bytes lie in the storage under its sha256.

    Attributes:
        sha256: of what is kept: a picture without its metadata, a PDF as it came.
        visibility: `private`, or `public` when a manager published it.
        width_px, height_px: of a picture; None for a PDF.
        created_by: the actor's id.
    """

    __tablename__ = "document"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    content_type: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    width_px: Mapped[int | None]
    height_px: Mapped[int | None]
    visibility: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID | None]
    updated_at: Mapped[datetime]

    renditions: Mapped[list["Rendition"]] = relationship(back_populates="document", lazy="selectin")


class Rendition(Base):
    """A picture in one of its three sizes.

    Attributes:
        size: `small`, `medium` or `large`.
    """

    __tablename__ = "rendition"
    __table_args__ = (
        UniqueConstraint("document_id", "size"),
        CheckConstraint("size IN ('small', 'medium', 'large')", name="size"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    size: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    width_px: Mapped[int]
    height_px: Mapped[int]

    document: Mapped[Document] = relationship(back_populates="renditions")
