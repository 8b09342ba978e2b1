"""Shapes of people, invitations, devices, tokens and audit events."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from app.accounts.model import MEMBER_ROLES
from app.api.fields import Choice, Id, Input, InputField, Instant, Text, Whole, shown
from app.policy import SCOPES

LONGEST_NAME = 200
MOST_DAYS = 3650


class Scopes(InputField[list[str]]):
    """One or more scopes, each once."""

    def __init__(self, **kwargs: Any) -> None:
        items = {"type": "string", "enum": sorted(SCOPES)}
        form = {"type": "array", "items": items, "minItems": 1, "maxItems": len(SCOPES), "uniqueItems": True}
        super().__init__(metadata=form, **kwargs)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[str]:
        if not isinstance(value, list):
            raise self.refuse("not-a-list", got=shown(value))
        if not 1 <= len(value) <= len(SCOPES):
            raise self.refuse("wrong-count", least=1, most=len(SCOPES), got=len(value))
        for position, scope in enumerate(value):
            if not isinstance(scope, str) or scope not in SCOPES or scope in value[:position]:
                raise self.refuse("not-a-choice", choices=", ".join(sorted(SCOPES)), got=shown(scope))
        return sorted(value)


class UserIn(Input):
    name = Text(most=LONGEST_NAME, required=True)
    login_name = Text(most=60, load_default=None, allow_none=True)
    phone = Text(most=30, load_default=None, allow_none=True, metadata={"description": "Private; Vietnamese"})
    role = Choice(*MEMBER_ROLES, required=True)
    household_code = Text(
        most=40, load_default=None, allow_none=True, metadata={"description": "Only of a farmer"}
    )
    organisation_id = Id(
        load_default=None,
        allow_none=True,
        metadata={"description": "Only from the operator, who must name it"},
    )


class UserChange(Input):
    role = Choice(*MEMBER_ROLES)
    household_code = Text(most=40, allow_none=True)


class LinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")


class UserOut(Schema):
    id = Id(required=True)
    name = fields.String(required=True)
    login_name = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    role = Choice(*MEMBER_ROLES, required=True)
    household_code = fields.String(required=True, allow_none=True)
    organisation_id = Id(required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(LinksOut, required=True)


class InvitationIn(Input):
    user_id = Id(required=True)


class InvitationOut(Schema):
    id = Id(required=True)
    user_id = Id(required=True)
    state = Choice("open", "redeemed", "withdrawn", "expired", required=True)
    created_at = Instant(required=True)
    expires_at = Instant(required=True)
    links = fields.Nested(LinksOut, required=True)


class InvitationMadeOut(InvitationOut):
    url = fields.String(required=True, metadata={"description": "What the card's QR says; shown only now"})


class DeviceOut(Schema):
    id = Id(required=True)
    user_id = Id(required=True)
    kind = fields.String(required=True, metadata={"description": "What its browser says that it is"})
    state = Choice("usable", "locked", "revoked", required=True)
    enrolled_at = Instant(required=True)
    last_used_at = Instant(required=True, allow_none=True)
    links = fields.Nested(LinksOut, required=True)


class TokenIn(Input):
    name = Text(most=LONGEST_NAME, required=True)
    role = Choice(*MEMBER_ROLES, required=True)
    scopes = Scopes(required=True)
    valid_days = Whole(least=1, most=MOST_DAYS, load_default=365)


class TokenOut(Schema):
    id = Id(required=True)
    name = fields.String(required=True)
    role = Choice(*MEMBER_ROLES, required=True)
    scopes = fields.List(fields.String(), required=True)
    state = Choice("usable", "revoked", "expired", required=True)
    created_at = Instant(required=True)
    expires_at = Instant(required=True, allow_none=True)
    last_used_at = Instant(required=True, allow_none=True, metadata={"description": "To the minute"})
    revoked_at = Instant(required=True, allow_none=True)
    links = fields.Nested(LinksOut, required=True)


class TokenMadeOut(TokenOut):
    token = fields.String(required=True, metadata={"description": "Shown only now"})


class AuditEventOut(Schema):
    id = Id(required=True)
    at = Instant(required=True)
    name = fields.String(required=True, metadata={"description": "source:subject:action"})
    source = Choice("api", "web", "cli", required=True)
    actor_id = Id(required=True, allow_none=True)
    subject_id = Id(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)
    address_hash = fields.String(required=True, allow_none=True, metadata={"description": "Of one day"})
