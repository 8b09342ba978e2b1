"""Examples of what people report from the public pages."""

from typing import Any

REPORT = "01a2b3c4-0000-7000-8000-0000000000f1"
PATH_EXAMPLES = {"report_id": REPORT}

ANSWER = "Cảm ơn bạn. Chúng tôi đã hỏi sạp bán và gỡ các tem dán sai."
REPORTED: dict[str, Any] = {
    "id": REPORT,
    "case_number": "7K3Q-9XTM-2B4C",
    "kind": "label",
    "code": "7K3Q900012B4C8HJ",
    "lot": None,
    "text": "Tem dán chồng lên một tem khác.",
    "contact": None,
    "state": "answered",
    "answer": ANSWER,
    "answered_at": "2026-10-22T03:00:00Z",
    "created_at": "2026-10-21T09:30:00Z",
    "updated_at": "2026-10-22T03:00:00Z",
    "links": {"self": f"/api/v1/problem-reports/{REPORT}", "page": "/report/7K3Q9XTM2B4C"},
}
EXAMPLES: dict[str, Any] = {
    "ProblemReportChange": {"answer": ANSWER},
    "ProblemReportOut": REPORTED,
    "ProblemReportListOut": {"items": [REPORTED], "next": None},
}
