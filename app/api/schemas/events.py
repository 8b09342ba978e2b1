"""Shapes of events and their corrections."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, Instant, Text, Weight
from batches.corrections.model import REASONS


class EventOut(Schema):
    id = Id(required=True)
    kind = fields.String(required=True)
    epcis_event_id = fields.String(required=True, metadata={"description": "ni:///sha-256;… of EPCIS 2.0"})
    corrects_id = Id(
        required=True, allow_none=True, metadata={"description": "The event it declares wrong, or replaces"}
    )
    is_declaration = fields.Boolean(required=True, metadata={"description": "It declares one an error"})
    occurred_at = Instant(required=True)
    recorded_at = Instant(required=True)
    document = fields.Dict(required=True, metadata={"description": "The EPCIS event as it was recorded"})


class CorrectionIn(Input):
    reason = Choice(*REASONS, required=True)
    note = Text(most=1000, required=True)
    net_weight_kg = Weight(
        load_default=None, allow_none=True, metadata={"description": "The right one, with incorrect_data"}
    )


class CorrectionOut(Schema):
    id = Id(required=True)
    event_id = Id(required=True)
    declaration_id = Id(required=True)
    corrective_id = Id(required=True, allow_none=True)
    reason = Choice(*REASONS, required=True)
    note = fields.String(required=True)
    recorded_at = Instant(required=True)
