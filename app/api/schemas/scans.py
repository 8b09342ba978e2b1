"""Shapes of scanned labels."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Instant, Whole
from app.api.schemas.codes import CodeLinksOut, ScansOut
from labels.codes.codes import MAX_SERIAL
from labels.scans.rules import SIGNS_OF_A_RUN


class ScannedLabelOut(Schema):
    code = fields.String(required=True, metadata={"description": "As it is printed"})
    serial = Whole(least=1, most=MAX_SERIAL, required=True)
    batch_id = Id(required=True, allow_none=True, metadata={"description": "null while the label is blank"})
    signs = fields.List(
        Choice(*SIGNS_OF_A_RUN),
        required=True,
        metadata={"description": "What is worth a second look, never a verdict; the most urgent first"},
    )
    voided_at = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "Since when it is void; null while it is not"},
    )
    scans = fields.Nested(ScansOut, required=True)
    links = fields.Nested(CodeLinksOut, required=True)
