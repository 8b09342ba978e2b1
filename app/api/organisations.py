"""`/organisations`: entered by the operator; the caller's own, read and corrected."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.organisations import OrganisationChange, OrganisationIn, OrganisationOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.harvest.publishing import publish_waiting
from batches.organisations.model import Organisation
from batches.organisations.service import (
    change_organisation,
    get_visible_organisation,
    list_visible_organisations,
    register_organisation,
)
from batches.places.addresses import Address

blueprint = Blueprint("organisations", __name__, description="Cooperatives and companies")

READERS = ("manager", "farmer", "packer", "viewer", "operator")


@blueprint.post("/organisations")
@blueprint.arguments(OrganisationIn)
@blueprint.response(201, OrganisationOut)
@allow("operator", scope="organisation:write")
def create_organisation(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a cooperative or company; only the operator does this."""
    data["address"] = Address(**data["address"])
    with transaction() as session:
        answer = _shown(register_organisation(session, **data, is_sample=settings().demo, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/organisations")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(OrganisationOut))
@allow(*READERS, scope="batch:read")
def list_organisations(query: dict[str, Any]) -> dict[str, Any]:
    """The organisations that the caller may see: its own; the operator sees all."""
    with reading() as session:
        return answer_page(list_visible_organisations(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/organisations/<uuid:organisation_id>")
@blueprint.response(200, OrganisationOut)
@allow(*READERS, scope="batch:read")
def get_organisation(organisation_id: uuid.UUID) -> dict[str, Any]:
    """One organisation that the caller may see."""
    with reading() as session:
        return _shown(get_visible_organisation(session, current_actor(), organisation_id))


@blueprint.patch("/organisations/<uuid:organisation_id>")
@blueprint.arguments(OrganisationChange)
@blueprint.response(200, OrganisationOut)
@allow(
    "manager",
    "operator",
    scope="organisation:write",
    only={"gln": "operator", "gs1_company_prefix": "operator"},
)
def patch_organisation(data: dict[str, Any], organisation_id: uuid.UUID) -> dict[str, Any]:
    """Correct what is told of it; what is printed on labels already stays as it was."""
    if "address" in data:
        data["address"] = Address(**data["address"])
    now = clock.now()
    with transaction() as session:
        changed = change_organisation(session, current_actor(), organisation_id, **data, now=now)
        publish_waiting(session, organisation_id=changed.id, now=now)
        return _shown(changed)


def _shown(organisation: Organisation) -> dict[str, Any]:
    return {
        "id": organisation.id,
        "kind": organisation.kind,
        "name": organisation.name,
        "short_code": organisation.short_code,
        "address": organisation.address,
        "phone": organisation.phone,
        "tax_code": organisation.tax_code,
        "gln": organisation.gln,
        "gs1_company_prefix": organisation.gs1_company_prefix,
        "is_sample": organisation.is_sample,
        "created_at": organisation.created_at,
        "updated_at": organisation.updated_at,
        "links": {"self_": f"/api/v1/organisations/{organisation.id}"},
    }
