"""Shapes of count cards, and of weights that a second party confirms."""

from typing import Any

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, Instant, Text, Weight

OR_NULL: dict[str, Any] = {"load_default": None, "allow_none": True}
NOTE = {"description": "Needed where a card is more than 3 % off"}


class SignOffIn(Input):
    note = Text(most=1000, metadata=NOTE, **OR_NULL)


class CardOut(Schema):
    level = Choice("fruit", "carton", required=True)
    fruits = fields.Integer(required=True, metadata={"description": "Fruits, or cartons: at most so many"})
    is_counted = fields.Boolean(required=True, metadata={"description": "false: by weight alone"})
    allotted = fields.Integer(required=True, metadata={"description": "applied + void + left_over"})
    printed = fields.Integer(required=True)
    applied = fields.Integer(required=True)
    void = fields.Integer(required=True)
    left_over = fields.Integer(required=True, metadata={"description": "Neither applied nor void yet"})
    reprinted = fields.Integer(required=True)
    passed_on = fields.Integer(required=True, metadata={"description": "Packed into other batches"})
    labelled_before = fields.Integer(required=True, metadata={"description": "Came with a label"})
    difference = fields.Integer(
        required=True,
        metadata={"description": "Without a label and not accounted for; below 0: labels too many"},
    )
    difference_percent = fields.String(required=True)
    is_alert = fields.Boolean(required=True, metadata={"description": "More than 3 % off"})


class SignOffOut(Schema):
    id = Id(required=True)
    note = fields.String(required=True, allow_none=True)
    signed_at = Instant(required=True)


class ReconciliationLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    batch = fields.String(required=True)
    sign_offs = fields.String(required=True)


class ReconciliationOut(Schema):
    batch_id = Id(required=True)
    lot = fields.String(required=True)
    cards = fields.List(fields.Nested(CardOut), required=True)
    sign_off = fields.Nested(SignOffOut, required=True, allow_none=True)
    is_signed = fields.Boolean(
        required=True, metadata={"description": "The cards are still as they were signed"}
    )
    links = fields.Nested(ReconciliationLinksOut, required=True)


class WeightConfirmationIn(Input):
    net_weight_kg = Weight(required=True, metadata={"description": "What the second scale showed"})
    note = Text(most=1000, **OR_NULL)


class WeightConfirmationOut(Schema):
    id = Id(required=True)
    batch_id = Id(required=True)
    net_weight_kg = Weight(required=True, metadata={"description": "Of the batch; it confirms no other"})
    weighed_kg = Weight(required=True)
    note = fields.String(required=True, allow_none=True)
    confirmed_at = Instant(required=True)
    is_alone = fields.Boolean(
        required=True, metadata={"description": "Nobody else could: who registered it confirmed"}
    )
