"""`/movements`: shipments between organisations, their answers and receipts."""

import uuid
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.lists import answer_page, list_schema, wanted
from app.api.schemas.movements import AnswerIn, MovementIn, MovementOut, MovementQuery
from app.config import settings
from app.db import reading, transaction
from app.errors import finding_body
from app.policy import allow, current_actor
from batches.findings import Finding
from batches.movements import service
from batches.movements.model import Movement
from batches.movements.queries import get_movement, list_movements, lots_of, receipt_of, warnings_of
from batches.movements.rules import check_kind
from batches.organisations.model import Organisation

blueprint = Blueprint("movements", __name__, description="Shipments and what was received of them")

READERS = ("manager", "packer", "viewer")
PATH = "/movements/<uuid:movement_id>"


@blueprint.post("/movements")
@blueprint.arguments(MovementIn)
@blueprint.response(201, MovementOut)
@allow("manager", "packer", scope="batch:write")
def create_movement(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Ship fruit, or record what came of an accepted shipment; weights sent and received are both kept."""
    check_kind(data["kind"], shipment_id=data["shipment_id"])
    use_case = (
        service.ship if data["kind"] == "ship" else partial(service.receive, shipment_id=data["shipment_id"])
    )
    with transaction() as session:
        made = use_case(
            session,
            current_actor(),
            report=data["report"],
            base_url=settings().label_base_url,
            now=clock.now(),
        )
        answer = _shown(session, made)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/movements")
@blueprint.arguments(MovementQuery, location="query")
@blueprint.response(200, list_schema(MovementOut))
@allow(*READERS, scope="batch:read")
def list_all_movements(query: dict[str, Any]) -> dict[str, Any]:
    """What the caller's organisation sent or received, and what was sent to it, newest first."""
    with reading() as session:
        page = list_movements(session, current_actor(), wanted(query), direction=query["direction"])
        return answer_page(page, lambda row: _shown(session, row))


@blueprint.get(PATH)
@blueprint.response(200, MovementOut)
@allow(*READERS, scope="batch:read")
def get_one_movement(movement_id: uuid.UUID) -> dict[str, Any]:
    """One movement; sender and receiver see it."""
    with reading() as session:
        return _shown(session, get_movement(session, current_actor(), movement_id))


@blueprint.post(f"{PATH}/answer")
@blueprint.arguments(AnswerIn)
@blueprint.response(201, MovementOut)
@allow("manager", "packer", scope="batch:write")
def answer_movement(
    data: dict[str, Any], movement_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Accept or refuse a shipment as its receiver, or make it void as its sender."""
    with transaction() as session:
        shipment = service.answer_shipment(
            session,
            current_actor(),
            movement_id,
            **data,
            base_url=settings().label_base_url,
            now=clock.now(),
        )
        answer = _shown(session, shipment)
    return answer, 201, {"Location": answer["links"]["self_"]}


def _shown(session: Session, movement: Movement) -> dict[str, Any]:
    is_receipt = movement.kind == "receive"
    shipment = session.get_one(Movement, movement.shipment_id) if is_receipt else movement
    lots = lots_of(session, [line.batch_id for line in movement.lines])
    return {
        "id": movement.id,
        "kind": movement.kind,
        "state": movement.state,
        "shipment_id": movement.shipment_id,
        "from_organisation": _code(session, shipment.organisation_id),
        "to_organisation": _code(session, shipment.receiver_id),
        "to_text": movement.receiver_text,
        "lines": [
            {"batch_id": line.batch_id, "lot": lots[line.batch_id], "net_weight_kg": line.net_weight_kg}
            for line in movement.lines
        ],
        "moved_at": movement.moved_at,
        "vehicle": movement.vehicle,
        "reference": movement.reference,
        "reason": movement.answer.reason if movement.answer else None,
        "answered_at": movement.answer.answered_at if movement.answer else None,
        "recorded_at": movement.recorded_at,
        "updated_at": movement.updated_at,
        "warnings": [finding_body(found) for found in _differences(session, movement)],
        "links": _links(session, movement),
    }


def _differences(session: Session, movement: Movement) -> list[Finding]:
    if movement.kind != "receive":
        return []
    return warnings_of(session, movement, usual_loss_percent=Decimal(settings().usual_loss_percent))


def _links(session: Session, movement: Movement) -> dict[str, str | None]:
    self_ = f"/api/v1/movements/{movement.id}"
    if movement.kind == "receive":
        shipment = f"/api/v1/movements/{movement.shipment_id}"
        return {"self_": self_, "answer": None, "shipment": shipment, "receipt": None}
    receipt = receipt_of(session, movement)
    return {
        "self_": self_,
        "answer": f"{self_}/answer",
        "shipment": None,
        "receipt": f"/api/v1/movements/{receipt.id}" if receipt else None,
    }


def _code(session: Session, organisation_id: uuid.UUID | None) -> str | None:
    return session.get_one(Organisation, organisation_id).short_code if organisation_id else None
