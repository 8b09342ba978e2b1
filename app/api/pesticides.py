"""`/pesticides`: the list of the own organisation, with the intervals of the labels."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.diary import PesticideChange, PesticideIn, PesticideOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.diary.model import Pesticide
from batches.diary.pesticides import (
    add_pesticide,
    change_pesticide,
    get_own_pesticide,
    list_own_pesticides,
)

blueprint = Blueprint("pesticides", __name__, description="Pesticides and their pre-harvest intervals")

READERS = ("manager", "farmer", "packer", "viewer")


@blueprint.post("/pesticides")
@blueprint.arguments(PesticideIn)
@blueprint.response(201, PesticideOut)
@allow("manager", scope="registry:write")
def create_pesticide(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a pesticide with the interval that its label says."""
    with transaction() as session:
        answer = _shown(add_pesticide(session, current_actor(), **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/pesticides")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PesticideOut))
@allow(*READERS, scope="batch:read")
def list_pesticides(query: dict[str, Any]) -> dict[str, Any]:
    """The list of the own organisation, the newest first; retired ones stay in it."""
    with reading() as session:
        return answer_page(list_own_pesticides(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/pesticides/<uuid:pesticide_id>")
@blueprint.response(200, PesticideOut)
@allow(*READERS, scope="batch:read")
def get_pesticide(pesticide_id: uuid.UUID) -> dict[str, Any]:
    """One pesticide of the list."""
    with reading() as session:
        return _shown(get_own_pesticide(session, current_actor(), pesticide_id))


@blueprint.patch("/pesticides/<uuid:pesticide_id>")
@blueprint.arguments(PesticideChange)
@blueprint.response(200, PesticideOut)
@allow("manager", scope="registry:write")
def patch_pesticide(data: dict[str, Any], pesticide_id: uuid.UUID) -> dict[str, Any]:
    """Correct or retire a pesticide; diary entries keep the interval that they were made with."""
    with transaction() as session:
        return _shown(change_pesticide(session, current_actor(), pesticide_id, data, now=clock.now()))


def _shown(pesticide: Pesticide) -> dict[str, Any]:
    columns = {column.key: getattr(pesticide, column.key) for column in pesticide.__table__.columns}
    return columns | {"links": {"self_": f"/api/v1/pesticides/{pesticide.id}"}}
