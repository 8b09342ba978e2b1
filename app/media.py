"""Published photos and papers, by the id of their document. One that is withdrawn is gone within the hour."""

import uuid

from flask import Blueprint, Response, request

from app.db import reading
from app.policy import public
from app.sending import send_content
from batches.documents.rules import SIZES
from batches.documents.service import content_of, get_public_document
from batches.errors import NotFound

blueprint = Blueprint("media", __name__)

KEPT_S = 3600  # by browsers and caches between: how long a withdrawn picture may still be seen
USUAL_SIZE = "large"


@blueprint.get("/media/<uuid:document_id>")
@public
def get_media(document_id: uuid.UUID) -> Response:
    """A public document's bytes; `?size=` chooses among a picture's sizes."""
    size = request.args.get("size", USUAL_SIZE)
    if size not in SIZES:
        raise NotFound(what="size", id=size[:20])
    with reading() as session:
        content = content_of(get_public_document(session, document_id), size)
    if request.if_none_match.contains(content.sha256):
        answer = Response(status=304)
    else:
        answer = send_content(content, document_id)
    answer.set_etag(content.sha256)
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_S
    return answer
