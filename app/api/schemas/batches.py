"""Shapes of batches."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Day, Id, Input, Instant, Weight, Whole
from batches.harvest.model import WEIGHT_KINDS


class BatchIn(Input):
    plot_id = Id(required=True)
    product_id = Id(required=True)
    harvested_on = Day(required=True)
    net_weight_kg = Weight(required=True)
    weight_kind = Choice(*WEIGHT_KINDS, load_default="estimated")
    fruit_count = Whole(least=1, most=10_000_000, load_default=None, allow_none=True)
    cut_no = Whole(least=1, most=99, load_default=None, allow_none=True)
    growing_area_code_id = Id(load_default=None, allow_none=True)


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


class BatchLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    page = fields.String(required=True, metadata={"description": "The public page of the batch"})
    print_runs = fields.String(required=True)


class BatchOut(Schema):
    id = Id(required=True)
    lot = fields.String(required=True)
    trace_code = fields.String(required=True)
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
    claims = fields.List(fields.Nested(ClaimOut), required=True)
    completeness = fields.Nested(CompletenessOut, required=True)
    links = fields.Nested(BatchLinksOut, required=True)
