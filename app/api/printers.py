"""`/printers`: an organisation's printers, their test pages, and the calibration that is read off one."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.label_files import BINARY, RAW
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.printers import (
    PrinterCalibrationOut,
    PrinterChange,
    PrinterIn,
    PrinterOut,
    PrinterReadingsIn,
)
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.paging import Page
from labels.printers.model import Printer, PrinterCalibration
from labels.printers.pages import render_test_page
from labels.printers.rules import page_code
from labels.printers.service import (
    add_printer,
    change_printer,
    get_own_printer,
    list_calibrations,
    list_own_printers,
    setup_of,
    setups_of,
    take_readings,
)

blueprint = Blueprint("printers", __name__, description="Printers and how they miss")

PRINTER = "/printers/<uuid:printer_id>"
PDF = "application/pdf"
READERS = ("manager", "packer", "viewer")


@blueprint.post("/printers")
@blueprint.arguments(PrinterIn)
@blueprint.response(201, PrinterOut)
@blueprint.alt_response(409, description="There is a printer of that name, or its paper is retired")
@allow("manager", scope="registry:write")
def create_printer(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Keep a printer with the paper that is in it; its test page is printed and read next."""
    with transaction() as session:
        answer = _shown(session, add_printer(session, current_actor(), **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/printers")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PrinterOut))
@allow(*READERS, scope="batch:read")
def list_printers(query: dict[str, Any]) -> dict[str, Any]:
    """The organisation's printers, newest first, retired ones too."""
    with reading() as session:
        page = list_own_printers(session, current_actor(), wanted(query))
        return answer_page(Page(rows=_all_shown(session, page.rows), next=page.next), lambda row: row)


@blueprint.get(PRINTER)
@blueprint.response(200, PrinterOut)
@allow(*READERS, scope="batch:read")
def get_printer(printer_id: uuid.UUID) -> dict[str, Any]:
    """One printer of the organisation."""
    with reading() as session:
        return _shown(session, get_own_printer(session, current_actor(), printer_id))


@blueprint.patch(PRINTER)
@blueprint.arguments(PrinterChange)
@blueprint.response(200, PrinterOut)
@blueprint.alt_response(409, description="There is a printer of that name, or its paper is retired")
@allow("manager", scope="registry:write")
def patch_printer(data: dict[str, Any], printer_id: uuid.UUID) -> dict[str, Any]:
    """Change a printer for later runs, or retire it. Another paper, dpi or language: it is calibrated anew."""
    with transaction() as session:
        return _shown(session, change_printer(session, current_actor(), printer_id, data, now=clock.now()))


@blueprint.get(f"{PRINTER}/test-page")
@blueprint.response(200, BINARY, content_type=PDF)
@blueprint.doc(responses={200: {"content": {RAW: {"schema": BINARY}}}})
@allow(*READERS, scope="batch:read")
def get_printer_test_page(printer_id: uuid.UUID) -> Response:
    """The test page in the printer's language, corrected by its calibration: what it still shows is what is left.

    A PDF is printed at 100 %, ZPL and TSPL are sent raw. The page's code stands on it; readings name it.
    """
    with reading() as session:
        printer = get_own_printer(session, current_actor(), printer_id)
        setup = setup_of(session, current_actor(), printer)
    is_pdf = setup.language == "pdf"
    disposition = "inline" if is_pdf else "attachment"
    headers = {
        "Content-Disposition": f'{disposition}; filename="trang-thu-{page_code(setup)}.{setup.language}"',
        "Cache-Control": "private, no-cache",
    }
    return Response(render_test_page(setup), content_type=PDF if is_pdf else RAW, headers=headers)


@blueprint.post(f"{PRINTER}/readings")
@blueprint.arguments(PrinterReadingsIn)
@blueprint.response(201, PrinterOut)
@blueprint.alt_response(409, description="The page is not the printer's present one")
@allow("manager", "packer", scope="label:print")
def create_printer_readings(
    data: dict[str, Any], printer_id: uuid.UUID
) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Calibrate a printer by what was read off its test page; the next page shows what is left.

    What the page was printed with is known by its code. Beyond 10 mm or 5 %, all pages together, it is refused.
    """
    with transaction() as session:
        answer = _shown(session, take_readings(session, current_actor(), printer_id, **data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get(f"{PRINTER}/calibrations")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PrinterCalibrationOut))
@allow(*READERS, scope="batch:read")
def list_printer_calibrations(query: dict[str, Any], printer_id: uuid.UUID) -> dict[str, Any]:
    """What was read off a printer's test pages and by whom, the last first; nothing of it is ever changed."""
    with reading() as session:
        page = list_calibrations(session, current_actor(), printer_id, wanted(query))
        return answer_page(page, _told)


def _shown(session: Session, printer: Printer) -> dict[str, Any]:
    return _all_shown(session, [printer])[0]


def _all_shown(session: Session, printers: Sequence[Printer]) -> list[dict[str, Any]]:
    setups = setups_of(session, current_actor(), printers)
    return [_one(printer, page_code(setup)) for printer, setup in zip(printers, setups, strict=True)]


def _one(printer: Printer, page: str) -> dict[str, Any]:
    address = f"/api/v1/printers/{printer.id}"
    return {
        "id": printer.id,
        "name": printer.name,
        "stock": printer.stock,
        "dpi": printer.dpi,
        "language": printer.language,
        "calibration": printer.calibration,
        "calibrated_at": printer.calibrated_at,
        "page": page,
        "created_at": printer.created_at,
        "updated_at": printer.updated_at,
        "retired_at": printer.retired_at,
        "links": {
            "self_": address,
            "stock": f"/api/v1/stocks/{printer.stock}",
            "test_page": f"{address}/test-page",
            "readings": f"{address}/readings",
            "calibrations": f"{address}/calibrations",
        },
    }


def _told(row: PrinterCalibration) -> dict[str, Any]:
    return {
        "id": row.id,
        "page": row.page,
        "left_mm": row.left_mm,
        "right_mm": row.right_mm,
        "top_mm": row.top_mm,
        "bottom_mm": row.bottom_mm,
        "calibration": row,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
    }
