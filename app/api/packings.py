"""`/packings`: fruit of batches becomes a new batch."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.batches import shown_batch
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.packings import PackingIn, PackingOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.randomness import draw_crockford
from batches.packing.checking import PackingReport
from batches.packing.model import Packing
from batches.packing.queries import Inputs, get_own_packing, inputs_of, list_own_packings, packed_by
from batches.packing.service import pack
from batches.paging import Page
from batches.provenance.batches import RegisteredBatch, registered_all

blueprint = Blueprint("packings", __name__, description="Packing batches into new ones")

READERS = ("manager", "packer", "viewer")


@blueprint.post("/packings")
@blueprint.arguments(PackingIn)
@blueprint.response(201, PackingOut)
@allow("manager", "packer", scope="batch:write")
def create_packing(report: PackingReport) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Pack fruit of one or several batches: a new batch comes of it. Pack parts of one batch by several calls."""
    with transaction() as session:
        packing = pack(
            session,
            current_actor(),
            report,
            usual_loss_percent=Decimal(settings().usual_loss_percent),
            base_url=settings().label_base_url,
            draw=draw_crockford,
            now=clock.now(),
        )
        answer = _shown_all(session, [packing])[0]
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/packings")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PackingOut))
@allow(*READERS, scope="batch:read")
def list_packings(query: dict[str, Any]) -> dict[str, Any]:
    """The packings of the caller's organisation, newest first."""
    with reading() as session:
        page = list_own_packings(session, current_actor(), wanted(query))
        shown = Page(rows=_shown_all(session, page.rows), next=page.next)
        return answer_page(shown, lambda row: row)


@blueprint.get("/packings/<uuid:packing_id>")
@blueprint.response(200, PackingOut)
@allow(*READERS, scope="batch:read")
def get_packing(packing_id: uuid.UUID) -> dict[str, Any]:
    """One packing of the caller's organisation."""
    with reading() as session:
        return _shown_all(session, [get_own_packing(session, current_actor(), packing_id)])[0]


def _shown_all(session: Session, packings: Sequence[Packing]) -> list[dict[str, Any]]:
    inputs = inputs_of(session, [packing.batch_id for packing in packings])
    batches = registered_all(session, packed_by(session, packings))
    return [_shown(packing, found, inputs) for packing, found in zip(packings, batches, strict=True)]


def _shown(packing: Packing, found: RegisteredBatch, inputs: Inputs) -> dict[str, Any]:
    batch = shown_batch(found, current_actor())
    return {
        "id": packing.id,
        "inputs": [
            {"batch_id": row.input_id, "net_weight_kg": row.net_weight_kg} for row in inputs[packing.batch_id]
        ],
        "batch": batch,
        "packing_house_id": packing.packing_house_id,
        "market": packing.market,
        "packed_on": packing.packed_on,
        "rejected_kg": packing.rejected_kg,
        "shrinkage_kg": packing.shrinkage_kg,
        "recorded_at": packing.recorded_at,
        "warnings": batch["warnings"],
        "holds": batch["holds"],
        "links": {
            "self_": f"/api/v1/packings/{packing.id}",
            "batch": batch["links"]["self_"],
            "trace": batch["links"]["trace"],
        },
    }
