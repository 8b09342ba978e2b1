"""The shape of every error (RFC 9457)."""

from marshmallow import Schema, fields


class ProblemErrorOut(Schema):
    pointer = fields.String(required=True, metadata={"description": "JSON pointer of the field to blame"})
    code = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemOut(Schema):
    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(ProblemErrorOut), required=True)
    request_id = fields.String(required=True, allow_none=True)
