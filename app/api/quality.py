"""`/inspections` and `/lab-tests`: what was found on batches; what fails holds them."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.quality import InspectionIn, InspectionOut, LabTestIn, LabTestOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.paging import Page
from batches.quality import queries, service
from batches.quality.model import Inspection, LabTest, inspection_batch, lab_test_batch

blueprint = Blueprint("quality", __name__, description="Inspections and laboratory tests")

READERS = ("manager", "packer", "viewer")


@blueprint.post("/inspections")
@blueprint.arguments(InspectionIn)
@blueprint.response(201, InspectionOut)
@allow("manager", "packer", scope="batch:write")
def create_inspection(report: service.InspectionReport) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Record an inspection; what does not conform holds its batches."""
    with transaction() as session:
        made = service.add_inspection(
            session, current_actor(), report, base_url=settings().label_base_url, now=clock.now()
        )
        answer = _shown(session, [made], inspection_batch)[0]
    return answer, 201, {"Location": f"/api/v1/inspections/{made.id}"}


@blueprint.get("/inspections")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(InspectionOut))
@allow(*READERS, scope="batch:read")
def list_inspections(query: dict[str, Any]) -> dict[str, Any]:
    """The inspections that the caller's organisation recorded, newest first."""
    with reading() as session:
        page = queries.list_own_inspections(session, current_actor(), wanted(query))
        return _answer(session, page, inspection_batch)


@blueprint.get("/inspections/<uuid:inspection_id>")
@blueprint.response(200, InspectionOut)
@allow(*READERS, scope="batch:read")
def get_inspection(inspection_id: uuid.UUID) -> dict[str, Any]:
    """One inspection of the caller's organisation."""
    with reading() as session:
        found = queries.get_own_inspection(session, current_actor(), inspection_id)
        return _shown(session, [found], inspection_batch)[0]


@blueprint.post("/lab-tests")
@blueprint.arguments(LabTestIn)
@blueprint.response(201, LabTestOut)
@allow("manager", "packer", scope="batch:write")
def create_lab_test(report: service.LabReport) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Record a laboratory's report; what was not passed holds its batches."""
    with transaction() as session:
        made = service.add_lab_test(
            session, current_actor(), report, base_url=settings().label_base_url, now=clock.now()
        )
        answer = _shown(session, [made], lab_test_batch)[0]
    return answer, 201, {"Location": f"/api/v1/lab-tests/{made.id}"}


@blueprint.get("/lab-tests")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(LabTestOut))
@allow(*READERS, scope="batch:read")
def list_lab_tests(query: dict[str, Any]) -> dict[str, Any]:
    """The laboratory tests that the caller's organisation recorded, newest first."""
    with reading() as session:
        page = queries.list_own_lab_tests(session, current_actor(), wanted(query))
        return _answer(session, page, lab_test_batch)


@blueprint.get("/lab-tests/<uuid:lab_test_id>")
@blueprint.response(200, LabTestOut)
@allow(*READERS, scope="batch:read")
def get_lab_test(lab_test_id: uuid.UUID) -> dict[str, Any]:
    """One laboratory test of the caller's organisation."""
    with reading() as session:
        found = queries.get_own_lab_test(session, current_actor(), lab_test_id)
        return _shown(session, [found], lab_test_batch)[0]


def _answer(session: Session, page: Page[Inspection] | Page[LabTest], link: Table) -> dict[str, Any]:
    shown = Page(rows=_shown(session, page.rows, link), next=page.next)
    return answer_page(shown, lambda row: row)


def _shown(session: Session, rows: Sequence[Inspection | LabTest], link: Table) -> list[dict[str, Any]]:
    batch_ids = queries.batch_ids_of(session, link, [row.id for row in rows])
    wrong = queries.declared_wrong(session, [row.event_id for row in rows])
    return [
        {column.key: getattr(row, column.key) for column in row.__table__.columns}
        | {"batch_ids": batch_ids[row.id], "is_void": row.event_id in wrong}
        | ({"analytes": row.analytes} if isinstance(row, LabTest) else {})
        for row in rows
    ]
