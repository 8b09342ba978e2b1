"""Shapes of batches and their events."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import (
    Choice,
    Day,
    Flag,
    Id,
    Input,
    InputList,
    InputNested,
    Instant,
    Items,
    Percentage,
    Text,
    Weight,
    Whole,
)
from app.api.lists import ListQuery
from app.api.schemas.problems import ProblemOut
from batches.harvest.model import DECISIONS, WEIGHT_KINDS
from batches.harvest.rules import GradePart
from batches.harvest.service import HarvestReport

MOST_AT_ONCE = 200
STATUSES = ("registered", "published", "on_hold", "rejected", "recalled", "used_up")


class BatchQuery(ListQuery):
    received = Choice(
        "true",
        "false",
        load_default="false",
        metadata={"description": "Also those that were accepted from others"},
    )


class GradeIn(Input):
    grade = Text(most=40, required=True, metadata={"description": "In the buyer's or the standard's word"})
    net_weight_kg = Weight(required=True)
    fruit_count = Whole(least=1, most=10_000_000, load_default=None, allow_none=True)

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> GradePart:
        return GradePart(**data)


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
        metadata={"description": "Without it, the only code that covers the plot and holds that day"},
    )
    grades = InputList(InputNested(GradeIn), most=20, load_default=())
    dry_matter_percent = Percentage(load_default=None, allow_none=True)
    photo_ids = InputList(Id(), most=10, load_default=())
    confirm_duplicate = Flag(
        load_default=False, metadata={"description": "It is another batch than the one that looks the same"}
    )

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> HarvestReport:
        return HarvestReport(**data)


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
    missing = fields.List(
        fields.Nested(MissingOut), required=True, metadata={"description": "It keeps the batch unpublished"}
    )
    recommended = fields.List(fields.Nested(MissingOut), required=True)


class ClaimOut(Schema):
    scheme = fields.String(required=True)
    number = fields.String(required=True)
    body = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)


class WarningOut(Schema):
    code = fields.String(required=True)
    detail = fields.String(required=True)


class HoldLinksOut(Schema):
    decision = fields.String(required=True)


class HoldOut(WarningOut):
    id = Id(required=True)
    since = Instant(required=True)
    links = fields.Nested(HoldLinksOut, required=True)


class DecidedHoldOut(WarningOut):
    id = Id(required=True)
    since = Instant(required=True)
    decision = Choice(*DECISIONS, required=True)
    reason = fields.String(required=True)
    decided_at = Instant(required=True)
    is_alone = fields.Boolean(
        required=True, metadata={"description": "Nobody else could: who registered it decided"}
    )


class DecisionIn(Input):
    decision = Choice(*DECISIONS, required=True)
    reason = Text(most=1000, required=True)


class DecisionOut(Schema):
    id = Id(required=True)
    hold_id = Id(required=True)
    decision = Choice(*DECISIONS, required=True)
    reason = fields.String(required=True)
    decided_at = Instant(required=True)
    decided_by = Id(required=True)
    is_alone = fields.Boolean(
        required=True, metadata={"description": "Nobody else could: who registered it decided"}
    )


class WeighingIn(Input):
    net_weight_kg = Weight(required=True)
    weighed_on = Day(required=True)
    fruit_count = Whole(least=1, most=10_000_000, load_default=None, allow_none=True)
    grades = InputList(InputNested(GradeIn), most=20, load_default=None, allow_none=True)


class GradeOut(Schema):
    grade = fields.String(required=True)
    net_weight_kg = Weight(required=True)
    fruit_count = fields.Integer(required=True, allow_none=True)


class BatchLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    page = fields.String(required=True, metadata={"description": "The public page of the batch"})
    events = fields.String(required=True)
    trace = fields.String(required=True, metadata={"description": "The chain, back and forward"})
    epcis = fields.String(required=True, metadata={"description": "The chain as EPCIS 2.0 JSON-LD"})
    print_runs = fields.String(required=True)
    weighings = fields.String(required=True)


class ReachingRecallOut(Schema):
    reason = fields.String(required=True)
    decision_no = fields.String(required=True, allow_none=True)
    recalled_at = Instant(required=True)


class ExportOut(Schema):
    market = fields.String(required=True)
    is_ready = fields.Boolean(required=True)
    missing = fields.List(fields.String(), required=True, metadata={"description": "Tests not passed yet"})


class BatchOut(Schema):
    id = Id(required=True)
    lot = fields.String(required=True, metadata={"description": "Unique for ever, in 0-9A-Z"})
    trace_code = fields.String(required=True, metadata={"description": "Mã truy xuất nguồn gốc"})
    status = Choice(*STATUSES, required=True)
    is_own = fields.Boolean(
        required=True, metadata={"description": "Made here; else accepted from another organisation"}
    )
    plot_id = Id(required=True, allow_none=True, metadata={"description": "Of a harvest"})
    packing_id = Id(required=True, allow_none=True, metadata={"description": "Of a packed batch"})
    product_id = Id(required=True)
    growing_area_code_id = Id(required=True, allow_none=True)
    harvested_on = Day(required=True)
    harvested_to_on = Day(
        required=True, allow_none=True, metadata={"description": "The last day, where it was cut on several"}
    )
    net_weight_kg = Weight(required=True)
    weight_kind = Choice(*WEIGHT_KINDS, required=True)
    fruit_count = Whole(least=1, most=10_000_000, required=True, allow_none=True)
    grades = fields.List(fields.Nested(GradeOut), required=True)
    cut_no = Whole(least=1, most=99, required=True, allow_none=True)
    dry_matter_percent = Percentage(required=True, allow_none=True)
    registered_at = Instant(required=True)
    updated_at = Instant(required=True)
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    holds = fields.List(fields.Nested(HoldOut), required=True)
    decided_holds = fields.List(
        fields.Nested(DecidedHoldOut), required=True, metadata={"description": "How earlier holds ended"}
    )
    held_upstream = fields.List(
        fields.String(), required=True, metadata={"description": "Lots it was made of that are held"}
    )
    recalls = fields.List(fields.Nested(ReachingRecallOut), required=True)
    claims = fields.List(fields.Nested(ClaimOut), required=True)
    export = fields.Nested(
        ExportOut, required=True, allow_none=True, metadata={"description": "Of a batch packed for a market"}
    )
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
