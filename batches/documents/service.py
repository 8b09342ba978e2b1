"""Use cases of documents: the file first, the row after, so that a row never lacks its bytes."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.files import PreparedFile, Storage, prepare_picture, store_file
from batches.documents.model import Document, Rendition
from batches.documents.rules import JPEG, ORIGINAL
from batches.errors import NotFound
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The bytes of a document in one size: where they lie and what they are."""

    sha256: str
    content_type: str
    size_bytes: int
    width_px: int | None
    height_px: int | None


def add_document(
    session: Session, actor: Actor, file: PreparedFile, *, kind: str, visibility: str, now: datetime
) -> Document:
    """Keep what is known of a file whose bytes lie in the storage already.

    Raises:
        NotFound: the actor acts for no organisation.
    """
    document = Document(
        organisation_id=own_organisation_id(actor),
        kind=kind,
        content_type=file.content_type,
        sha256=file.sha256,
        size_bytes=len(file.content),
        width_px=file.width_px,
        height_px=file.height_px,
        visibility=visibility,
        created_at=now,
        created_by=actor.id,
        updated_at=now,
        renditions=[
            Rendition(
                size=size,
                sha256=drawn.sha256,
                size_bytes=len(drawn.content),
                width_px=drawn.width,
                height_px=drawn.height,
            )
            for size, drawn in file.renditions.items()
        ],
    )
    session.add(document)
    session.flush()
    return document


def keep_public_image(
    session: Session, actor: Actor, storage: Storage, *, content: bytes, kind: str, now: datetime
) -> Document:
    """Keep a picture that everyone may see.

    Raises:
        ImageNotSupported: the bytes are no JPEG, PNG or WebP.
        ImageNotReadable, ImageTooLarge, ImageAnimated: it cannot be made anew.
    """
    file = prepare_picture(content)
    store_file(storage, file)
    return add_document(session, actor, file, kind=kind, visibility="public", now=now)


def list_documents(session: Session, actor: Actor, wanted: Wanted) -> Page[Document]:
    """The documents of the actor's organisation that it may see, the newest first."""
    return list_own(session, actor, Document, wanted, *_seen_by(actor), updated_at=Document.updated_at)


def get_own_document(
    session: Session, actor: Actor, document_id: uuid.UUID, *, pointer: str = "/document_id"
) -> Document:
    """A document of the actor's organisation.

    Raises:
        NotFound: it is missing, another organisation's or, to a farmer, another household's.
    """
    document = get_own(session, actor, Document, document_id, what="document", pointer=pointer)
    is_other_household = actor.household_code is not None and document.created_by != actor.id
    if is_other_household and document.visibility != "public":
        raise NotFound(what="document", id=document_id, pointer=pointer)
    return document


def change_visibility(
    session: Session, actor: Actor, document_id: uuid.UUID, *, now: datetime, **change: str
) -> Document:
    """Publish a document, or take it back from the public.

    Args:
        change: `visibility`, or nothing.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    document = get_own_document(session, actor, document_id, pointer="")
    visibility = change.get("visibility", document.visibility)
    if visibility != document.visibility:
        document.visibility = visibility
        document.updated_at = now
        session.flush()
    return document


def find_public_document(session: Session, document_id: uuid.UUID) -> Document | None:
    """A document that everyone may see, or None when it is missing or private."""
    document = session.get(Document, document_id)
    return document if document is not None and document.visibility == "public" else None


def public_ids(
    session: Session, document_ids: Iterable[uuid.UUID | None]
) -> Mapping[uuid.UUID | None, uuid.UUID]:
    """Those of some documents that everyone may see, each by itself; without ids nothing is asked."""
    asked = {document_id for document_id in document_ids if document_id is not None}
    if not asked:
        return {}
    rows = select(Document.id).where(Document.id.in_(asked), Document.visibility == "public")
    return {document_id: document_id for document_id in session.scalars(rows)}


def get_public_document(session: Session, document_id: uuid.UUID) -> Document:
    """A document that everyone may see.

    Raises:
        NotFound: it is missing or private.
    """
    document = find_public_document(session, document_id)
    if document is None:
        raise NotFound(what="document", id=document_id)
    return document


def content_of(document: Document, size: str) -> Content:
    """A document in a size, or as it is kept where it has none of that size: a PDF never has."""
    for rendition in document.renditions:
        if rendition.size == size != ORIGINAL:
            return _content(rendition, JPEG)
    return _content(document, document.content_type)


def _content(kept: Document | Rendition, content_type: str) -> Content:
    return Content(
        sha256=kept.sha256,
        content_type=content_type,
        size_bytes=kept.size_bytes,
        width_px=kept.width_px,
        height_px=kept.height_px,
    )


def _seen_by(actor: Actor) -> list[ColumnElement[bool]]:
    """A farmer of one household sees what that person sent, and what everyone may see."""
    if actor.household_code is None:
        return []
    return [or_(Document.created_by == actor.id, Document.visibility == "public")]
