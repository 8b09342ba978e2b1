"""`/users` and `/audit-events`: the people of the own organisation, and what was done."""

import uuid
from typing import Any

from app.accounts.audit import list_audit_events
from app.accounts.callers import current_trail
from app.accounts.leaving import remove_member
from app.accounts.model import AuditEvent, Membership
from app.accounts.people import add_user, change_member, get_member, join, list_members
from app.accounts.service import check_all_scopes
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.accounts import AuditEventOut, UserChange, UserIn, UserOut
from app.db import reading, transaction
from app.field_problems import FieldProblem
from app.policy import allow, current_actor
from app.refusals import InvalidInput
from batches.organisations.service import get_organisation

blueprint = Blueprint("accounts", __name__, description="People and the audit log")


@blueprint.post("/users")
@blueprint.arguments(UserIn)
@blueprint.response(201, UserOut)
@allow("manager", "operator", scope="account:manage", only={"organisation_id": "operator"})
def create_user(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a person with a role in the own organisation; they log in after an invitation."""
    actor = current_actor()
    organisation_id = data.pop("organisation_id") if actor.organisation_id is None else actor.organisation_id
    data.pop("organisation_id", None)
    if organisation_id is None:
        raise InvalidInput({"/organisation_id": FieldProblem("missing-field")})
    role, household_code = data.pop("role"), data.pop("household_code")
    with transaction() as session:
        organisation = get_organisation(session, organisation_id)
        trail = current_trail()
        user = add_user(session, trail, **data)
        member = join(
            session, trail, user=user, organisation=organisation, role=role, household_code=household_code
        )
        answer = _user(member)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/users")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(UserOut))
@allow("manager", scope="account:manage")
def list_users(query: dict[str, Any]) -> dict[str, Any]:
    """The people of the own organisation, the newest first."""
    with reading() as session:
        return answer_page(list_members(session, current_actor(), wanted(query)), _user)


@blueprint.get("/users/<uuid:user_id>")
@blueprint.response(200, UserOut)
@allow("manager", scope="account:manage")
def get_user(user_id: uuid.UUID) -> dict[str, Any]:
    """One person of the own organisation."""
    with reading() as session:
        return _user(get_member(session, current_actor(), user_id))


@blueprint.patch("/users/<uuid:user_id>")
@blueprint.arguments(UserChange)
@blueprint.response(200, UserOut)
@blueprint.alt_response(409, description="It would leave the organisation without a manager")
@allow("manager", scope="account:manage")
def patch_user(data: dict[str, Any], user_id: uuid.UUID) -> dict[str, Any]:
    """Change a person's role or household; they log in anew. A role has all scopes, so that giving one takes them."""
    if "role" in data:
        check_all_scopes(current_actor())
    with transaction() as session:
        return _user(change_member(session, current_actor(), current_trail(), user_id, **data))


@blueprint.delete("/users/<uuid:user_id>")
@blueprint.response(204)
@blueprint.alt_response(409, description="It would leave the organisation without a manager")
@allow("manager", scope="account:manage")
def delete_user(user_id: uuid.UUID) -> None:
    """End a person's role in the own organisation, with its sessions, devices, invitations and their tokens."""
    with transaction() as session:
        remove_member(session, current_actor(), current_trail(), user_id)


@blueprint.get("/audit-events")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(AuditEventOut))
@allow("manager", scope="audit:read")
def list_events(query: dict[str, Any]) -> dict[str, Any]:
    """The security events of the own organisation, the newest first."""
    with reading() as session:
        return answer_page(list_audit_events(session, current_actor(), wanted(query)), _audit_event)


def _user(member: Membership) -> dict[str, Any]:
    user = member.user
    return {
        "id": user.id,
        "name": user.name,
        "login_name": user.login_name,
        "phone": user.phone,
        "role": member.role,
        "household_code": member.household_code,
        "organisation_id": member.organisation_id,
        "created_at": member.created_at,
        "updated_at": member.updated_at,
        "links": {"self_": f"/api/v1/users/{user.id}"},
    }


def _audit_event(event: AuditEvent) -> dict[str, Any]:
    columns = {column.key: getattr(event, column.key) for column in event.__table__.columns}
    return columns | {"source": event.source}
