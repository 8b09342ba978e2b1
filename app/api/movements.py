"""`/movements`: shipments between organisations, their answers and receipts."""

import uuid
from collections.abc import Sequence
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
from batches.movements import service
from batches.movements.model import Movement
from batches.movements.queries import ReadMovement, get_movement, list_movements, read_movements
from batches.movements.rules import check_kind
from batches.movements.service import MovementReport
from batches.paging import Page

blueprint = Blueprint("movements", __name__, description="Shipments and what was received of them")

READERS = ("manager", "packer", "viewer")
PATH = "/movements/<uuid:movement_id>"


@blueprint.post("/movements")
@blueprint.arguments(MovementIn)
@blueprint.response(201, MovementOut)
@allow("manager", "packer", scope="batch:write")
def create_movement(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Ship fruit, or record what came of an accepted shipment; weights sent and received are both kept."""
    report: MovementReport = data["report"]
    has_receiver = report.to_organisation is not None or report.to_text is not None
    check_kind(data["kind"], shipment_id=data["shipment_id"], has_receiver=has_receiver)
    use_case = (
        service.ship if data["kind"] == "ship" else partial(service.receive, shipment_id=data["shipment_id"])
    )
    with transaction() as session:
        made = use_case(
            session,
            current_actor(),
            report=report,
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
        return answer_page(Page(rows=_shown_all(session, page.rows), next=page.next), lambda row: row)


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
    return _shown_all(session, [movement])[0]


def _shown_all(session: Session, movements: Sequence[Movement]) -> list[dict[str, Any]]:
    usual = Decimal(settings().usual_loss_percent)
    return [_body(found) for found in read_movements(session, movements, usual_loss_percent=usual)]


def _body(found: ReadMovement) -> dict[str, Any]:
    movement, answer = found.movement, found.movement.answer
    return {
        "id": movement.id,
        "kind": movement.kind,
        "state": movement.state,
        "shipment_id": movement.shipment_id,
        "from_organisation": found.sender,
        "to_organisation": found.receiver,
        "to_text": movement.receiver_text,
        "lines": [
            {
                "batch_id": line.batch_id,
                "lot": found.lots[line.batch_id],
                "net_weight_kg": line.net_weight_kg,
            }
            for line in movement.lines
        ],
        "moved_at": movement.moved_at,
        "vehicle": movement.vehicle,
        "reference": movement.reference,
        "reason": answer.reason if answer else None,
        "answered_at": answer.answered_at if answer else None,
        "recorded_at": movement.recorded_at,
        "updated_at": movement.updated_at,
        "warnings": [finding_body(difference) for difference in found.differences],
        "links": _links(found),
    }


def _links(found: ReadMovement) -> dict[str, str | None]:
    is_shipment = found.movement is found.shipment
    self_ = f"/api/v1/movements/{found.movement.id}"
    return {
        "self_": self_,
        "answer": f"{self_}/answer" if is_shipment else None,
        "shipment": None if is_shipment else f"/api/v1/movements/{found.shipment.id}",
        "receipt": f"/api/v1/movements/{found.receipt_id}" if found.receipt_id else None,
    }
