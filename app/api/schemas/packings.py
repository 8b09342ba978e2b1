"""Shapes of packings."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import (
    Day,
    Id,
    Input,
    InputList,
    InputNested,
    Instant,
    Text,
    Weight,
    WeightOrNothing,
    Whole,
)
from app.api.schemas.batches import BatchOut, HoldOut, WarningOut
from batches.packing.checking import PackingReport

MOST_LINES = 200
MARKET = {"pattern": "^[A-Z]{2}$", "description": "Two capitals of the country; none for the home market"}


class LineIn(Input):
    batch_id = Id(required=True)
    net_weight_kg = Weight(required=True)


class PackingIn(Input):
    inputs = InputList(InputNested(LineIn), least=1, most=MOST_LINES, required=True)
    product_id = Id(required=True)
    packing_house_id = Id(load_default=None, allow_none=True)
    market = Text(most=2, load_default=None, allow_none=True, metadata=MARKET)
    packed_on = Day(required=True)
    net_weight_kg = Weight(required=True, metadata={"description": "What came out"})
    fruit_count = Whole(least=1, most=10_000_000, load_default=None, allow_none=True)
    rejected_kg = WeightOrNothing(load_default=Decimal(0))
    shrinkage_kg = WeightOrNothing(
        load_default=None,
        allow_none=True,
        metadata={"description": "Lost by itself; without it, whatever did not come out"},
    )

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> PackingReport:
        inputs = [(line["batch_id"], line["net_weight_kg"]) for line in data.pop("inputs")]
        return PackingReport(inputs=inputs, **data)


class LineOut(Schema):
    batch_id = Id(required=True)
    net_weight_kg = Weight(required=True)


class PackingLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    batch = fields.String(required=True)
    trace = fields.String(required=True)


class PackingOut(Schema):
    id = Id(required=True)
    inputs = fields.List(fields.Nested(LineOut), required=True)
    batch = fields.Nested(BatchOut, required=True)
    packing_house_id = Id(required=True, allow_none=True)
    market = fields.String(required=True, allow_none=True)
    packed_on = Day(required=True)
    rejected_kg = WeightOrNothing(required=True)
    shrinkage_kg = WeightOrNothing(required=True)
    recorded_at = Instant(required=True)
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    holds = fields.List(fields.Nested(HoldOut), required=True)
    links = fields.Nested(PackingLinksOut, required=True)
