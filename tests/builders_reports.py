"""Makes reported problems."""

from typing import Any

from sqlalchemy.orm import Session

from app.randomness import draw_crockford
from batches.problem_reports.model import ProblemReport
from batches.problem_reports.service import Sent, report_problem
from tests.builders import Cooperative
from tests.conftest import NOW


def make_sent(**but: Any) -> Sent:
    given = {
        "form_id": draw_crockford(16),
        "organisation_id": None,
        "code": None,
        "lot": None,
        "kind": "label",
        "text": "Tem dán chồng lên một tem khác",
        "contact": "",
    }
    return Sent(**{**given, **but})


def make_problem_report(session: Session, cooperative: Cooperative, **but: Any) -> ProblemReport:
    sent = make_sent(organisation_id=cooperative.organisation.id, **but)
    return report_problem(session, sent, draw=draw_crockford, now=NOW)
