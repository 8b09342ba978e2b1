"""`/batches/{id}/weight-confirmations`: a second party weighs a batch too, before most of its tags are printed."""

import uuid
from typing import Any

from app import clock
from app.accounts.people import deciders, person_behind
from app.api.api import Blueprint
from app.api.schemas.reconciliation import WeightConfirmationIn, WeightConfirmationOut
from app.db import transaction
from app.policy import allow, current_actor, decided_alone
from batches.harvest.confirming import confirm_weight
from batches.movements.access import get_seen_batch

blueprint = Blueprint("weight-confirmations", __name__, description="Weights that a second party confirmed")


@blueprint.post("/batches/<uuid:batch_id>/weight-confirmations")
@blueprint.arguments(WeightConfirmationIn)
@blueprint.response(201, WeightConfirmationOut)
@allow("manager", "farmer", "packer", scope="batch:write")
def create_weight_confirmation(
    data: dict[str, Any], batch_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Confirm the weight of a batch, by somebody else than who registered it; within 3 % of what is recorded."""
    with transaction() as session:
        actor = current_actor()
        batch = get_seen_batch(session, actor, batch_id, lock=True)
        confirmer = person_behind(session, actor.id)
        is_alone = decided_alone(
            person_behind(session, batch.registered_by), confirmer, deciders(session, actor.organisation_id)
        )
        made = confirm_weight(
            session, batch, **data, confirmed_by=confirmer, is_alone=is_alone, now=clock.now()
        )
        answer = {column.key: getattr(made, column.key) for column in made.__table__.columns}
    return answer, 201, {"Location": f"/api/v1/batches/{batch_id}"}
