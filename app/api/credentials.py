"""`/invitations`, `/devices`, `/tokens`: what lets people and programs of the own organisation in."""

import uuid
from datetime import timedelta
from typing import Any

from app import clock
from app.accounts.callers import current_trail
from app.accounts.cards import card_url
from app.accounts.devices import get_device, is_usable, revoke_device
from app.accounts.devices import list_devices as devices_page
from app.accounts.invitations import get_invitation as invitation_of
from app.accounts.invitations import invite, state_of, withdraw
from app.accounts.invitations import list_invitations as invitations_page
from app.accounts.model import ApiToken, Device, Invitation
from app.accounts.people import person_behind
from app.accounts.service import check_all_scopes, check_scopes, create_token, get_token, latest_end, revoke
from app.accounts.service import list_tokens as tokens_page
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.accounts import (
    DeviceOut,
    InvitationIn,
    InvitationMadeOut,
    InvitationOut,
    TokenIn,
    TokenMadeOut,
    TokenOut,
)
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.randomness import draw_crockford
from batches.organisations.service import get_organisation

blueprint = Blueprint("credentials", __name__, description="Invitations, devices and tokens")

Answer = dict[str, Any]
Made = tuple[Answer, int, dict[str, str]]


@blueprint.post("/invitations")
@blueprint.arguments(InvitationIn)
@blueprint.response(201, InvitationMadeOut)
@allow("manager", scope="account:manage")
def create_invitation(data: dict[str, Any]) -> Made:
    """Make a card that enrols one device of a person once, within 7 days; its session will have all scopes."""
    check_all_scopes(current_actor())
    with transaction() as session:
        invitation, code = invite(session, current_actor(), current_trail(), **data, draw=draw_crockford)
        answer = _invitation(invitation) | {"url": card_url(code)}
    return _made(answer)


@blueprint.get("/invitations")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(InvitationOut))
@allow("manager", scope="account:manage")
def list_invitations(query: dict[str, Any]) -> Answer:
    """The invitations of the own organisation, the newest first."""
    with reading() as session:
        return answer_page(invitations_page(session, current_actor(), wanted(query)), _invitation)


@blueprint.get("/invitations/<uuid:invitation_id>")
@blueprint.response(200, InvitationOut)
@allow("manager", scope="account:manage")
def get_invitation(invitation_id: uuid.UUID) -> Answer:
    """One invitation; its code is not kept."""
    with reading() as session:
        return _invitation(invitation_of(session, current_actor(), invitation_id))


@blueprint.delete("/invitations/<uuid:invitation_id>")
@blueprint.response(204)
@allow("manager", scope="account:manage")
def delete_invitation(invitation_id: uuid.UUID) -> None:
    """Make a card useless; a device that it enrolled stays."""
    with transaction() as session:
        withdraw(session, current_actor(), current_trail(), invitation_id)


@blueprint.get("/devices")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(DeviceOut))
@allow("manager", scope="account:manage")
def list_devices(query: dict[str, Any]) -> Answer:
    """The devices enrolled for the own organisation, the newest first."""
    with reading() as session:
        return answer_page(devices_page(session, current_actor(), wanted(query)), _device)


@blueprint.get("/devices/<uuid:device_id>")
@blueprint.response(200, DeviceOut)
@allow("manager", scope="account:manage")
def get_one_device(device_id: uuid.UUID) -> Answer:
    """One device."""
    with reading() as session:
        return _device(get_device(session, current_actor(), device_id))


@blueprint.delete("/devices/<uuid:device_id>")
@blueprint.response(204)
@allow("manager", scope="account:manage")
def delete_device(device_id: uuid.UUID) -> None:
    """Revoke a device: its PIN opens nothing more and its sessions end."""
    with transaction() as session:
        revoke_device(session, current_trail(), get_device(session, current_actor(), device_id))


@blueprint.post("/tokens")
@blueprint.arguments(TokenIn)
@blueprint.response(201, TokenMadeOut)
@allow("manager", scope="account:manage")
def create_api_token(data: dict[str, Any]) -> Made:
    """Make a token; it is shown in this answer only. It has no scope that its maker lacks and ends with it."""
    actor = current_actor()
    check_scopes(actor, data["scopes"])
    wanted_end = clock.now() + timedelta(days=data.pop("valid_days"))
    with transaction() as session:
        maker = session.get(ApiToken, actor.id)  # none, when a person asks
        row, token = create_token(
            session,
            current_trail(),
            organisation_id=get_organisation(session, actor.organisation_id).id,
            expires_at=latest_end(maker, wanted_end),
            created_by=person_behind(session, actor.id),
            made_with=maker.id if maker is not None else None,
            **data,
        )
        answer = _token(row) | {"token": token}
    return _made(answer)


@blueprint.get("/tokens")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(TokenOut))
@allow("manager", scope="account:manage")
def list_tokens(query: dict[str, Any]) -> Answer:
    """The tokens of the own organisation, the newest first; never the secret."""
    with reading() as session:
        return answer_page(tokens_page(session, current_actor(), wanted(query)), _token)


@blueprint.get("/tokens/<uuid:token_id>")
@blueprint.response(200, TokenOut)
@allow("manager", scope="account:manage")
def get_api_token(token_id: uuid.UUID) -> Answer:
    """One token, without its secret."""
    with reading() as session:
        return _token(get_token(session, current_actor(), token_id))


@blueprint.delete("/tokens/<uuid:token_id>")
@blueprint.response(204)
@allow("manager", scope="account:manage")
def delete_api_token(token_id: uuid.UUID) -> None:
    """Revoke a token and those that were made with it, at once and for ever."""
    with transaction() as session:
        revoke(session, current_trail(), get_token(session, current_actor(), token_id))


def _made(answer: Answer) -> Made:
    return answer, 201, {"Location": answer["links"]["self_"]}


def _invitation(invitation: Invitation) -> Answer:
    return {
        "id": invitation.id,
        "user_id": invitation.membership.user_id,
        "state": state_of(invitation, now=clock.now()),
        "created_at": invitation.created_at,
        "expires_at": invitation.expires_at,
        "links": {"self_": f"/api/v1/invitations/{invitation.id}"},
    }


def _device(device: Device) -> Answer:
    state = "usable" if is_usable(device) else "locked" if device.revoked_at is None else "revoked"
    return {
        "id": device.id,
        "user_id": device.membership.user_id,
        "kind": device.kind,
        "state": state,
        "enrolled_at": device.enrolled_at,
        "last_used_at": device.last_used_at,
        "links": {"self_": f"/api/v1/devices/{device.id}"},
    }


def _token(row: ApiToken) -> Answer:
    ended = row.expires_at is not None and clock.now() >= row.expires_at
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "scopes": row.scopes,
        "state": "revoked" if row.revoked_at else "expired" if ended else "usable",
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "last_used_at": row.last_used_at,
        "revoked_at": row.revoked_at,
        "links": {"self_": f"/api/v1/tokens/{row.id}"},
    }
