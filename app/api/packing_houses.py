"""`/packing-houses`: where fruit is packed, by the code that an authority gave, with its status history."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.packing_houses import PackingHouseChange, PackingHouseIn, PackingHouseOut
from app.api.schemas.statuses import StatusIn, StatusListOut, StatusOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.days import day_of
from batches.places.addresses import Address
from batches.plots.packing_houses import service
from batches.plots.packing_houses.model import PackingHouse, PackingHouseStatus
from batches.plots.statuses import status_on

blueprint = Blueprint("packing_houses", __name__, description="Packing houses and their status")

READERS = ("manager", "farmer", "packer", "viewer")
PATH = "/packing-houses/<uuid:packing_house_id>"


@blueprint.post("/packing-houses")
@blueprint.arguments(PackingHouseIn)
@blueprint.response(201, PackingHouseOut)
@allow("manager", scope="registry:write")
def create_packing_house(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a packing house; its code belongs to one organisation."""
    data["address"] = Address(**data["address"])
    with transaction() as session:
        answer = _shown(service.add_packing_house(session, current_actor(), **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/packing-houses")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PackingHouseOut))
@allow(*READERS, scope="batch:read")
def list_packing_houses(query: dict[str, Any]) -> dict[str, Any]:
    """The packing houses of the caller's organisation, newest first."""
    with reading() as session:
        return answer_page(service.list_packing_houses(session, current_actor(), wanted(query)), _shown)


@blueprint.get(PATH)
@blueprint.response(200, PackingHouseOut)
@allow(*READERS, scope="batch:read")
def get_packing_house(packing_house_id: uuid.UUID) -> dict[str, Any]:
    """One packing house of the caller's organisation."""
    with reading() as session:
        return _shown(service.get_own_packing_house(session, current_actor(), packing_house_id))


@blueprint.patch(PATH)
@blueprint.arguments(PackingHouseChange)
@blueprint.response(200, PackingHouseOut)
@allow("manager", scope="registry:write")
def patch_packing_house(data: dict[str, Any], packing_house_id: uuid.UUID) -> dict[str, Any]:
    """Correct the name or the address; the code stays."""
    if "address" in data:
        data["address"] = Address(**data["address"])
    with transaction() as session:
        house = service.change_packing_house(
            session, current_actor(), packing_house_id, **data, now=clock.now()
        )
        return _shown(house)


@blueprint.post(f"{PATH}/statuses")
@blueprint.arguments(StatusIn)
@blueprint.response(201, StatusOut)
@allow("manager", scope="registry:write")
def create_packing_house_status(
    data: dict[str, Any], packing_house_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Say what a packing house's code is from a day on."""
    with transaction() as session:
        recorded = service.record_packing_house_status(
            session, current_actor(), packing_house_id, **data, now=clock.now()
        )
        answer = _shown_status(recorded)
    return answer, 201, {"Location": f"/api/v1/packing-houses/{packing_house_id}"}


@blueprint.get(f"{PATH}/statuses")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, StatusListOut)
@allow(*READERS, scope="batch:read")
def list_packing_house_statuses(query: dict[str, Any], packing_house_id: uuid.UUID) -> dict[str, Any]:
    """What a packing house's code was said to be, the last recorded first."""
    with reading() as session:
        page = service.list_packing_house_statuses(session, current_actor(), packing_house_id, wanted(query))
        return answer_page(page, _shown_status)


def _shown(house: PackingHouse) -> dict[str, Any]:
    self_ = f"/api/v1/packing-houses/{house.id}"
    return {
        "id": house.id,
        "code": house.code,
        "name": house.name,
        "address": house.address,
        "status": status_on(house.changes(), day_of(clock.now())) or "active",
        "created_at": house.created_at,
        "updated_at": house.updated_at,
        "links": {"self_": self_, "statuses": f"{self_}/statuses"},
    }


def _shown_status(row: PackingHouseStatus) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
