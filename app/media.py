"""Published photos, by the id of their document: their bytes never change, so they are cached for ever."""

import uuid

from flask import Blueprint, Response

from app.db import reading
from app.policy import public
from app.storage import storage
from batches.documents.rules import storage_path
from batches.documents.service import get_public_document

blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<uuid:document_id>")
@public
def get_media(document_id: uuid.UUID) -> Response:
    """A public document's bytes."""
    with reading() as session:
        document = get_public_document(session, document_id)
    return Response(
        storage().get(storage_path(document.sha256)),
        content_type=document.content_type,
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
