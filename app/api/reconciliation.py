"""`/batches/{id}/reconciliation`: every label of a batch accounted for, and who stands for it."""

import uuid
from typing import Any

from app import clock
from app.accounts.people import person_behind
from app.api.api import Blueprint
from app.api.schemas.reconciliation import ReconciliationOut, SignOffIn
from app.db import reading, transaction
from app.policy import allow, current_actor
from labels.runs.reconciliation.service import Reconciliation, reconcile, sign_off

blueprint = Blueprint("reconciliation", __name__, description="Labels of a batch, counted")

PATH = "/batches/<uuid:batch_id>/reconciliation"


@blueprint.get(PATH)
@blueprint.response(200, ReconciliationOut)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_reconciliation(batch_id: uuid.UUID) -> dict[str, Any]:
    """The count card of a batch that the caller's organisation made or accepted."""
    with reading() as session:
        return _shown(reconcile(session, current_actor(), batch_id, now=clock.now()))


@blueprint.post(f"{PATH}/sign-offs")
@blueprint.arguments(SignOffIn)
@blueprint.response(201, ReconciliationOut)
@allow("manager", scope="label:print")
def create_sign_off(data: dict[str, Any], batch_id: uuid.UUID) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Sign the card as it stands, when no label is left over; where it is more than 3 % off, with a note."""
    with transaction() as session:
        actor = current_actor()
        signer = person_behind(session, actor.id)
        answer = _shown(sign_off(session, actor, batch_id, **data, signed_by=signer, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


def _shown(found: Reconciliation) -> dict[str, Any]:
    batch = f"/api/v1/batches/{found.batch.id}"
    self_ = f"{batch}/reconciliation"
    return {
        "batch_id": found.batch.id,
        "lot": found.batch.lot,
        "cards": [card.to_dict() for card in found.cards],
        "sign_off": found.sign_off,
        "is_signed": found.is_signed,
        "links": {"self_": self_, "batch": batch, "sign_offs": f"{self_}/sign-offs"},
    }
