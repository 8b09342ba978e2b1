"""`/batches`: register harvests, one or many at once, and read them back."""

import uuid
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from app import clock
from app.accounts.people import deciders, person_behind
from app.api.api import Blueprint
from app.api.fields import problems_of
from app.api.lists import answer_page, list_schema, wanted
from app.api.schemas.batches import (
    BatchesIn,
    BatchesOut,
    BatchIn,
    BatchOut,
    BatchQuery,
    DecisionIn,
    DecisionOut,
    WeighingIn,
)
from app.config import settings
from app.db import reading, transaction
from app.errors import finding_body, refusal_body
from app.policy import allow, current_actor, decided_alone
from app.randomness import draw_crockford
from app.refusals import BulkItemRefused, InvalidInput
from batches.actors import Actor
from batches.errors import DomainError
from batches.harvest.holding import decide_hold, get_hold
from batches.harvest.model import Hold
from batches.harvest.service import HarvestReport, register_harvest
from batches.harvest.weighing import record_weighing
from batches.plots.sets import lock_own_plots
from batches.provenance.batches import (
    NO_CLAIM,
    RegisteredBatch,
    get_registered_batch,
    just_registered,
    list_registered_batches,
    registered,
)

blueprint = Blueprint("batches", __name__, description="Harvest batches and their events")

READERS = ("manager", "farmer", "packer", "viewer")


@blueprint.post("/batches")
@blueprint.arguments(BatchIn)
@blueprint.response(201, BatchOut)
@allow("manager", "farmer", scope="batch:write")
def create_batch(report: HarvestReport) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Register a harvest: a batch of one plot and one product."""
    with transaction() as session:
        answer = _register(session, report)
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
    reports = [_load_item(item) for item in data["items"]]
    with transaction() as session:
        plot_ids = {report.plot_id for report in reports if isinstance(report, HarvestReport)}
        lock_own_plots(session, current_actor(), plot_ids)
        for index, report in enumerate(reports):
            try:
                if isinstance(report, InvalidInput):
                    raise report
                with session.begin_nested():
                    batch = _register(session, report)
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
@blueprint.arguments(BatchQuery, location="query")
@blueprint.response(200, list_schema(BatchOut))
@allow(*READERS, scope="batch:read")
def list_batches(query: dict[str, Any]) -> dict[str, Any]:
    """The batches that the caller's organisation made, and on demand those that it accepted, newest first."""
    with reading() as session:
        page = list_registered_batches(
            session, current_actor(), wanted(query), is_received=query["received"] == "true"
        )
        return answer_page(page, _shown)


@blueprint.get("/batches/<uuid:batch_id>")
@blueprint.response(200, BatchOut)
@allow(*READERS, scope="batch:read")
def get_batch(batch_id: uuid.UUID) -> dict[str, Any]:
    """One batch that the caller's organisation made or accepted."""
    with reading() as session:
        return _shown(get_registered_batch(session, current_actor(), batch_id))


@blueprint.post("/batches/<uuid:batch_id>/weighings")
@blueprint.arguments(WeighingIn)
@blueprint.response(201, BatchOut)
@allow("manager", "farmer", scope="batch:write")
def weigh_batch(data: dict[str, Any], batch_id: uuid.UUID) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Put a weight in the place of an estimate, once; rules are asked again."""
    with transaction() as session:
        batch = record_weighing(
            session,
            current_actor(),
            batch_id,
            **data,
            base_url=settings().label_base_url,
            now=clock.now(),
        )
        answer = _shown(registered(session, batch))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.post("/batches/<uuid:batch_id>/holds/<uuid:hold_id>/decision")
@blueprint.arguments(DecisionIn)
@blueprint.response(201, DecisionOut)
@allow("manager", scope="batch:write")
def create_decision(
    data: dict[str, Any], batch_id: uuid.UUID, hold_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Release or reject a held batch, in writing, by somebody else than who registered it."""
    with transaction() as session:
        actor = current_actor()
        hold = get_hold(session, actor, batch_id, hold_id)
        requester = person_behind(session, hold.batch.registered_by)
        decider = person_behind(session, actor.id)
        is_alone = decided_alone(requester, decider, deciders(session, actor.organisation_id))
        made = decide_hold(session, hold, **data, decided_by=decider, is_alone=is_alone, now=clock.now())
        answer = {column.key: getattr(made, column.key) for column in made.__table__.columns}
    return answer, 201, {"Location": f"/api/v1/batches/{batch_id}"}


def _load_item(item: dict[str, Any]) -> HarvestReport | InvalidInput:
    try:
        loaded: HarvestReport = BatchIn().load(item)
    except ValidationError as error:
        return InvalidInput(problems_of(error.messages))
    return loaded


def _register(session: Session, report: HarvestReport) -> dict[str, Any]:
    actor = current_actor()
    found = register_harvest(
        session,
        actor,
        report,
        base_url=settings().label_base_url,
        draw=draw_crockford,
        now=clock.now(),
    )
    return _shown(just_registered(found))


def shown_batch(found: RegisteredBatch, actor: Actor) -> dict[str, Any]:
    """A batch as the API tells it: who only accepted it sees neither its plot nor what its maker was warned of."""
    batch = found.batch
    is_own = batch.organisation_id == actor.organisation_id
    columns = {column.key: getattr(batch, column.key) for column in batch.__table__.columns}
    self_ = f"/api/v1/batches/{batch.id}"
    return columns | {
        "status": found.status,
        "is_own": is_own,
        "plot_id": batch.plot_id if is_own else None,
        "packing_id": found.packing.id if found.packing and is_own else None,
        "grades": batch.grades,
        "warnings": [finding_body(finding) for finding in found.warnings] if is_own else [],
        "holds": [_shown_hold(hold, self_) for hold in found.holds] if is_own else [],
        "decided_holds": [_shown_decided(hold) for hold in batch.decided_holds] if is_own else [],
        "held_upstream": list(found.standing.held_upstream),
        "recalls": found.standing.recalls,
        "claims": found.claims,
        "export": _shown_export(found),
        "completeness": {
            "missing": found.completeness.missing,
            "recommended": found.completeness.recommended,
        },
        "links": {
            "self_": self_,
            "page": f"/b/{batch.lot}",
            "events": f"{self_}/events",
            "trace": f"{self_}/trace",
            "epcis": f"{self_}/epcis",
            "weighings": f"{self_}/weighings",
            "print_runs": "/api/v1/print-runs",
        },
    }


def _shown_export(found: RegisteredBatch) -> dict[str, Any] | None:
    if found.packing is None or found.packing.market is None:
        return None
    missing = found.missing_for_export or []
    return {
        "market": found.packing.market,
        "missing": missing,
        "is_ready": not missing and found.status not in NO_CLAIM,
    }


def _shown(found: RegisteredBatch) -> dict[str, Any]:
    return shown_batch(found, current_actor())


def _shown_decided(hold: Hold) -> dict[str, Any]:
    made = hold.decision
    assert made is not None  # noqa: S101 - it is one of the decided
    return {
        "id": hold.id,
        **finding_body(hold.finding),
        "since": hold.since,
        "decision": made.decision,
        "reason": made.reason,
        "decided_at": made.decided_at,
        "is_alone": made.is_alone,
    }


def _shown_hold(hold: Hold, batch_path: str) -> dict[str, Any]:
    return {
        "id": hold.id,
        **finding_body(hold.finding),
        "since": hold.since,
        "links": {"decision": f"{batch_path}/holds/{hold.id}/decision"},
    }
