"""Shapes of batches and their events."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Day, Flag, Id, Input, Instant, Items, Weight, Whole
from app.api.schemas.problems import ProblemOut
from batches.harvest.model import WEIGHT_KINDS

MOST_AT_ONCE = 200


class BatchIn(Input):
    plot_id = Id(required=True)
    product_id = Id(required=True)
    harvested_on = Day(required=True)
    net_weight_kg = Weight(required=True)
    weight_kind = Choice(*WEIGHT_KINDS, load_default="estimated")
    fruit_count = Whole(least=1, most=10_000_000, load_default=None, allow_none=True)
    cut_no = Whole(
        least=1, most=99, load_default=None, allow_none=True, metadata={"description": "Lứa cắt: which cut"}
    )
    growing_area_code_id = Id(
        load_default=None,
        allow_none=True,
        metadata={"description": "Without it, the code that covers the plot on the day"},
    )


class BatchesIn(Input):
    items = Items(
        most=MOST_AT_ONCE,
        required=True,
        metadata={"items": {"anyOf": [{"$ref": "#/components/schemas/BatchIn"}, {"type": "object"}]}},
    )
    all_or_nothing = Flag(
        load_default=False, metadata={"description": "One refused item leaves none of them recorded"}
    )


class MissingOut(Schema):
    code = fields.String(required=True)
    legal_name = fields.String(required=True, metadata={"description": "Its name in Vietnamese law"})


class CompletenessOut(Schema):
    missing = fields.List(fields.Nested(MissingOut), required=True)


class ClaimOut(Schema):
    scheme = fields.String(required=True)
    number = fields.String(required=True)
    body = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)


class WarningOut(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)


class HoldOut(WarningOut):
    since = Instant(required=True)


class BatchLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    page = fields.String(required=True, metadata={"description": "The public page of the batch"})
    events = fields.String(required=True)
    print_runs = fields.String(required=True)


class BatchOut(Schema):
    id = Id(required=True)
    lot = fields.String(required=True, metadata={"description": "Unique for ever, in 0-9A-Z"})
    trace_code = fields.String(required=True, metadata={"description": "Mã truy xuất nguồn gốc"})
    status = Choice("registered", "published", required=True)
    plot_id = Id(required=True)
    product_id = Id(required=True)
    growing_area_code_id = Id(required=True, allow_none=True)
    harvested_on = Day(required=True)
    net_weight_kg = Weight(required=True)
    weight_kind = Choice(*WEIGHT_KINDS, required=True)
    fruit_count = Whole(least=1, most=10_000_000, required=True, allow_none=True)
    cut_no = Whole(least=1, most=99, required=True, allow_none=True)
    registered_at = Instant(required=True)
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    holds = fields.List(fields.Nested(HoldOut), required=True)
    claims = fields.List(fields.Nested(ClaimOut), required=True)
    completeness = fields.Nested(CompletenessOut, required=True)
    links = fields.Nested(BatchLinksOut, required=True)


class BatchItemOut(Schema):
    """What became of one item: its batch, or the problem that it would have got alone."""

    index = fields.Integer(required=True, metadata={"description": "Its place in the request, from 0"})
    status = fields.Integer(required=True, metadata={"description": "As a request of its own: 201 or 4xx"})
    batch = fields.Nested(BatchOut, required=True, allow_none=True)
    problem = fields.Nested(ProblemOut, required=True, allow_none=True)


class BatchesOut(Schema):
    items = fields.List(fields.Nested(BatchItemOut), required=True)


class EventOut(Schema):
    id = Id(required=True)
    kind = fields.String(required=True)
    epcis_event_id = fields.String(required=True, metadata={"description": "ni:///sha-256;… of EPCIS 2.0"})
    is_declaration = fields.Boolean(required=True, metadata={"description": "It declares one an error"})
    occurred_at = Instant(required=True)
    recorded_at = Instant(required=True)
    document = fields.Dict(required=True, metadata={"description": "The EPCIS event as it was recorded"})
