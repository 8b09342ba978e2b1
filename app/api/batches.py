"""`/batches`: register a harvest and read it back."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.schemas.batches import BatchIn, BatchOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.randomness import draw_crockford
from batches.harvest.queries import RegisteredBatch, get_registered_batch
from batches.harvest.rules import LEGAL_NAMES
from batches.harvest.service import register_harvest

blueprint = Blueprint("batches", __name__, description="Harvest batches")


@blueprint.post("/batches")
@blueprint.arguments(BatchIn)
@blueprint.response(201, BatchOut)
@allow("manager", "farmer", scope="batch:write")
def create_batch(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Register a harvest: a batch of one plot and one product."""
    actor = current_actor()
    with transaction() as session:
        batch = register_harvest(
            session,
            actor,
            **data,
            base_url=settings().label_base_url,
            draw=draw_crockford,
            now=clock.now(),
        )
        answer = _shown(get_registered_batch(session, actor, batch.id))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/batches/<uuid:batch_id>")
@blueprint.response(200, BatchOut)
@allow("manager", "farmer", "packer", "viewer", scope="batch:read")
def get_batch(batch_id: uuid.UUID) -> dict[str, Any]:
    """One batch of the caller's organisation."""
    with reading() as session:
        return _shown(get_registered_batch(session, current_actor(), batch_id))


def _shown(found: RegisteredBatch) -> dict[str, Any]:
    batch = found.batch
    columns = {column.key: getattr(batch, column.key) for column in batch.__table__.columns}
    return columns | {
        "status": batch.status,
        "claims": found.claims,
        "completeness": {"missing": [{"code": key, "legal_name": LEGAL_NAMES[key]} for key in found.missing]},
        "links": {
            "self_": f"/api/v1/batches/{batch.id}",
            "page": f"/b/{batch.lot}",
            "print_runs": "/api/v1/print-runs",
        },
    }
