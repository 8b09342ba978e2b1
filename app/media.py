"""Published photos by the id of their document, and a person's photo while that person agrees to it.

A document's bytes never change, so they are cached for ever. A person's photo is asked for anew each time and
kept nowhere, and by its document's id nobody gets it, whatever that document's visibility.
"""

import uuid

from flask import Blueprint, Response

from app import clock
from app.db import reading
from app.policy import public
from app.storage import storage
from batches.documents.rules import find_image_type, storage_path
from batches.documents.service import get_public_document
from batches.errors import NotFound
from batches.organisations.members.queries import find_shown_photo, is_photo_of_member

blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<uuid:document_id>")
@public
def get_media(document_id: uuid.UUID) -> Response:
    """A public document's bytes."""
    with reading() as session:
        document = get_public_document(session, document_id)
        if is_photo_of_member(session, document_id):
            raise NotFound(what="document", id=document_id)
    return Response(
        storage().get(storage_path(document.sha256)),
        content_type=document.content_type,
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@blueprint.get("/media/people/<uuid:member_id>")
@public
def get_person_photo(member_id: uuid.UUID) -> Response:
    """The photo of a member who agrees, now, to have it shown."""
    with reading() as session:
        photo = find_shown_photo(session, member_id, now=clock.now())
        if photo is None:
            raise NotFound(what="photo", id=member_id)
        sizes = {rendition.size: rendition.sha256 for rendition in photo.renditions}
    content = storage().get(storage_path(sizes.get("medium", photo.sha256)))
    return Response(
        content,
        content_type=find_image_type(content) or photo.content_type,
        headers={"Cache-Control": "no-store"},
    )
