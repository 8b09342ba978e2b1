"""Shapes of growing-area codes."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Day, Id, Input, InputList, InputNested, Instant, Text, Weight
from app.api.schemas.packing_houses import PACKING_HOUSE_CODE
from batches.plots.growing_areas.rules import Authorisation, Season
from batches.plots.statuses import STATUSES

MOST_PLOTS = 1000
MOST_SEASONS = 100
MOST_AUTHORISATIONS = 200


class SeasonIn(Input):
    name = Text(most=60, required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True, metadata={"description": "The last day"})
    quota_kg = Weight(required=True, metadata={"description": "The most that may be sold under the code"})

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> Season:
        return Season(**data)


class AuthorisationIn(Input):
    packing_house_code = Text(
        most=20,
        required=True,
        metadata={
            "pattern": PACKING_HOUSE_CODE,
            "description": "VN-DTPH-0001; the packing house need not be with us",
        },
    )
    from_on = Day(required=True)
    until_on = Day(
        load_default=None, allow_none=True, metadata={"description": "The last day, if there is one"}
    )

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> Authorisation:
        return Authorisation(**data)


class GrowingAreaCodeChange(Input):
    """Each list takes the place of the one that is there."""

    valid_to = Day()
    plot_ids = InputList(Id(), most=MOST_PLOTS)
    seasons = InputList(
        InputNested(SeasonIn),
        most=MOST_SEASONS,
        metadata={"description": "Within the code's dates, no day in two of them"},
    )
    authorisations = InputList(
        InputNested(AuthorisationIn),
        most=MOST_AUTHORISATIONS,
        metadata={"description": "The packing houses that may pack its fruit"},
    )


class GrowingAreaCodeIn(GrowingAreaCodeChange):
    code = Text(
        most=20,
        required=True,
        metadata={
            "pattern": "^[Vv][Nn]-?[A-Za-zĐđ]{2,4}[Oo][Rr]-?[0-9]{3,5}[A-Za-z]?$",
            "description": "VN-DTOR-0017, also in small letters, with Đ or without hyphens",
        },
    )
    market = Text(
        most=2,
        required=True,
        metadata={"pattern": "^[A-Z]{2}$", "description": "A country of ISO 3166-1; VN is the domestic one"},
    )
    valid_from = Day(required=True)
    valid_to = Day(required=True, metadata={"description": "The last day"})


class SeasonOut(Schema):
    name = fields.String(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    quota_kg = Weight(required=True)


class AuthorisationOut(Schema):
    packing_house_code = fields.String(required=True)
    from_on = Day(required=True)
    until_on = Day(required=True, allow_none=True)


class GrowingAreaCodeLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    statuses = fields.String(required=True)


class GrowingAreaCodeOut(Schema):
    id = Id(required=True)
    code = fields.String(required=True, metadata={"description": "In its normal form"})
    market = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    status = Choice(
        *STATUSES, required=True, metadata={"description": "Today's; active where none was recorded"}
    )
    is_valid = fields.Boolean(
        required=True, metadata={"description": "Whether it holds today: within its dates, and active"}
    )
    plot_ids = fields.List(Id(), required=True)
    seasons = fields.List(fields.Nested(SeasonOut), required=True)
    authorisations = fields.List(fields.Nested(AuthorisationOut), required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(GrowingAreaCodeLinksOut, required=True)
