"""`/problem-reports`: what people reported from the public pages, read and answered by whom it concerns."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.problem_reports import ProblemReportChange, ProblemReportOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.problem_reports.model import ProblemReport
from batches.problem_reports.rules import show_case_number
from batches.problem_reports.service import answer_report, get_own_report, list_own_reports, remove_report

blueprint = Blueprint("problem-reports", __name__, description="Problems reported from the public pages")

PATH = "/problem-reports/<uuid:report_id>"


@blueprint.get("/problem-reports")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(ProblemReportOut))
@allow("manager", "operator", scope="report:answer")
def list_problem_reports(query: dict[str, Any]) -> dict[str, Any]:
    """The reports about the own labels and lots, the newest first; the operator's are of codes that are nobody's."""
    with reading() as session:
        return answer_page(list_own_reports(session, current_actor(), wanted(query)), _shown)


@blueprint.get(PATH)
@blueprint.response(200, ProblemReportOut)
@allow("manager", "operator", scope="report:answer")
def get_problem_report(report_id: uuid.UUID) -> dict[str, Any]:
    """One report."""
    with reading() as session:
        return _shown(get_own_report(session, current_actor(), report_id))


@blueprint.patch(PATH)
@blueprint.arguments(ProblemReportChange)
@blueprint.response(200, ProblemReportOut)
@allow("manager", "operator", scope="report:answer")
def patch_problem_report(data: dict[str, Any], report_id: uuid.UUID) -> dict[str, Any]:
    """Answer a report: whoever has its case number reads the answer, and nobody else."""
    with transaction() as session:
        return _shown(answer_report(session, current_actor(), report_id, **data, now=clock.now()))


@blueprint.delete(PATH)
@blueprint.response(204)
@allow("manager", "operator", scope="report:answer")
def delete_problem_report(report_id: uuid.UUID) -> None:
    """Take a report away, with the contact in it: as whoever sent it may ask; all go a year after they came."""
    with transaction() as session:
        remove_report(session, current_actor(), report_id)


def _shown(report: ProblemReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "case_number": show_case_number(report.case_number),
        "kind": report.kind,
        "code": report.code,
        "lot": report.lot,
        "text": report.text,
        "contact": report.contact,
        "state": report.state,
        "answer": report.answer,
        "answered_at": report.answered_at,
        "created_at": report.created_at,
        "updated_at": report.updated_at,
        "links": {
            "self_": f"/api/v1/problem-reports/{report.id}",
            "page": f"/report/{report.case_number}",
        },
    }
