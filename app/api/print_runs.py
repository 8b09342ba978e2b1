"""`/print-runs`: a range of codes for a batch, and its labels as a PDF."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from app import clock
from app.accounts.people import person_behind
from app.api.api import Blueprint
from app.api.downloads import answer_file, label_file
from app.api.label_files import BINARY, file_name
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.label_files import PdfQuery
from app.api.schemas.print_runs import PrintRunIn, PrintRunOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.randomness import draw_number
from app.secrets import label_keys
from batches.paging import Page
from labels.drawing.pdf.render import render_pdf
from labels.runs.allotment.terms import Terms
from labels.runs.creating import RunOrder, create_run
from labels.runs.life.queries import lives_of
from labels.runs.life.rules import RunLife
from labels.runs.model import PrintRun
from labels.runs.service import get_own_run, get_printable_run, list_own_runs
from labels.runs.snapshot import Snapshot

blueprint = Blueprint("print-runs", __name__, description="Print runs and their labels")

PDF = "application/pdf"
READERS = ("manager", "packer", "viewer")
RUN = "/print-runs/<uuid:run_id>"


@blueprint.post("/print-runs")
@blueprint.arguments(PrintRunIn)
@blueprint.response(201, PrintRunOut)
@allow("manager", "packer", scope="label:print")
def create_print_run(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Allot a run of label codes to a published batch and freeze what its labels say.

    Up to 105 % of what the fruit can take, counted along the chain; up to 120 % with a reason and another
    person's approval. Without a batch the labels are blank, and are bound to batches later. With `printer_id` paper,
    dots, calibration and kind of file are the printer's as it is now; what is said beside it must be the same.
    """
    over_reason = data.pop("over_allotment_reason")
    with transaction() as session:
        run = create_run(
            session,
            current_actor(),
            RunOrder(**data),
            terms=label_terms(session, over_reason),
            base_url=settings().label_base_url,
            keys=label_keys(),
            draw_number=draw_number,
            now=clock.now(),
        )
        answer = _shown(session, [run])[0]
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/print-runs")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PrintRunOut))
@allow("manager", "packer", "viewer", scope="batch:read")
def list_print_runs(query: dict[str, Any]) -> dict[str, Any]:
    """The print runs of the caller's organisation, newest first."""
    with reading() as session:
        page = list_own_runs(session, current_actor(), wanted(query))
        return answer_page(Page(rows=_shown(session, page.rows), next=page.next), lambda row: row)


@blueprint.get("/print-runs/<uuid:run_id>")
@blueprint.response(200, PrintRunOut)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_print_run(run_id: uuid.UUID) -> dict[str, Any]:
    """One print run of the caller's organisation."""
    with reading() as session:
        return _shown(session, [get_own_run(session, current_actor(), run_id)])[0]


@blueprint.get("/print-runs/<uuid:run_id>/labels.pdf")
@blueprint.arguments(PdfQuery, location="query")
@blueprint.response(200, BINARY, content_type=PDF)
@blueprint.alt_response(206, schema=BINARY, content_type=PDF, description="The range that was asked for")
@blueprint.alt_response(416, description="The file has not that range")
@blueprint.alt_response(409, description="Its batch is held, or they were printed already")
@allow("manager", "packer", scope="label:print")
def get_labels_pdf(query: dict[str, Any], run_id: uuid.UUID) -> Response:
    """The labels as a PDF to print at 100 %, streamed; `from` and `to` are serials. A held batch gives none.

    Void labels are left out, their places stay empty, and a page of nothing but void ones does not come.
    """
    first = query["first"] or 1
    with reading() as session:
        found = get_printable_run(
            session, current_actor(), run_id, first=first, last=query["last"], now=clock.now()
        )
        run = found.run
        job = Snapshot.of(run).job(label_keys(), left_out=found.left_out)
    last = query["last"] or run.quantity
    mode, processes = query["mode"], settings().label_processes
    draw = partial(render_pdf, job, first=first, last=last, mode=mode, processes=processes)
    name = file_name(run.run_code, "pdf", first=first, last=last, quantity=run.quantity)
    return answer_file(
        label_file(found, first=first, last=last, form=f"pdf-{mode}", draw=draw),
        content_type=PDF,
        disposition=f'inline; filename="{name}"',
    )


def label_terms(session: Session, over_reason: str | None = None) -> Terms:
    """The terms of this service, for who calls."""
    return Terms(
        over_reason=over_reason,
        unconfirmed_percent=settings().unconfirmed_percent,
        open_days=settings().run_open_days,
        person_of=partial(person_behind, session),
    )


def _shown(session: Session, runs: Sequence[PrintRun]) -> list[dict[str, Any]]:
    lives = lives_of(session, runs, now=clock.now())
    return [shown_run(run, lives[run.id]) for run in runs]


def shown_run(run: PrintRun, life: RunLife) -> dict[str, Any]:
    """A run as the API tells it, with where its labels stand."""
    snapshot = Snapshot.of(run)
    codes = snapshot.codes(label_keys())
    first_code = codes(1)
    return {
        "id": run.id,
        "run_code": run.run_code,
        "first_code": first_code,
        "last_code": codes(run.quantity),
        "batch_id": run.batch_id,
        "quantity": run.quantity,
        "design": snapshot.design.key,
        "stock": snapshot.stock.key,
        "start_position": snapshot.start_position,
        "printer_dpi": snapshot.printer_dpi,
        "calibration": snapshot.calibration,
        "printer_id": snapshot.printer_id,
        "file_kind": snapshot.file_kind,
        "language": snapshot.language,
        "level": run.level,
        "state": life.state,
        "over_allotment_reason": run.over_reason,
        "closes_at": life.closes_at,
        "closed_at": life.closed_at,
        "labels": {
            "printed": life.printed.count,
            "applied": life.applied.count,
            "void": life.void.count,
            "open": life.open.count,
            "reprinted": life.copies,
        },
        "fingerprint": run.fingerprint,
        "created_at": run.created_at,
        "links": _links(run, snapshot, first_code),
    }


def _links(run: PrintRun, snapshot: Snapshot, first_code: str) -> dict[str, str | None]:
    self_ = f"/api/v1/print-runs/{run.id}"
    is_on_roll = snapshot.stock.is_roll
    return {
        "self_": self_,
        "batch": f"/api/v1/batches/{run.batch_id}" if run.batch_id else None,
        "log": f"{self_}/log",
        "ranges": f"{self_}/ranges",
        "labels": f"{self_}/labels.{snapshot.file_kind}",
        "scans": f"{self_}/scans",
        "labels_pdf": f"{self_}/labels.pdf",
        "labels_zpl": f"{self_}/labels.zpl" if is_on_roll else None,
        "labels_tspl": f"{self_}/labels.tspl" if is_on_roll else None,
        "preview": f"{self_}/preview.png",
        "first_label": snapshot.payload(first_code).text,
    }
