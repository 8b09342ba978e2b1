"""`/recalls`: batches are called back with all that was made of them; whom to call; and how it ends."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.accounts.people import deciders, person_behind
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.recalls import CallIn, CallListOut, LiftIn, RecallIn, RecallOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor, decided_alone
from batches.paging import Page
from batches.provenance.call_list import call_list, reached_by, record_call
from batches.recalls import service
from batches.recalls.model import Recall
from batches.recalls.service import named_by

blueprint = Blueprint("recalls", __name__, description="Recalls, their reach and their call lists")

READERS = ("manager", "packer", "viewer")
PATH = "/recalls/<uuid:recall_id>"


@blueprint.post("/recalls")
@blueprint.arguments(RecallIn)
@blueprint.response(201, RecallOut)
@allow("manager", scope="batch:write")
def create_recall(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Recall batches: at once, everything made of them is recalled too, whoever has it."""
    now = clock.now()
    data["recalled_at"] = data["recalled_at"] or now
    with transaction() as session:
        made = service.recall_batches(
            session, current_actor(), **data, base_url=settings().label_base_url, now=now
        )
        answer = _shown(session, made)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/recalls")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(RecallOut))
@allow(*READERS, scope="batch:read")
def list_recalls(query: dict[str, Any]) -> dict[str, Any]:
    """The recalls of the caller's organisation, newest first."""
    with reading() as session:
        page = service.list_own_recalls(session, current_actor(), wanted(query))
        return answer_page(Page(rows=_shown_all(session, page.rows), next=page.next), lambda row: row)


@blueprint.get(PATH)
@blueprint.response(200, RecallOut)
@allow(*READERS, scope="batch:read")
def get_recall(recall_id: uuid.UUID) -> dict[str, Any]:
    """One recall of the caller's organisation."""
    with reading() as session:
        return _shown(session, service.get_own_recall(session, current_actor(), recall_id))


@blueprint.post(f"{PATH}/lift")
@blueprint.arguments(LiftIn)
@blueprint.response(201, RecallOut)
@allow("manager", scope="batch:write")
def lift_recall(data: dict[str, Any], recall_id: uuid.UUID) -> tuple[dict[str, Any], int, dict[str, str]]:
    """End a recall, in writing, by somebody else than who recalled."""
    with transaction() as session:
        actor = current_actor()
        recall = service.get_own_recall(session, actor, recall_id, lock=True)
        lifter = person_behind(session, actor.id)
        is_alone = decided_alone(
            person_behind(session, recall.recorded_by), lifter, deciders(session, actor.organisation_id)
        )
        service.lift_recall(
            session,
            actor,
            recall,
            reason=data["reason"],
            lifted_by=lifter,
            is_alone=is_alone,
            base_url=settings().label_base_url,
            now=clock.now(),
        )
        answer = _shown(session, recall)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get(f"{PATH}/call-list")
@blueprint.response(200, CallListOut)
@allow(*READERS, scope="batch:read")
def get_call_list(recall_id: uuid.UUID) -> Any:
    """Every receiver of what a recall reaches, at any depth, and who was told."""
    with reading() as session:
        recall = service.get_own_recall(session, current_actor(), recall_id)
        return call_list(session, recall, now=clock.now())


@blueprint.post(f"{PATH}/calls")
@blueprint.arguments(CallIn)
@blueprint.response(201, CallListOut)
@allow("manager", "packer", scope="batch:write")
def create_call(data: dict[str, Any], recall_id: uuid.UUID) -> tuple[Any, int, dict[str, str]]:
    """Note that a receiver was told."""
    with transaction() as session:
        recall = service.get_own_recall(session, current_actor(), recall_id, lock=True)
        record_call(session, current_actor(), recall, **data, now=clock.now())
        answer = call_list(session, recall, now=clock.now())
    return answer, 201, {"Location": f"/api/v1/recalls/{recall_id}/call-list"}


def _shown(session: Session, recall: Recall) -> dict[str, Any]:
    return _shown_all(session, [recall])[0]


def _shown_all(session: Session, recalls: Sequence[Recall]) -> list[dict[str, Any]]:
    named, reached = named_by(session, recalls), reached_by(session, recalls)
    return [_body(recall, named[recall.id], len(reached[recall.id])) for recall in recalls]


def _body(recall: Recall, batch_ids: list[uuid.UUID], reached_count: int) -> dict[str, Any]:
    self_ = f"/api/v1/recalls/{recall.id}"
    return {
        "id": recall.id,
        "batch_ids": batch_ids,
        "reached_count": reached_count,
        "reason": recall.reason,
        "decision_no": recall.decision_no,
        "recalled_at": recall.recalled_at,
        "recorded_at": recall.recorded_at,
        "lifted_at": recall.lift.lifted_at if recall.lift else None,
        "lift_reason": recall.lift.reason if recall.lift else None,
        "is_lifted_alone": recall.lift.is_alone if recall.lift else None,
        "links": {"self_": self_, "lift": f"{self_}/lift", "call_list": f"{self_}/call-list"},
    }
