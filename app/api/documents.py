"""`/documents`: photos and papers, sent as a form and read back by their own organisation."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response

from app import clock
from app.account_refusals import FieldNotAllowed
from app.api.api import Blueprint
from app.api.conventions import is_dry_run, prepared_by
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.parsing import read_form
from app.api.schemas.documents import ContentQuery, DocumentChange, DocumentIn, DocumentOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.sending import send_content
from app.storage import storage
from batches.documents.files import PreparedFile, prepare_file, store_file
from batches.documents.model import Document
from batches.documents.rules import EDGES, JPEG, PDF
from batches.documents.service import (
    add_document,
    change_visibility,
    content_of,
    get_own_document,
    list_documents,
)

blueprint = Blueprint("documents", __name__, description="Photos and papers")

READERS = ("manager", "farmer", "packer", "viewer")
BINARY = {"type": "string", "format": "binary"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    file: PreparedFile
    kind: str
    visibility: str


def _prepare_upload() -> Upload:
    """The form read and its picture made anew; the bytes are stored before their row, and not by a dry run."""
    data = read_form(DocumentIn())
    role = current_actor().role
    if data["visibility"] != "private" and role != "manager":
        raise FieldNotAllowed(role=role, field="visibility", pointer="/visibility")
    file = prepare_file(data["file"], kind=data["kind"], most_bytes=settings().max_upload_bytes)
    if not is_dry_run():
        store_file(storage(), file)
    return Upload(file=file, kind=data["kind"], visibility=data["visibility"])


@blueprint.post("/documents")
@blueprint.doc(requestBody={"required": True, "content": {"multipart/form-data": {"schema": DocumentIn}}})
@blueprint.response(201, DocumentOut)
@allow("manager", "farmer", "packer", scope="document:write")
@prepared_by(_prepare_upload)
def create_document(prepared: Upload) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Send a photo or paper.

    A picture is made anew: upright, in sRGB, as JPEG, in three sizes, without a word of what the camera added
    (place, time, make). A PDF is kept as it comes and can only be saved, never shown in a page.
    """
    with transaction() as session:
        document = add_document(
            session,
            current_actor(),
            prepared.file,
            kind=prepared.kind,
            visibility=prepared.visibility,
            now=clock.now(),
        )
        answer = _shown(document)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/documents")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(DocumentOut))
@allow(*READERS, scope="batch:read")
def list_own_documents(query: dict[str, Any]) -> dict[str, Any]:
    """The documents of the caller's organisation, newest first; a farmer of one household sees their own."""
    with reading() as session:
        return answer_page(list_documents(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/documents/<uuid:document_id>")
@blueprint.response(200, DocumentOut)
@allow(*READERS, scope="batch:read")
def get_document(document_id: uuid.UUID) -> dict[str, Any]:
    """What is known of one document."""
    with reading() as session:
        return _shown(get_own_document(session, current_actor(), document_id, pointer=""))


@blueprint.patch("/documents/<uuid:document_id>")
@blueprint.arguments(DocumentChange)
@blueprint.response(200, DocumentOut)
@allow("manager", scope="document:write")
def patch_document(data: dict[str, Any], document_id: uuid.UUID) -> dict[str, Any]:
    """Publish a document, or take it back: caches forget it within an hour."""
    with transaction() as session:
        return _shown(change_visibility(session, current_actor(), document_id, **data, now=clock.now()))


@blueprint.get("/documents/<uuid:document_id>/content")
@blueprint.arguments(ContentQuery, location="query")
@blueprint.response(200, BINARY, content_type=JPEG)
@blueprint.doc(responses={200: {"content": {PDF: {"schema": BINARY}, "image/png": {"schema": BINARY}}}})
@allow(*READERS, scope="batch:read")
def get_document_content(query: dict[str, Any], document_id: uuid.UUID) -> Response:
    """The bytes of a document: a picture as JPEG in the size asked for, a PDF as it came, to be saved."""
    with reading() as session:
        document = get_own_document(session, current_actor(), document_id, pointer="")
        content = content_of(document, query["size"])
    return send_content(content, document_id)


def _shown(document: Document) -> dict[str, Any]:
    self_ = f"/api/v1/documents/{document.id}"
    is_public = document.visibility == "public"
    columns = {column.key: getattr(document, column.key) for column in document.__table__.columns}
    return columns | {
        "renditions": [
            {
                "size": rendition.size,
                "width_px": rendition.width_px,
                "height_px": rendition.height_px,
                "size_bytes": rendition.size_bytes,
                "content": f"{self_}/content?size={rendition.size}",
            }
            for rendition in sorted(document.renditions, key=lambda found: EDGES[found.size])
        ],
        "links": {
            "self_": self_,
            "content": f"{self_}/content",
            "media": f"/media/{document.id}" if is_public else None,
        },
    }
