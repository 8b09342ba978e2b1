"""How a document's bytes leave: in pieces, and never as something that a browser would run."""

import uuid

from flask import Response

from app.storage import storage
from batches.documents.rules import PDF, storage_path
from batches.documents.service import Content


def send_content(content: Content, document_id: uuid.UUID) -> Response:
    """Stream a document. A PDF, which may run things, is only ever saved; no name that a client gave is used."""
    answer = Response(storage().stream(storage_path(content.sha256)), content_type=content.content_type)
    answer.content_length = content.size_bytes
    if content.content_type == PDF:
        answer.headers["Content-Disposition"] = f'attachment; filename="{document_id}.pdf"'
    return answer
