"""Shapes of organisations."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, InputNested, Instant, Text
from batches.organisations.model import KINDS

LONGEST_NAME = 200


class AddressIn(Input):
    province_code = Text(most=2, required=True, metadata={"pattern": "^[0-9]{2}$"})
    commune_code = Text(most=5, required=True, metadata={"pattern": "^[0-9]{5}$"})
    detail = Text(most=LONGEST_NAME, load_default=None, allow_none=True)
    legacy = Text(
        most=LONGEST_NAME,
        load_default=None,
        allow_none=True,
        metadata={"description": "The address before 1 July 2025, as old papers carry it"},
    )


class OrganisationChange(Input):
    name = Text(most=LONGEST_NAME)
    address = InputNested(AddressIn)
    phone = Text(most=30, allow_none=True, metadata={"description": "Vietnamese"})
    tax_code = Text(
        most=14, allow_none=True, metadata={"description": "10 digits, or 10 digits, a dash and 3"}
    )
    gln = Text(most=13, allow_none=True, metadata={"description": "Set by the operator"})
    gs1_company_prefix = Text(most=12, allow_none=True, metadata={"description": "Set by the operator"})


class OrganisationIn(OrganisationChange):
    kind = Choice(*KINDS, required=True)
    name = Text(most=LONGEST_NAME, required=True)
    short_code = Text(
        most=5, required=True, metadata={"description": "2-5 of 0-9A-Z, in every lot it makes, for ever"}
    )
    address = InputNested(AddressIn, required=True)


class AddressOut(Schema):
    province_code = fields.String(required=True)
    commune_code = fields.String(required=True)
    detail = fields.String(required=True, allow_none=True)
    legacy = fields.String(required=True, allow_none=True)


class OrganisationLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")


class OrganisationOut(Schema):
    id = Id(required=True)
    kind = Choice(*KINDS, required=True)
    name = fields.String(required=True)
    short_code = fields.String(required=True, metadata={"description": "2-5 of 0-9A-Z, for ever"})
    address = fields.Nested(AddressOut, required=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "As +84…"})
    tax_code = fields.String(required=True, allow_none=True)
    gln = fields.String(required=True, allow_none=True)
    gs1_company_prefix = fields.String(required=True, allow_none=True)
    is_sample = fields.Boolean(required=True, metadata={"description": "Of the demo: never for sale"})
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(OrganisationLinksOut, required=True)
