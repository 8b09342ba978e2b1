"""`/batches/{id}/events`: what happened to a batch as it was recorded, and corrections of it."""

import json
import uuid
from typing import Any

from app import clock
from app.accounts.people import person_behind
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.events import CorrectionIn, CorrectionOut, EventOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.corrections.service import correct_event
from batches.events.model import Event
from batches.events.service import get_event, list_events
from batches.movements.access import get_seen_batch

blueprint = Blueprint("events", __name__, description="The events of a batch and their corrections")

READERS = ("manager", "farmer", "packer", "viewer")
PATH = "/batches/<uuid:batch_id>/events"


@blueprint.get(PATH)
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(EventOut))
@allow(*READERS, scope="batch:read")
def list_batch_events(query: dict[str, Any], batch_id: uuid.UUID) -> dict[str, Any]:
    """What the caller's organisation recorded of a batch, or another for it, the last recorded first."""
    with reading() as session:
        actor = current_actor()
        batch = get_seen_batch(session, actor, batch_id)
        return answer_page(list_events(session, actor, batch.id, wanted(query)), _shown)


@blueprint.get(f"{PATH}/<uuid:event_id>")
@blueprint.response(200, EventOut)
@allow(*READERS, scope="batch:read")
def get_batch_event(batch_id: uuid.UUID, event_id: uuid.UUID) -> dict[str, Any]:
    """One event of a batch with the EPCIS document that was recorded."""
    with reading() as session:
        actor = current_actor()
        batch = get_seen_batch(session, actor, batch_id)
        return _shown(get_event(session, actor, batch.id, event_id))


@blueprint.post(f"{PATH}/<uuid:event_id>/corrections")
@blueprint.arguments(CorrectionIn)
@blueprint.response(201, CorrectionOut)
@allow("manager", scope="batch:write")
def create_correction(
    data: dict[str, Any], batch_id: uuid.UUID, event_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Declare an event of the caller's organisation wrong; nothing recorded is changed."""
    with transaction() as session:
        made = correct_event(
            session,
            current_actor(),
            batch_id,
            event_id,
            **data,
            decided_by=person_behind(session, current_actor().id),
            now=clock.now(),
        )
        answer = {column.key: getattr(made, column.key) for column in made.__table__.columns}
    return answer, 201, {"Location": f"/api/v1/batches/{batch_id}/events/{made.declaration_id}"}


def _shown(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "epcis_event_id": event.epcis_event_id,
        "is_declaration": event.is_declaration,
        "corrects_id": event.corrects_id,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "document": json.loads(event.document),
    }
