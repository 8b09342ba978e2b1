"""Use cases of documents: the file first, the row after, so that a row never lacks its bytes."""

import uuid
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.errors import ImageNotSupported
from batches.documents.model import Document
from batches.documents.rules import digest, find_image_type, storage_path
from batches.errors import NotFound
from batches.ownership import get_own, own_organisation_id


class Storage(Protocol):
    """Where bytes lie, by path. The edge chooses a folder or an object store."""

    def put(self, path: str, content: bytes) -> None: ...

    def get(self, path: str) -> bytes: ...


def keep_public_image(
    session: Session, actor: Actor, storage: Storage, *, content: bytes, kind: str, now: datetime
) -> Document:
    """Keep a picture that everyone may see.

    Raises:
        ImageNotSupported: the bytes are no JPEG or PNG.
    """
    content_type = find_image_type(content)
    if content_type is None:
        raise ImageNotSupported
    sha256 = digest(content)
    storage.put(storage_path(sha256), content)
    document = Document(
        organisation_id=own_organisation_id(actor),
        kind=kind,
        content_type=content_type,
        sha256=sha256,
        size_bytes=len(content),
        width_px=None,
        height_px=None,
        visibility="public",
        created_at=now,
        created_by=actor.id,
        updated_at=now,
    )
    session.add(document)
    session.flush()
    return document


def get_own_document(
    session: Session, actor: Actor, document_id: uuid.UUID, *, pointer: str = "/document_id"
) -> Document:
    """A document of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Document, document_id, what="document", pointer=pointer)


def get_public_document(session: Session, document_id: uuid.UUID) -> Document:
    """A document that everyone may see.

    Raises:
        NotFound: it is missing or private.
    """
    document = session.get(Document, document_id)
    if document is None or document.visibility != "public":
        raise NotFound(what="document", id=document_id)
    return document
