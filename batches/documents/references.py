"""Documents that other rows point to: the own ones, of the right kind."""

import uuid

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.errors import DocumentKindWrong
from batches.documents.model import Document
from batches.documents.service import get_own_document


def get_document_of_kind(
    session: Session, actor: Actor, document_id: uuid.UUID, *, kind: str, pointer: str
) -> Document:
    """A document of the actor's organisation and of one kind.

    Raises:
        NotFound: it is missing or another organisation's.
        DocumentKindWrong: it is of another kind.
    """
    document = get_own_document(session, actor, document_id, pointer=pointer)
    if document.kind != kind:
        raise DocumentKindWrong(document=document.id, met=document.kind, expected=kind, pointer=pointer)
    return document
