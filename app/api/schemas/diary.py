"""Shapes of the pesticide list and of the diary."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Day, Flag, Id, Input, InputList, InputNested, Instant, Text, Whole
from app.api.lists import ListQuery
from app.api.schemas.accounts import LinksOut
from app.api.schemas.batches import WarningOut
from batches.diary.model import KINDS
from batches.diary.service import Performer, WorkReport

LONGEST_NAME = 200
LONGEST_NOTE = 1000
MOST_PLOTS = 200
MOST_INTERVAL_DAYS = 365
OR_NULL: dict[str, Any] = {"load_default": None, "allow_none": True}
INTERVAL = {"description": "Thời gian cách ly, in days as printed on the label; never assumed"}


class PesticideIn(Input):
    product_name = Text(most=LONGEST_NAME, required=True)
    active_ingredient = Text(most=LONGEST_NAME, **OR_NULL)
    pre_harvest_interval_days = Whole(least=0, most=MOST_INTERVAL_DAYS, required=True, metadata=INTERVAL)
    label_photo_id = Id(metadata={"description": "An own document of kind photo"}, **OR_NULL)


class PesticideChange(Input):
    product_name = Text(most=LONGEST_NAME)
    active_ingredient = Text(most=LONGEST_NAME, allow_none=True)
    pre_harvest_interval_days = Whole(least=0, most=MOST_INTERVAL_DAYS, metadata=INTERVAL)
    label_photo_id = Id(allow_none=True)
    retired = Flag(metadata={"description": "true: it is offered no more; entries that name it stay"})


class PesticideOut(Schema):
    id = Id(required=True)
    product_name = fields.String(required=True)
    active_ingredient = fields.String(required=True, allow_none=True)
    pre_harvest_interval_days = Whole(least=0, most=MOST_INTERVAL_DAYS, required=True)
    label_photo_id = Id(required=True, allow_none=True)
    retired_at = Instant(required=True, allow_none=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(LinksOut, required=True)


class PerformerIn(Input):
    member_id = Id(**OR_NULL)
    name = Text(most=LONGEST_NAME, metadata={"description": "A person or a team"}, **OR_NULL)

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> Performer:
        return Performer(**data)


class DiaryEntryIn(Input):
    """Work on plots. With `void` only `corrects_id` and `note`; else plots, kind and day are needed."""

    plot_ids = InputList(Id(), most=MOST_PLOTS, metadata={"description": "Own plots, 1 to 200"}, **OR_NULL)
    kind = Choice(*KINDS, metadata={"enum": [*KINDS, None]}, **OR_NULL)
    performed_on = Day(metadata={"description": "Any day up to today"}, **OR_NULL)
    pesticide_id = Id(metadata={"description": "Of the list, which gives name and interval"}, **OR_NULL)
    product_name = Text(most=LONGEST_NAME, **OR_NULL)
    pre_harvest_interval_days = Whole(
        least=0,
        most=MOST_INTERVAL_DAYS,
        metadata={"description": "Of a pesticide that is not in the list: as on its label"},
        **OR_NULL,
    )
    target = Text(most=LONGEST_NAME, metadata={"description": "The pest or disease"}, **OR_NULL)
    dose = Text(most=LONGEST_NAME, **OR_NULL)
    note = Text(most=LONGEST_NOTE, **OR_NULL)
    performed_by = InputNested(
        PerformerIn, metadata={"description": "Private: a member or a name, not both"}, **OR_NULL
    )
    corrects_id = Id(metadata={"description": "The entry that this one stands in place of"}, **OR_NULL)
    void = Flag(
        load_default=False, metadata={"description": "Only take that entry back, for the reason in note"}
    )

    @post_load
    def as_report(self, data: dict[str, Any], **_kwargs: Any) -> WorkReport:
        return WorkReport(**data)


class DiaryQuery(ListQuery):
    plot_id = Id(load_default=None)
    kind = Choice(*KINDS, load_default=None)
    from_on = Day(load_default=None, metadata={"description": "Performed on this day or later"})
    to_on = Day(load_default=None, metadata={"description": "Performed on this day or earlier"})


class PerformerOut(Schema):
    member_id = Id(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)


class DiaryEntryOut(Schema):
    id = Id(required=True)
    plot_ids = fields.List(Id(), required=True, metadata={"description": "Those that the caller may see"})
    kind = Choice(*KINDS, required=True)
    performed_on = Day(required=True)
    pesticide_id = Id(required=True, allow_none=True)
    product_name = fields.String(required=True, allow_none=True)
    pre_harvest_interval_days = Whole(
        least=0,
        most=MOST_INTERVAL_DAYS,
        required=True,
        allow_none=True,
        metadata={"description": "As it was when the entry was made, whatever the list says now"},
    )
    harvest_from_on = Day(
        required=True, allow_none=True, metadata={"description": "The first day on which fruit may be cut"}
    )
    target = fields.String(required=True, allow_none=True)
    dose = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    performed_by = fields.Nested(
        PerformerOut,
        required=True,
        allow_none=True,
        metadata={"description": "Only for managers and the household whose work it was"},
    )
    corrects_id = Id(required=True, allow_none=True)
    corrected_by_id = Id(required=True, allow_none=True)
    void = fields.Boolean(required=True, attribute="is_void")
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    recorded_at = Instant(required=True)
    recorded_by = Id(required=True, allow_none=True, metadata={"description": "Only for managers"})
    links = fields.Nested(LinksOut, required=True)
