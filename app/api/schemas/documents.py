"""Shapes of documents."""

from marshmallow import Schema, fields

from app.api.fields import Choice, File, Id, Input, Instant, Whole
from batches.documents.model import KINDS, VISIBILITIES
from batches.documents.rules import EDGES, JPEG, ORIGINAL, PDF, SIZES


class DocumentIn(Input):
    file = File(
        required=True,
        metadata={
            "description": "JPEG, PNG, WebP, or PDF unless it is a photo; its name and type are not read"
        },
    )
    kind = Choice(*KINDS, required=True)
    visibility = Choice(
        *VISIBILITIES,
        load_default="private",
        metadata={"description": "`public` is a manager's to choose"},
    )


class DocumentChange(Input):
    visibility = Choice(*VISIBILITIES)


class ContentQuery(Input):
    size = Choice(
        *SIZES,
        load_default=ORIGINAL,
        metadata={"description": "Of a picture, by its longer edge; a PDF has one size"},
    )


class RenditionOut(Schema):
    size = Choice(*EDGES, required=True)
    width_px = fields.Integer(required=True)
    height_px = fields.Integer(required=True)
    size_bytes = fields.Integer(required=True)
    content = fields.String(required=True, metadata={"description": "Where its bytes are"})


class DocumentLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    content = fields.String(required=True)
    media = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Where anyone sees it; null while it is private"},
    )


class DocumentOut(Schema):
    id = Id(required=True)
    kind = Choice(*KINDS, required=True)
    content_type = Choice(JPEG, PDF, "image/png", required=True, metadata={"description": "As it is kept"})
    size_bytes = Whole(least=0, most=2**40, required=True)
    width_px = fields.Integer(required=True, allow_none=True)
    height_px = fields.Integer(required=True, allow_none=True)
    visibility = Choice(*VISIBILITIES, required=True)
    renditions = fields.List(
        fields.Nested(RenditionOut), required=True, metadata={"description": "Of a picture; none of a PDF"}
    )
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(DocumentLinksOut, required=True)
