"""Examples of what every resource may answer: a refusal, and what a dry run finds."""

from typing import Any

PROBLEM: dict[str, Any] = {
    "type": "/api/v1/docs/errors/harvest-in-future",
    "title": "Harvest in future",
    "status": 422,
    "detail": "Ngày thu hoạch 2026-10-26 còn ở tương lai: hôm nay là 2026-10-25.",
    "code": "harvest-in-future",
    "errors": [
        {
            "pointer": "/harvested_on",
            "code": "harvest-in-future",
            "detail": "Ngày thu hoạch 2026-10-26 còn ở tương lai: hôm nay là 2026-10-25.",
        }
    ],
    "request_id": "01a2b3c4-0000-7000-8000-000000000001",
}

EXAMPLES: dict[str, Any] = {
    "DryRunOut": {"valid": True, "warnings": [], "holds": [], "refused": []},
    "ProblemOut": PROBLEM,
}
