"""`/growing-area-codes`: codes that an authority gave to plots, with their quotas and their status history."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.growing_area_codes import (
    GrowingAreaCodeChange,
    GrowingAreaCodeIn,
    GrowingAreaCodeOut,
)
from app.api.schemas.statuses import StatusIn, StatusListOut, StatusOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.days import day_of
from batches.harvest.reviews import review_area_code
from batches.plots.growing_areas import queries, service
from batches.plots.growing_areas.model import GrowingAreaCode, GrowingAreaStatus
from batches.plots.growing_areas.rules import why_not_valid
from batches.plots.sets import get_own_plots
from batches.plots.statuses import status_on

blueprint = Blueprint("growing_area_codes", __name__, description="Growing-area codes and their status")

READERS = ("manager", "farmer", "packer", "viewer")
PATH = "/growing-area-codes/<uuid:growing_area_code_id>"


@blueprint.post("/growing-area-codes")
@blueprint.arguments(GrowingAreaCodeIn)
@blueprint.response(201, GrowingAreaCodeOut)
@allow("manager", scope="registry:write")
def create_growing_area_code(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a code over plots; a code belongs to one organisation."""
    with transaction() as session:
        actor = current_actor()
        plots = get_own_plots(session, actor, data.pop("plot_ids", ()))
        code = service.add_growing_area_code(session, actor, **data, plots=plots, now=clock.now())
        answer = _shown(session, code)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/growing-area-codes")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(GrowingAreaCodeOut))
@allow(*READERS, scope="batch:read")
def list_growing_area_codes(query: dict[str, Any]) -> dict[str, Any]:
    """The codes of the caller's organisation, newest first; a farmer of a household sees those of its plots."""
    with reading() as session:
        page = queries.list_growing_area_codes(session, current_actor(), wanted(query))
        return answer_page(page, lambda code: _shown(session, code))


@blueprint.get(PATH)
@blueprint.response(200, GrowingAreaCodeOut)
@allow(*READERS, scope="batch:read")
def get_growing_area_code(growing_area_code_id: uuid.UUID) -> dict[str, Any]:
    """One code of the caller's organisation."""
    with reading() as session:
        return _shown(session, queries.get_growing_area_code(session, current_actor(), growing_area_code_id))


@blueprint.patch(PATH)
@blueprint.arguments(GrowingAreaCodeChange)
@blueprint.response(200, GrowingAreaCodeOut)
@allow("manager", scope="registry:write")
def patch_growing_area_code(data: dict[str, Any], growing_area_code_id: uuid.UUID) -> dict[str, Any]:
    """Replace its plots, seasons or authorisations, or move its end; harvests after an earlier end are held."""
    with transaction() as session:
        actor, now = current_actor(), clock.now()
        if "plot_ids" in data:
            data["plots"] = get_own_plots(session, actor, data.pop("plot_ids"))
        code = service.change_growing_area_code(session, actor, growing_area_code_id, **data, now=now)
        review_area_code(session, code, now=now)
        return _shown(session, code)


@blueprint.post(f"{PATH}/statuses")
@blueprint.arguments(StatusIn)
@blueprint.response(201, StatusOut)
@allow("manager", scope="registry:write")
def create_growing_area_status(
    data: dict[str, Any], growing_area_code_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Say what a code is from a day on; harvests under it since a suspension or revocation are held."""
    with transaction() as session:
        now = clock.now()
        recorded = service.record_growing_area_status(
            session, current_actor(), growing_area_code_id, **data, now=now
        )
        review_area_code(session, recorded.growing_area_code, now=now)
        answer = _shown_status(recorded)
    return answer, 201, {"Location": f"/api/v1/growing-area-codes/{growing_area_code_id}"}


@blueprint.get(f"{PATH}/statuses")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, StatusListOut)
@allow(*READERS, scope="batch:read")
def list_growing_area_statuses(query: dict[str, Any], growing_area_code_id: uuid.UUID) -> dict[str, Any]:
    """What a code was said to be, the last recorded first."""
    with reading() as session:
        page = queries.list_growing_area_statuses(
            session, current_actor(), growing_area_code_id, wanted(query)
        )
        return answer_page(page, _shown_status)


def _shown(session: Session, code: GrowingAreaCode) -> dict[str, Any]:
    today, changes = day_of(clock.now()), code.changes()
    dates = {"valid_from": code.valid_from, "valid_to": code.valid_to}
    self_ = f"/api/v1/growing-area-codes/{code.id}"
    return dates | {
        "id": code.id,
        "code": code.code,
        "market": code.market,
        "status": status_on(changes, today) or "active",
        "is_valid": why_not_valid(**dates, changes=changes, on=today) is None,
        "plot_ids": queries.plot_ids_seen(session, current_actor(), code),
        "seasons": sorted((row.value for row in code.seasons), key=lambda season: season.starts_on),
        "authorisations": [row.value for row in code.authorisations],
        "created_at": code.created_at,
        "updated_at": code.updated_at,
        "links": {"self_": self_, "statuses": f"{self_}/statuses"},
    }


def _shown_status(row: GrowingAreaStatus) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
