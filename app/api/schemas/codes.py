"""Shapes of codes."""

from marshmallow import Schema, fields

from app.api.fields import Instant

STATUS = {"description": "unknown, or where the label stands; the first that holds"}


class ScansOut(Schema):
    count = fields.Integer(required=True, metadata={"description": "Visits of people; one a day and address"})
    first_seen_at = Instant(required=True, allow_none=True)
    last_seen_at = Instant(required=True, allow_none=True)


class CodeLinksOut(Schema):
    page = fields.String(required=True, metadata={"description": "What a buyer's phone opens"})


class CodeOut(Schema):
    code = fields.String(required=True, metadata={"description": "As it is printed, or as it was asked for"})
    status = fields.String(required=True, metadata=STATUS)
    is_sample = fields.Boolean(required=True, allow_none=True)
    serial = fields.Integer(required=True, allow_none=True)
    lot = fields.String(required=True, allow_none=True)
    gtin = fields.String(required=True, allow_none=True)
    scans = fields.Nested(ScansOut, required=True, allow_none=True)
    signs = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "What is worth a second look, never a verdict: seen-often, past-shelf-life, key-exposed"
        },
    )
    links = fields.Nested(CodeLinksOut, required=True, allow_none=True)
