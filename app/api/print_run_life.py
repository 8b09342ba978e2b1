"""What becomes of the labels of `/print-runs/{id}`: bound, printed, applied, void, printed again, closed."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.accounts.people import deciders, person_behind
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.print_runs import READERS, RUN, label_terms, shown_run
from app.api.schemas.print_run_life import (
    AgreementIn,
    ApplicationIn,
    BindingIn,
    CloseIn,
    ConfirmationIn,
    LabelEntryOut,
    LabelRangesOut,
    ReprintIn,
    ReprintOut,
    ToldRunOut,
    VoidIn,
)
from app.api.schemas.print_runs import PrintRunOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor, decided_alone
from labels.runs.binding import bind_labels
from labels.runs.life.decisions import ask_reprint, decide_reprint, decide_run, find_decision, get_reprint
from labels.runs.life.log import lock_run
from labels.runs.life.model import LabelEntry
from labels.runs.life.queries import life_of, list_entries
from labels.runs.life.rules import RunLife
from labels.runs.life.service import apply_labels, close_run, confirm_printed, void_labels
from labels.runs.model import PrintRun
from labels.runs.ranges import Range, Ranges
from labels.runs.service import get_own_run

blueprint = Blueprint("print-run-life", __name__, description="What becomes of the labels of a print run")

PRINTERS = ("manager", "packer")
REPRINT = f"{RUN}/reprints/<uuid:reprint_id>"
Answer = tuple[dict[str, Any], int, dict[str, str]]


@blueprint.post(f"{RUN}/bindings")
@blueprint.arguments(BindingIn)
@blueprint.response(201, PrintRunOut)
@allow(*PRINTERS, scope="label:print")
def create_binding(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Give blank labels to a published batch, for ever: counted against its fruit as a run of its own would be."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        life = bind_labels(session, current_actor(), run, **data, terms=label_terms(session), now=clock.now())
        return _answer(run, life)


@blueprint.post(f"{RUN}/confirmations")
@blueprint.arguments(ConfirmationIn)
@blueprint.response(201, ToldRunOut)
@allow(*PRINTERS, scope="label:print")
def confirm_print(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Tell that labels came out of the printer: from now on they are printed again only by a reprint."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        first, last = data["first"], data["last"]
        is_whole = first is None and last is None
        part = None if is_whole else Range.told(first or 1, last or run.quantity)
        skip_void = data["skip_void"]
        life = confirm_printed(session, current_actor(), run, part, skip_void=skip_void, now=clock.now())
        return _answer(run, life, [part or Range(1, run.quantity)])


@blueprint.post(f"{RUN}/applications")
@blueprint.arguments(ApplicationIn)
@blueprint.response(201, ToldRunOut)
@allow(*PRINTERS, scope="label:print")
def create_application(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Tell that labels are on fruit, which is recorded as an event of their batch.

    A range with void labels is refused; with `skip_void` the others are told, and `told` says which.
    """
    return _tell(run_id, apply_labels, told=[data["part"]], **data)


