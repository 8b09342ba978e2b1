"""Shapes of reported problems."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, Instant, Text
from batches.problem_reports.rules import KINDS, MOST_ANSWER


class ProblemReportChange(Input):
    answer = Text(
        most=MOST_ANSWER, metadata={"description": "Read by whoever has the case number, and by nobody else"}
    )


class ProblemReportLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    page = fields.String(
        required=True, metadata={"description": "The page of the case, as its sender sees it"}
    )


class ProblemReportOut(Schema):
    id = Id(required=True)
    case_number = fields.String(required=True)
    kind = Choice(
        *KINDS,
        required=True,
        metadata={
            "description": "The label looks copied or moved; the fruit is not as its page says; the page is wrong"
        },
    )
    code = fields.String(
        required=True, allow_none=True, metadata={"description": "Of the label; of none of ours, as typed"}
    )
    lot = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)
    contact = fields.String(
        required=True, allow_none=True, metadata={"description": "As the sender wrote it, if they did"}
    )
    state = Choice("open", "answered", required=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = Instant(required=True, allow_none=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(ProblemReportLinksOut, required=True)
