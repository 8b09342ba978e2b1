"""A run's labels in the languages of label printers, and pictures of them. Streamed, never kept by a cache."""

import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any, Protocol

from flask import Response

from app import clock
from app.api.api import Blueprint
from app.api.downloads import answer_file, label_file
from app.api.schemas.label_files import PreviewQuery, PrinterQuery
from app.db import reading
from app.policy import allow, current_actor
from app.secrets import label_keys
from labels.drawing.job import LabelJob
from labels.drawing.label_printers.rows import usual_dpi
from labels.drawing.label_printers.tspl import render_tspl
from labels.drawing.label_printers.zpl import render_zpl
from labels.drawing.preview import render_preview
from labels.runs.service import Printable, get_printable_run
from labels.runs.snapshot import Snapshot

blueprint = Blueprint("label-files", __name__, description="Labels for label printers, and their pictures")

BINARY = {"type": "string", "format": "binary"}
RAW, PNG = "application/octet-stream", "image/png"


class Render(Protocol):
    def __call__(self, job: LabelJob, *, first: int, last: int, dpi: int) -> Iterator[bytes]: ...


@blueprint.get("/print-runs/<uuid:run_id>/labels.zpl")
@blueprint.arguments(PrinterQuery, location="query")
@blueprint.response(200, BINARY, content_type=RAW)
@blueprint.alt_response(206, schema=BINARY, content_type=RAW, description="The range that was asked for")
@blueprint.alt_response(416, description="The file has not that range")
@blueprint.alt_response(409, description="Its stock is a sheet, its batch is held, or it was printed already")
@allow("manager", "packer", scope="label:print")
def get_labels_zpl(query: dict[str, Any], run_id: uuid.UUID) -> Response:
    """The labels of a run on a roll, void ones left out, in ZPL II for Zebra and their like; to be sent raw."""
    return _printer_file(run_id, query, "zpl", render_zpl)


@blueprint.get("/print-runs/<uuid:run_id>/labels.tspl")
@blueprint.arguments(PrinterQuery, location="query")
@blueprint.response(200, BINARY, content_type=RAW)
@blueprint.alt_response(206, schema=BINARY, content_type=RAW, description="The range that was asked for")
@blueprint.alt_response(416, description="The file has not that range")
@blueprint.alt_response(409, description="Its stock is a sheet, its batch is held, or it was printed already")
@allow("manager", "packer", scope="label:print")
def get_labels_tspl(query: dict[str, Any], run_id: uuid.UUID) -> Response:
    """The labels of a run on a roll, void ones left out, in TSPL for TSC, Xprinter and their like; to be sent raw."""
    return _printer_file(run_id, query, "tspl", render_tspl)


@blueprint.get("/print-runs/<uuid:run_id>/preview.png")
@blueprint.arguments(PreviewQuery, location="query")
@blueprint.response(200, BINARY, content_type=PNG)
@blueprint.alt_response(409, description="Its batch is held, or it was printed already")
@allow("manager", "packer", scope="label:print")
def get_preview(query: dict[str, Any], run_id: uuid.UUID) -> Response:
    """One label of a run as a picture, as it is printed: its code is a real one, so only who may print sees it."""
    serial = query["serial"]
    _, job = _printable(run_id, first=serial, last=serial)
    png = render_preview(job, number=serial, dpi=query["dpi"])
    return Response(png, content_type=PNG, headers={"Cache-Control": "no-store"})


def file_name(run_code: str, suffix: str, *, first: int, last: int, quantity: int) -> str:
    """`tem-7K3Q9.pdf`, or with the serials of a part: `tem-7K3Q9-25-48.pdf`."""
    part = "" if (first, last) == (1, quantity) else f"-{first}-{last}"
    return f"tem-{run_code}{part}.{suffix}"


def _printer_file(run_id: uuid.UUID, query: dict[str, Any], suffix: str, render: Render) -> Response:
    first = query["first"] or 1
    found, job = _printable(run_id, first=first, last=query["last"])
    last, dpi = query["last"] or job.quantity, int(query["dpi"] or usual_dpi(job))
    name = file_name(found.run.run_code, suffix, first=first, last=last, quantity=job.quantity)
    draw = partial(render, job, first=first, last=last, dpi=dpi)
    return answer_file(
        label_file(found, first=first, last=last, form=f"{suffix}-{dpi}", draw=draw),
        content_type=RAW,
        disposition=f'attachment; filename="{name}"',
    )


def _printable(run_id: uuid.UUID, *, first: int, last: int | None) -> tuple[Printable, LabelJob]:
    with reading() as session:
        found = get_printable_run(session, current_actor(), run_id, first=first, last=last, now=clock.now())
        return found, Snapshot.of(found.run).job(label_keys(), left_out=found.left_out)
