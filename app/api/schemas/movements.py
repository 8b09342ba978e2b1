"""Shapes of movements."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Id, Input, InputList, InputNested, Instant, QueryInstant, Text
from app.api.lists import ListQuery
from app.api.schemas.batches import WarningOut
from app.api.schemas.packings import MOST_LINES, LineIn, LineOut
from batches.movements.model import ANSWERS, KINDS
from batches.movements.queries import DIRECTIONS
from batches.movements.service import MovementReport

STATES = ("sent", *ANSWERS, "received")
PRIVATE = "Private: seen by sender and receiver, in no event and on no page"


class MovementIn(Input):
    kind = Choice(*KINDS, required=True)
    shipment_id = Id(load_default=None, allow_none=True, metadata={"description": "Of a receipt"})
    lines = InputList(InputNested(LineIn), least=1, most=MOST_LINES, required=True)
    moved_at = QueryInstant(required=True)
    to_organisation = Text(
        most=5, load_default=None, allow_none=True, metadata={"description": "The receiver's short code"}
    )
    to_text = Text(
        most=200, load_default=None, allow_none=True, metadata={"description": "A buyer who is not here"}
    )
    vehicle = Text(most=40, load_default=None, allow_none=True, metadata={"description": PRIVATE})
    reference = Text(most=80, load_default=None, allow_none=True, metadata={"description": PRIVATE})

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        lines = [(line["batch_id"], line["net_weight_kg"]) for line in data.pop("lines")]
        kind, shipment_id = data.pop("kind"), data.pop("shipment_id")
        return {"kind": kind, "shipment_id": shipment_id, "report": MovementReport(lines=lines, **data)}


class MovementQuery(ListQuery):
    direction = Choice(
        *DIRECTIONS, load_default=None, metadata={"description": "Only what was sent, or only what comes"}
    )


class AnswerIn(Input):
    answer = Choice(*ANSWERS, required=True, metadata={"description": "void: by the sender"})
    reason = Text(most=1000, load_default=None, allow_none=True)


class MovementLineOut(LineOut):
    lot = fields.String(required=True)


class MovementLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    answer = fields.String(required=True, allow_none=True)
    shipment = fields.String(required=True, allow_none=True)
    receipt = fields.String(required=True, allow_none=True)


class MovementOut(Schema):
    id = Id(required=True)
    kind = Choice(*KINDS, required=True)
    state = Choice(*STATES, required=True)
    shipment_id = Id(required=True, allow_none=True)
    from_organisation = fields.String(required=True, metadata={"description": "Short code"})
    to_organisation = fields.String(required=True, allow_none=True)
    to_text = fields.String(required=True, allow_none=True)
    lines = fields.List(fields.Nested(MovementLineOut), required=True)
    moved_at = Instant(required=True)
    vehicle = fields.String(required=True, allow_none=True)
    reference = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True, metadata={"description": "Of the answer"})
    answered_at = Instant(required=True, allow_none=True)
    recorded_at = Instant(required=True)
    updated_at = Instant(required=True)
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    links = fields.Nested(MovementLinksOut, required=True)
