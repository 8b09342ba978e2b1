"""`/batches`: register harvests, one or many at once, and read them back with their events."""

import json
import uuid
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.fields import problems_of
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.batches import BatchesIn, BatchesOut, BatchIn, BatchOut, EventOut
from app.config import settings
from app.db import reading, transaction
from app.errors import refusal_body
from app.policy import allow, current_actor
from app.randomness import draw_crockford
from app.refusals import BulkItemRefused, InvalidInput
from batches.errors import DomainError
from batches.events.model import Event
from batches.events.service import get_event, list_events
from batches.harvest.queries import (
    RegisteredBatch,
    get_own_batch,
    get_registered_batch,
    list_registered_batches,
)
from batches.harvest.rules import LEGAL_NAMES
from batches.harvest.service import register_harvest

blueprint = Blueprint("batches", __name__, description="Harvest batches and their events")

READERS = ("manager", "farmer", "packer", "viewer")


@blueprint.post("/batches")
@blueprint.arguments(BatchIn)
@blueprint.response(201, BatchOut)
@allow("manager", "farmer", scope="batch:write")
def create_batch(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Register a harvest: a batch of one plot and one product."""
    with transaction() as session:
        answer = _register(session, data)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.post("/batches:bulk")
@blueprint.arguments(BatchesIn)
@blueprint.response(200, BatchesOut)
@allow("manager", "farmer", scope="batch:write")
def create_batches(data: dict[str, Any]) -> dict[str, Any]:
    """Register up to 200 harvests.

    Each item stands for itself and is answered as it would have been alone, unless `all_or_nothing` asks
    that a refused one leaves none of them recorded.
    """
    refused: dict[int, DomainError] = {}
    answered = []
    with transaction() as session:
        for index, item in enumerate(data["items"]):
            try:
                with session.begin_nested():
                    batch = _register(session, _load_item(item))
            except DomainError as error:
                refused[index] = error
                problem = refusal_body(error)
                answered.append(
                    {"index": index, "status": problem["status"], "batch": None, "problem": problem}
                )
            else:
                answered.append({"index": index, "status": 201, "batch": batch, "problem": None})
        if refused and data["all_or_nothing"]:
            raise BulkItemRefused(refused)
    return {"items": answered}


@blueprint.get("/batches")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(BatchOut))
@allow(*READERS, scope="batch:read")
def list_batches(query: dict[str, Any]) -> dict[str, Any]:
    """The batches of the caller's organisation, newest first."""
    with reading() as session:
        return answer_page(list_registered_batches(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/batches/<uuid:batch_id>")
@blueprint.response(200, BatchOut)
@allow(*READERS, scope="batch:read")
def get_batch(batch_id: uuid.UUID) -> dict[str, Any]:
    """One batch of the caller's organisation."""
    with reading() as session:
        return _shown(get_registered_batch(session, current_actor(), batch_id))


@blueprint.get("/batches/<uuid:batch_id>/events")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(EventOut))
@allow(*READERS, scope="batch:read")
def list_batch_events(query: dict[str, Any], batch_id: uuid.UUID) -> dict[str, Any]:
    """What happened to a batch, the last recorded first."""
    with reading() as session:
        batch = get_own_batch(session, current_actor(), batch_id)
        return answer_page(list_events(session, batch.id, wanted(query)), _shown_event)


@blueprint.get("/batches/<uuid:batch_id>/events/<uuid:event_id>")
@blueprint.response(200, EventOut)
@allow(*READERS, scope="batch:read")
def get_batch_event(batch_id: uuid.UUID, event_id: uuid.UUID) -> dict[str, Any]:
    """One event of a batch with the EPCIS document that was recorded."""
    with reading() as session:
        batch = get_own_batch(session, current_actor(), batch_id)
        return _shown_event(get_event(session, batch.id, event_id))


def _load_item(item: dict[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = BatchIn().load(item)
    except ValidationError as error:
        raise InvalidInput(problems_of(error.messages)) from error
    return loaded


def _register(session: Session, data: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    batch = register_harvest(
        session,
        actor,
        **data,
        base_url=settings().label_base_url,
        draw=draw_crockford,
        now=clock.now(),
    )
    return _shown(get_registered_batch(session, actor, batch.id))


def _shown(found: RegisteredBatch) -> dict[str, Any]:
    batch = found.batch
    columns = {column.key: getattr(batch, column.key) for column in batch.__table__.columns}
    return columns | {
        "status": batch.status,
        "warnings": [],
        "holds": [],
        "claims": found.claims,
        "completeness": {"missing": [{"code": key, "legal_name": LEGAL_NAMES[key]} for key in found.missing]},
        "links": {
            "self_": f"/api/v1/batches/{batch.id}",
            "page": f"/b/{batch.lot}",
            "events": f"/api/v1/batches/{batch.id}/events",
            "print_runs": "/api/v1/print-runs",
        },
    }


def _shown_event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "epcis_event_id": event.epcis_event_id,
        "is_declaration": event.is_declaration,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "document": json.loads(event.document),
    }
