"""Shapes of packing houses."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, InputNested, Instant, Text
from app.api.schemas.organisations import LONGEST_NAME, AddressIn, AddressOut
from batches.plots.statuses import STATUSES

PACKING_HOUSE_CODE = "^[Vv][Nn]-?[A-Za-zĐđ]{2,4}[Pp][Hh]-?[0-9]{3,5}[A-Za-z]?$"


class PackingHouseChange(Input):
    name = Text(most=LONGEST_NAME)
    address = InputNested(AddressIn)


class PackingHouseIn(Input):
    code = Text(
        most=20,
        required=True,
        metadata={
            "pattern": PACKING_HOUSE_CODE,
            "description": "VN-DTPH-0001, also in small letters, with Đ or without hyphens",
        },
    )
    name = Text(most=LONGEST_NAME, required=True)
    address = InputNested(AddressIn, required=True)


class PackingHouseLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    statuses = fields.String(required=True)


class PackingHouseOut(Schema):
    id = Id(required=True)
    code = fields.String(required=True, metadata={"description": "In its normal form"})
    name = fields.String(required=True)
    address = fields.Nested(AddressOut, required=True)
    status = Choice(
        *STATUSES, required=True, metadata={"description": "Today's; active where none was recorded"}
    )
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(PackingHouseLinksOut, required=True)
