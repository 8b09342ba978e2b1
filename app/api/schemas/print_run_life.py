"""Shapes of what becomes of a run's labels."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Flag, Id, Input, InputList, Instant, Serials, Text, Whole
from app.api.schemas.print_runs import PrintRunOut
from labels.codes.codes import MAX_SERIAL
from labels.runs.life.rules import VOID_REASONS
from labels.runs.ranges import Range

MOST_RANGES = 1_000
DECISIONS = ("approve", "decline")
KINDS = (
    *("approved", "declined", "bound", "fetched", "fetched_part", "printed", "applied", "void"),
    *("reprint_asked", "reprint_approved", "reprint_declined", "closed"),
)
FROM_TO = "The serials from `from` to `to`, both included"
WHOLE = {"description": "Left out both: all labels that are not void"}
OR_NULL: dict[str, Any] = {"load_default": None, "allow_none": True}


class PartIn(Input):
    first = Whole(least=1, most=MAX_SERIAL, data_key="from", required=True)
    last = Whole(least=1, most=MAX_SERIAL, data_key="to", required=True)

    @post_load
    def as_range(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """The two serials as one value."""
        part = Range.told(data.pop("first"), data.pop("last"))
        return {**data, "part": part}


class SkippingIn(Input):
    skip_void = Flag(
        load_default=False, metadata={"description": "Pass over void labels; false refuses the range"}
    )


class ConfirmationIn(SkippingIn):
    first = Whole(least=1, most=MAX_SERIAL, data_key="from", metadata=WHOLE, **OR_NULL)
    last = Whole(least=1, most=MAX_SERIAL, data_key="to", metadata=WHOLE, **OR_NULL)


class ApplicationIn(SkippingIn, PartIn):
    """The labels that are on fruit."""


class BindingIn(PartIn):
    batch_id = Id(required=True)


class VoidIn(PartIn):
    reason = Choice(*VOID_REASONS, required=True)
    note = Text(most=1000, **OR_NULL)


class ReprintIn(VoidIn):
    """The same words for why."""


class CloseIn(SkippingIn):
    applied = InputList(
        Serials(most=MAX_SERIAL),
        most=MOST_RANGES,
        required=True,
        metadata={"description": "What is on fruit; every other label becomes void, for ever"},
    )

    @post_load
    def as_ranges(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """Each pair as one value."""
        pairs = enumerate(data["applied"])
        return {**data, "applied": [Range.told(*pair, pointer=f"/applied/{at}") for at, pair in pairs]}


class ToldPartsOut(Schema):
    serials = fields.List(fields.List(fields.Integer()), required=True, metadata={"description": FROM_TO})
    skipped_void = fields.List(
        fields.List(fields.Integer()), required=True, metadata={"description": "Passed over: void before"}
    )


class ToldRunOut(PrintRunOut):
    told = fields.Nested(
        ToldPartsOut, required=True, metadata={"description": "What was told, and what of it was passed over"}
    )


class AgreementIn(Input):
    decision = Choice(*DECISIONS, required=True)
    note = Text(most=1000, **OR_NULL)


class ReprintLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    print_run = fields.String(required=True)
    decision = fields.String(required=True)


class ReprintOut(Schema):
    id = Id(required=True)
    run_id = Id(required=True)
    first = Whole(least=1, most=MAX_SERIAL, data_key="from", required=True)
    last = Whole(least=1, most=MAX_SERIAL, data_key="to", required=True)
    reason = Choice(*VOID_REASONS, required=True)
    note = fields.String(required=True, allow_none=True)
    state = Choice("awaiting_approval", "approved", "declined", "ended", required=True)
    asked_at = Instant(required=True)
    decided_at = Instant(required=True, allow_none=True)
    is_alone = fields.Boolean(
        required=True, metadata={"description": "Nobody else could: who asked for it decided"}
    )
    links = fields.Nested(ReprintLinksOut, required=True)


class LabelEntryOut(Schema):
    id = Id(required=True)
    kind = Choice(*KINDS, required=True)
    first = Whole(least=1, most=MAX_SERIAL, data_key="from", required=True, allow_none=True)
    last = Whole(least=1, most=MAX_SERIAL, data_key="to", required=True, allow_none=True)
    batch_id = Id(required=True, allow_none=True, metadata={"description": "What blank labels were given to"})
    answers_id = Id(
        required=True, allow_none=True, metadata={"description": "The entry that this one decides"}
    )
    reason = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    bytes_sent = fields.Integer(required=True, allow_none=True, metadata={"description": "Of a file"})
    recorded_at = Instant(required=True)
    recorded_by = Id(required=True, metadata={"description": "The person, or the token that acted"})
    is_alone = fields.Boolean(required=True)


class LabelRangesOut(Schema):
    printed = fields.List(fields.List(fields.Integer()), required=True, metadata={"description": FROM_TO})
    applied = fields.List(fields.List(fields.Integer()), required=True)
    void = fields.List(fields.List(fields.Integer()), required=True)
    open = fields.List(
        fields.List(fields.Integer()), required=True, metadata={"description": "Neither applied nor void"}
    )
    reprinted = fields.List(fields.List(fields.Integer()), required=True)
    bound = fields.List(fields.Nested("BoundOut"), required=True)


class BoundOut(Schema):
    batch_id = Id(required=True)
    serials = fields.List(fields.List(fields.Integer()), required=True)
