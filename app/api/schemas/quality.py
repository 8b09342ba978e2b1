"""Shapes of inspections and laboratory tests."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Day, Flag, Id, Input, InputList, InputNested, Instant, Text, Whole
from batches.quality.model import RESULTS
from batches.quality.rules import CHINA_TESTS, Analyte
from batches.quality.service import InspectionReport, LabReport

MOST_BATCHES = 200
NAME = {"description": f"{', '.join(CHINA_TESTS)}, or the paper's own word"}
FIGURE = {"description": "As the paper writes it: 0.012, <0.01, ND"}


class InspectionIn(Input):
    batch_ids = InputList(Id(), least=1, most=MOST_BATCHES, required=True)
    inspected_on = Day(required=True)
    result = Choice(*RESULTS, required=True)
    note = Text(most=1000, load_default=None, allow_none=True)
    document_id = Id(load_default=None, allow_none=True, metadata={"description": "Of the kind lab_report"})

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> InspectionReport:
        return InspectionReport(**data)


class InspectionOut(Schema):
    id = Id(required=True)
    batch_ids = fields.List(Id(), required=True)
    inspected_on = Day(required=True)
    result = Choice(*RESULTS, required=True)
    note = fields.String(required=True, allow_none=True)
    document_id = Id(required=True, allow_none=True)
    event_id = Id(required=True)
    is_void = fields.Boolean(required=True, metadata={"description": "It was declared wrong"})
    recorded_at = Instant(required=True)


class AnalyteIn(Input):
    name = Text(most=80, required=True, metadata=NAME)
    value = Text(most=40, required=True, metadata=FIGURE)
    unit = Text(most=20, load_default=None, allow_none=True)
    limit = Text(most=40, load_default=None, allow_none=True, metadata=FIGURE)
    passed = Flag(required=True)

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> Analyte:
        return Analyte(**data)


class AnalyteOut(Schema):
    name = fields.String(required=True)
    value = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    limit = fields.String(required=True, allow_none=True)
    passed = fields.Boolean(required=True)


class LabTestIn(Input):
    batch_ids = InputList(Id(), least=1, most=MOST_BATCHES, required=True)
    laboratory = Text(most=200, required=True)
    is_gacc_recognised = Flag(
        load_default=False, metadata={"description": "China's customs accept its reports, as the paper says"}
    )
    report_no = Text(most=80, required=True)
    sampled_on = Day(required=True)
    reported_on = Day(required=True)
    sample_fruit_count = Whole(least=1, most=10_000, load_default=None, allow_none=True)
    analytes = InputList(InputNested(AnalyteIn), least=1, most=100, required=True)
    document_id = Id(load_default=None, allow_none=True, metadata={"description": "Of the kind lab_report"})

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> LabReport:
        return LabReport(**data)


class LabTestOut(Schema):
    id = Id(required=True)
    batch_ids = fields.List(Id(), required=True)
    laboratory = fields.String(required=True)
    is_gacc_recognised = fields.Boolean(required=True)
    report_no = fields.String(required=True)
    sampled_on = Day(required=True)
    reported_on = Day(required=True)
    sample_fruit_count = fields.Integer(required=True, allow_none=True)
    analytes = fields.List(fields.Nested(AnalyteOut), required=True)
    document_id = Id(required=True, allow_none=True)
    event_id = Id(required=True)
    is_void = fields.Boolean(required=True, metadata={"description": "It was declared wrong"})
    recorded_at = Instant(required=True)
