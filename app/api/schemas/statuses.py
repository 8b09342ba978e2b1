"""Shapes of the status that an authority gave to a code, from a day on."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Day, Id, Input, Instant, Text
from app.api.lists import list_schema
from batches.plots.statuses import STATUSES


class StatusIn(Input):
    status = Choice(*STATUSES, required=True)
    from_on = Day(required=True, metadata={"description": "The first day on which it holds, past or to come"})
    reason = Text(
        most=1000,
        load_default=None,
        allow_none=True,
        metadata={"description": "In words, with the number of the paper"},
    )


class StatusOut(Schema):
    id = Id(required=True)
    status = Choice(*STATUSES, required=True)
    from_on = Day(required=True)
    reason = fields.String(required=True, allow_none=True)
    recorded_at = Instant(required=True)
    recorded_by = Id(required=True)


StatusListOut = list_schema(StatusOut)  # made once: two resources answer with it
