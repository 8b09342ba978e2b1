"""Published photos and papers by the id of their document, and a person's photo while that person agrees to it.

One that is withdrawn is gone within the hour; a person's photo is asked for anew each time and kept nowhere, and by its
document's id nobody gets it, whatever that document's visibility.
"""

import uuid

from flask import Blueprint, Response, request

from app import clock
from app.db import reading
from app.policy import public
from app.sending import send_content
from batches.documents.rules import SIZES
from batches.documents.service import content_of, get_public_document
from batches.errors import NotFound
from batches.organisations.members.queries import find_shown_photo, is_photo_of_member

blueprint = Blueprint("media", __name__)

KEPT_S = 3600  # by browsers and caches between: how long a withdrawn picture may still be seen
USUAL_SIZE = "large"
PERSON_SIZE = "medium"


@blueprint.get("/media/<uuid:document_id>")
@public
def get_media(document_id: uuid.UUID) -> Response:
    """A public document's bytes; `?size=` chooses among a picture's sizes."""
    size = request.args.get("size", USUAL_SIZE)
    if size not in SIZES:
        raise NotFound(what="size", id=size[:20])
    with reading() as session:
        if is_photo_of_member(session, document_id):
            raise NotFound(what="document", id=document_id)
        content = content_of(get_public_document(session, document_id), size)
    if request.if_none_match.contains(content.sha256):
        answer = Response(status=304)
    else:
        answer = send_content(content, document_id)
    answer.set_etag(content.sha256)
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_S
    return answer


@blueprint.get("/media/people/<uuid:member_id>")
@public
def get_person_photo(member_id: uuid.UUID) -> Response:
    """The photo of a member who agrees, now, to have it shown."""
    with reading() as session:
        photo = find_shown_photo(session, member_id, now=clock.now())
        if photo is None:
            raise NotFound(what="photo", id=member_id)
        content = content_of(photo, PERSON_SIZE)
    answer = send_content(content, photo.id)
    answer.headers["Cache-Control"] = "no-store"
    return answer
