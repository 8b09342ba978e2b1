"""`/members` with their consents, and `/consent-wordings`. Personal data: for managers alone."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.members import ConsentIn, ConsentOut, MemberChange, MemberIn, MemberOut, WordingsOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.organisations.members.model import Consent, Member
from batches.organisations.members.rules import purposes_allowed
from batches.organisations.members.service import (
    add_member,
    change_member,
    get_own_member,
    give_consent,
    list_own_members,
    withdraw_consent,
)
from batches.organisations.members.service import get_consent as consent_of
from batches.organisations.members.service import list_consents as consents_page
from batches.organisations.members.wordings import LATEST, wordings

blueprint = Blueprint("members", __name__, description="Member households and their consents")

Answer = dict[str, Any]
Made = tuple[Answer, int, dict[str, str]]


@blueprint.post("/members")
@blueprint.arguments(MemberIn)
@blueprint.response(201, MemberOut)
@allow("manager", scope="member:manage")
def create_member(data: dict[str, Any]) -> Made:
    """Enter a household of the own organisation; nothing of it is public before it consents."""
    with transaction() as session:
        answer = _member(add_member(session, current_actor(), **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/members")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(MemberOut))
@allow("manager", scope="member:manage")
def list_members(query: dict[str, Any]) -> Answer:
    """The households of the own organisation, the newest first."""
    with reading() as session:
        return answer_page(list_own_members(session, current_actor(), wanted(query)), _member)


@blueprint.get("/members/<uuid:member_id>")
@blueprint.response(200, MemberOut)
@allow("manager", scope="member:manage")
def get_member(member_id: uuid.UUID) -> Answer:
    """One household of the own organisation."""
    with reading() as session:
        return _member(get_own_member(session, current_actor(), member_id))


@blueprint.patch("/members/<uuid:member_id>")
@blueprint.arguments(MemberChange)
@blueprint.response(200, MemberOut)
@blueprint.alt_response(409, description="The household was erased")
@allow("manager", scope="member:manage")
def patch_member(data: dict[str, Any], member_id: uuid.UUID) -> Answer:
    """Correct a household's name, phone or photo; its code stays."""
    with transaction() as session:
        return _member(change_member(session, current_actor(), member_id, data, now=clock.now()))


@blueprint.post("/members/<uuid:member_id>/consents")
@blueprint.arguments(ConsentIn)
@blueprint.response(201, ConsentOut)
@allow("manager", scope="member:manage")
def create_consent(data: dict[str, Any], member_id: uuid.UUID) -> Made:
    """Record that a member agreed, in which words and how that can be proved."""
    with transaction() as session:
        answer = _consent(give_consent(session, current_actor(), member_id, **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/members/<uuid:member_id>/consents")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(ConsentOut))
@allow("manager", scope="member:manage")
def list_consents(query: dict[str, Any], member_id: uuid.UUID) -> Answer:
    """A household's consents, the newest first, withdrawn ones included."""
    with reading() as session:
        return answer_page(consents_page(session, current_actor(), member_id, wanted(query)), _consent)


@blueprint.get("/members/<uuid:member_id>/consents/<uuid:consent_id>")
@blueprint.response(200, ConsentOut)
@allow("manager", scope="member:manage")
def get_consent(member_id: uuid.UUID, consent_id: uuid.UUID) -> Answer:
    """One consent of a household."""
    with reading() as session:
        return _consent(consent_of(session, current_actor(), member_id, consent_id))


@blueprint.delete("/members/<uuid:member_id>/consents/<uuid:consent_id>")
@blueprint.response(204)
@allow("manager", scope="member:manage")
def delete_consent(member_id: uuid.UUID, consent_id: uuid.UUID) -> None:
    """Withdraw a consent: every public page follows at once, and the record of it stays."""
    with transaction() as session:
        withdraw_consent(session, current_actor(), member_id, consent_id, now=clock.now())


@blueprint.get("/consent-wordings")
@blueprint.response(200, WordingsOut)
@allow("manager", "farmer", "packer", "viewer", "operator", scope="batch:read")
def list_consent_wordings() -> Answer:
    """The sentences that are read before a consent, by version and purpose."""
    return {"latest": LATEST, "items": wordings()}


def _member(member: Member) -> Answer:
    columns = {column.key: getattr(member, column.key) for column in member.__table__.columns}
    allowed = purposes_allowed((consent.span for consent in member.consents), now=clock.now())
    return columns | {"public": sorted(allowed), "links": {"self_": f"/api/v1/members/{member.id}"}}


def _consent(consent: Consent) -> Answer:
    columns = {column.key: getattr(consent, column.key) for column in consent.__table__.columns}
    self_ = f"/api/v1/members/{consent.member_id}/consents/{consent.id}"
    return columns | {"links": {"self_": self_}}
