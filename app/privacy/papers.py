"""Taking a document away for good: file, row and sizes, unless something else still needs it."""

import uuid

from sqlalchemy import Column, delete, exists, select
from sqlalchemy.orm import Session

from app.storage import ObstoreStorage
from batches.base import Base
from batches.documents.model import Document, Rendition
from batches.documents.rules import storage_path


def remove_document(session: Session, storage: ObstoreStorage, document_id: uuid.UUID) -> list[str]:
    """Remove a document, its bytes before its row: whoever fails in between can begin again.

    Returns:
        What still refers to it, as `table.column`; then it stays.
    """
    users = document_users(session, document_id)
    if users:
        return users
    document = session.get_one(Document, document_id)
    for sha256 in {document.sha256, *(rendition.sha256 for rendition in document.renditions)}:
        if not _is_shared(session, sha256, document_id):
            storage.delete(storage_path(sha256))
    session.execute(delete(Rendition).where(Rendition.document_id == document_id))
    session.execute(delete(Document).where(Document.id == document_id))
    return []


def document_users(session: Session, document_id: uuid.UUID) -> list[str]:
    """The columns that refer to a document, whichever slice they are of."""
    return [
        f"{column.table.name}.{column.name}"
        for column in _columns_to_documents()
        if session.scalar(select(exists().where(column == document_id)))
    ]


def _columns_to_documents() -> list[Column[uuid.UUID]]:
    return [
        column
        for table in Base.metadata.sorted_tables
        if table.name != Rendition.__tablename__
        for column in table.columns
        if any(key.column.table.name == Document.__tablename__ for key in column.foreign_keys)
    ]


def _is_shared(session: Session, sha256: str, document_id: uuid.UUID) -> bool:
    """Whether another document has the same bytes, which are stored once."""
    document = exists().where(Document.sha256 == sha256, Document.id != document_id)
    rendition = exists().where(Rendition.sha256 == sha256, Rendition.document_id != document_id)
    return bool(session.scalar(select(document | rendition)))
