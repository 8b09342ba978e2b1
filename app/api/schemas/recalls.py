"""Shapes of recalls."""

from marshmallow import Schema, fields

from app.api.fields import Id, Input, InputList, Instant, QueryInstant, Text

MOST_BATCHES = 200


class RecallIn(Input):
    batch_ids = InputList(Id(), least=1, most=MOST_BATCHES, required=True)
    reason = Text(most=1000, required=True, metadata={"description": "Public"})
    decision_no = Text(most=80, load_default=None, allow_none=True)
    recalled_at = QueryInstant(
        load_default=None,
        allow_none=True,
        metadata={"description": "From when 24 hours count; now without it"},
    )


class LiftIn(Input):
    reason = Text(most=1000, required=True)


class CallIn(Input):
    shipment_id = Id(required=True)
    note = Text(most=1000, load_default=None, allow_none=True)


class RecallLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    lift = fields.String(required=True)
    call_list = fields.String(required=True)


class RecallOut(Schema):
    id = Id(required=True)
    batch_ids = fields.List(Id(), required=True, metadata={"description": "Those named"})
    reached_count = fields.Integer(
        required=True, metadata={"description": "All batches that it reaches, the named ones included"}
    )
    reason = fields.String(required=True)
    decision_no = fields.String(required=True, allow_none=True)
    recalled_at = Instant(required=True)
    recorded_at = Instant(required=True)
    lifted_at = Instant(required=True, allow_none=True)
    lift_reason = fields.String(required=True, allow_none=True)
    is_lifted_alone = fields.Boolean(
        required=True, allow_none=True, metadata={"description": "Nobody else could: who recalled lifted it"}
    )
    links = fields.Nested(RecallLinksOut, required=True)


class CallOut(Schema):
    shipment_id = Id(required=True)
    receiver = fields.String(required=True, metadata={"description": "Its name, or the buyer's as entered"})
    phone = fields.String(required=True, allow_none=True)
    sender = fields.String(required=True)
    lots = fields.List(fields.String(), required=True)
    shipped_at = Instant(required=True)
    called_at = Instant(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class CallListOut(Schema):
    recall_id = Id(required=True)
    due_at = Instant(required=True, metadata={"description": "24 hours after the recall"})
    is_overdue = fields.Boolean(required=True)
    calls = fields.List(fields.Nested(CallOut), required=True)
