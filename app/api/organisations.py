"""`/organisations`: the caller's own, read and corrected."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.organisations import OrganisationChange, OrganisationOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.organisations.model import Organisation
from batches.organisations.service import (
    change_organisation,
    get_visible_organisation,
    list_visible_organisations,
)
from batches.places.addresses import Address

blueprint = Blueprint("organisations", __name__, description="Cooperatives and companies")

READERS = ("manager", "farmer", "packer", "viewer", "operator")


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
@allow("manager", "operator", scope="organisation:write")
def patch_organisation(data: dict[str, Any], organisation_id: uuid.UUID) -> dict[str, Any]:
    """Correct the name or the address; what is printed on labels already stays as it was."""
    if "address" in data:
        data["address"] = Address(**data["address"])
    with transaction() as session:
        return _shown(change_organisation(session, current_actor(), organisation_id, **data, now=clock.now()))


def _shown(organisation: Organisation) -> dict[str, Any]:
    return {
        "id": organisation.id,
        "kind": organisation.kind,
        "name": organisation.name,
        "short_code": organisation.short_code,
        "address": organisation.address,
        "is_sample": organisation.is_sample,
        "created_at": organisation.created_at,
        "updated_at": organisation.updated_at,
        "links": {"self_": f"/api/v1/organisations/{organisation.id}"},
    }