@blueprint.post(f"{RUN}/voids")
@blueprint.arguments(VoidIn)
@blueprint.response(201, PrintRunOut)
@allow(*PRINTERS, scope="label:print")
def create_void(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Make labels void, for ever; also those on fruit, also after the run was closed."""
    return _tell(run_id, void_labels, **data)


@blueprint.post(f"{RUN}/close")
@blueprint.arguments(CloseIn)
@blueprint.response(201, ToldRunOut)
@allow(*PRINTERS, scope="label:print")
def close_print_run(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """End a run: the ranges given are on fruit, every other label becomes void."""
    return _tell(run_id, close_run, told=data["applied"], **data)


@blueprint.post(f"{RUN}/decision")
@blueprint.arguments(AgreementIn)
@blueprint.response(201, PrintRunOut)
@allow("manager", scope="label:print")
def decide_print_run(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Approve or decline a run for more labels than there is fruit, by somebody else than who asked for it."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        life = decide_run(session, current_actor(), run, **_decision(session, data, run.created_by))
        return _answer(run, life)


@blueprint.post(f"{RUN}/reprints")
@blueprint.arguments(ReprintIn)
@blueprint.response(201, ReprintOut)
@allow(*PRINTERS, scope="label:print")
def create_reprint(data: dict[str, Any], run_id: uuid.UUID) -> Answer:
    """Ask to print the same codes again: granted at once up to 5 % of the run, beyond that by another person."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        asked = ask_reprint(session, current_actor(), run, **data, now=clock.now())
        answer = _shown_reprint(session, run, asked)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get(REPRINT)
@blueprint.response(200, ReprintOut)
@allow(*READERS, scope="batch:read")
def get_print_run_reprint(run_id: uuid.UUID, reprint_id: uuid.UUID) -> dict[str, Any]:
    """One reprint of a run of the caller's organisation."""
    with reading() as session:
        run = get_own_run(session, current_actor(), run_id)
        return _shown_reprint(session, run, get_reprint(session, run, reprint_id))


@blueprint.post(f"{REPRINT}/decision")
@blueprint.arguments(AgreementIn)
@blueprint.response(201, ReprintOut)
@allow("manager", scope="label:print")
def create_reprint_decision(data: dict[str, Any], run_id: uuid.UUID, reprint_id: uuid.UUID) -> Answer:
    """Approve or decline a reprint, by somebody else than who asked for it."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        asked = get_reprint(session, run, reprint_id)
        decide_reprint(session, current_actor(), run, asked, **_decision(session, data, asked.recorded_by))
        answer = _shown_reprint(session, run, asked)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get(f"{RUN}/log")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(LabelEntryOut))
@allow(*READERS, scope="batch:read")
def list_print_run_log(query: dict[str, Any], run_id: uuid.UUID) -> dict[str, Any]:
    """All that happened to the labels of a run, downloads too, the last first."""
    with reading() as session:
        run = get_own_run(session, current_actor(), run_id)
        return answer_page(list_entries(session, run, wanted(query)), _shown_entry)


@blueprint.get(f"{RUN}/ranges")
@blueprint.response(200, LabelRangesOut)
@allow(*READERS, scope="batch:read")
def get_print_run_ranges(run_id: uuid.UUID) -> dict[str, Any]:
    """Where each label of a run stands, as ranges of serials."""
    with reading() as session:
        life = life_of(session, get_own_run(session, current_actor(), run_id), now=clock.now())
    return {
        "printed": _pairs(life.printed),
        "applied": _pairs(life.applied),
        "void": _pairs(life.void),
        "open": _pairs(life.open),
        "reprinted": _pairs(life.copied),
        "bound": [{"batch_id": one.batch_id, "serials": _pairs(one.serials)} for one in life.bound],
    }


def _tell(
    run_id: uuid.UUID, act: Callable[..., RunLife], told: Sequence[Range] | None = None, **data: Any
) -> Answer:
    """What became of labels, where it can be an event of their batch."""
    with transaction() as session:
        run = lock_run(session, current_actor(), run_id)
        edge = {"base_url": settings().label_base_url, "now": clock.now()}
        return _answer(run, act(session, current_actor(), run, **data, **edge), told)


def _answer(run: PrintRun, life: RunLife, told: Sequence[Range] | None = None) -> Answer:
    """The run; where void labels could be passed over, with what was told of it and which those were."""
    answer = shown_run(run, life)
    if told is not None:
        serials = Ranges.of(*told)
        taken, skipped = serials - life.void, serials & life.void
        answer["told"] = {"serials": _pairs(taken), "skipped_void": _pairs(skipped)}
    return answer, 201, {"Location": answer["links"]["self_"]}


def _decision(session: Session, data: dict[str, Any], asked_by: uuid.UUID) -> dict[str, Any]:
    """Who decides, and whether nobody else could.

    Raises:
        SecondPersonNeeded: who asked may not.
    """
    actor = current_actor()
    decider = person_behind(session, actor.id)
    requester = person_behind(session, asked_by)
    return {
        "is_approved": data["decision"] == "approve",
        "note": data["note"],
        "decided_by": decider,
        "is_alone": decided_alone(requester, decider, deciders(session, actor.organisation_id)),
        "now": clock.now(),
    }


def _shown_reprint(session: Session, run: PrintRun, asked: LabelEntry) -> dict[str, Any]:
    decision = find_decision(session, asked)
    self_ = f"/api/v1/print-runs/{run.id}/reprints/{asked.id}"
    state = decision.kind.removeprefix("reprint_") if decision else "awaiting_approval"
    waiting = {waiting for waiting, _ in life_of(session, run, now=clock.now()).asked}
    return {
        **{name: getattr(asked, name) for name in ("id", "run_id", "first", "last", "reason", "note")},
        "state": "ended" if decision is None and asked.id not in waiting else state,
        "asked_at": asked.recorded_at,
        "decided_at": decision.recorded_at if decision else None,
        "is_alone": bool(decision and decision.is_alone),
        "links": {
            "self_": self_,
            "print_run": f"/api/v1/print-runs/{run.id}",
            "decision": f"{self_}/decision",
        },
    }


def _shown_entry(entry: LabelEntry) -> dict[str, Any]:
    return {column.key: getattr(entry, column.key) for column in entry.__table__.columns}


def _pairs(serials: Ranges) -> list[list[int]]:
    return [[part.first, part.last] for part in serials]
