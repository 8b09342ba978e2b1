"""Shapes of member households, their consents, and the sentences that they agreed to."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Id, Input, Instant, QueryInstant, Text
from app.api.schemas.accounts import LONGEST_NAME, LinksOut
from batches.organisations.members.model import METHODS, PURPOSES

LONGEST_EVIDENCE = 500


class MemberIn(Input):
    household_code = Text(
        most=40,
        required=True,
        metadata={"description": "The organisation's own name of it, for ever; it binds farmers' accounts"},
    )
    name = Text(most=LONGEST_NAME, required=True)
    phone = Text(most=30, load_default=None, allow_none=True, metadata={"description": "Vietnamese"})
    photo_id = Id(
        load_default=None,
        allow_none=True,
        metadata={"description": "An own private document of kind photo; shown only with consent"},
    )


class MemberChange(Input):
    name = Text(most=LONGEST_NAME)
    phone = Text(most=30, allow_none=True)
    photo_id = Id(allow_none=True)


class MemberOut(Schema):
    id = Id(required=True)
    household_code = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "As +84…"})
    photo_id = Id(required=True, allow_none=True)
    public = fields.List(
        Choice(*PURPOSES),
        required=True,
        metadata={"description": "What the member's consents allow to be shown now"},
    )
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    erased_at = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "Since when name, phone and photo are gone for ever"},
    )
    links = fields.Nested(LinksOut, required=True)


class ConsentIn(Input):
    purpose = Choice(*PURPOSES, required=True)
    wording_version = Text(
        most=20, required=True, metadata={"description": "Of the sentence that was read: /consent-wordings"}
    )
    method = Choice(*METHODS, required=True)
    evidence = Text(
        most=LONGEST_EVIDENCE,
        load_default=None,
        allow_none=True,
        metadata={"description": "Where the proof lies; needed where there is no document"},
    )
    evidence_document_id = Id(load_default=None, allow_none=True)
    given_at = QueryInstant(required=True)


class ConsentOut(Schema):
    id = Id(required=True)
    member_id = Id(required=True)
    purpose = Choice(*PURPOSES, required=True)
    wording_version = fields.String(required=True)
    method = Choice(*METHODS, required=True)
    evidence = fields.String(required=True, allow_none=True)
    evidence_document_id = Id(required=True, allow_none=True)
    given_at = Instant(required=True)
    recorded_at = Instant(required=True)
    recorded_by = Id(required=True)
    withdrawn_at = Instant(required=True, allow_none=True)
    withdrawn_by = Id(
        required=True, allow_none=True, metadata={"description": "null too where a command did it"}
    )
    links = fields.Nested(LinksOut, required=True)


class WordingOut(Schema):
    version = fields.String(required=True)
    purpose = Choice(*PURPOSES, required=True)
    vi = fields.String(required=True)
    en = fields.String(required=True)


class WordingsOut(Schema):
    latest = fields.String(required=True, metadata={"description": "The version to read out now"})
    items = fields.List(fields.Nested(WordingOut), required=True)
