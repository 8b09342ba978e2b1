"""A dry run: all checks, the true answer, and no row."""

from typing import Any

import pytest
from sqlalchemy import func, select

from batches.harvest.model import Batch
from labels.runs.model import PrintRun
from tests.conftest import Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"
RUNS = "/api/v1/print-runs"


def rows(writing: Writing, kind: type[Batch | PrintRun] = Batch) -> int:
    with writing() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_dry_run_says_that_it_would_be_done(
    manager: Caller, harvest: dict[str, Any], writing: Writing
) -> None:
    """All checks and no row, for a harvest as for its labels."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    checked = manager.post(f"{BATCHES}?validate_only=true", json=harvest)
    printed = manager.post(f"{RUNS}?validate_only=true", json={"batch_id": batch["id"], "quantity": 24})

    for answer in (checked, printed):
        assert answer.status_code == 200
        assert answer.get_json() == {"valid": True, "warnings": [], "holds": [], "refused": []}
        assert "Location" not in answer.headers
    assert (rows(writing), rows(writing, PrintRun)) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"harvested_on": "2026-10-26"},
        {"net_weight_kg": "0"},
        {"plot_id": "019aa000-0000-7000-8000-000000000000"},
    ],
)
def test_a_dry_run_refuses_as_the_real_request_does(
    manager: Caller, harvest: dict[str, Any], change: dict[str, Any]
) -> None:
    """The same status and the same problem, but for the request's id."""
    real = manager.post(BATCHES, json=harvest | change)
    dry = manager.post(f"{BATCHES}?validate_only=true", json=harvest | change)

    assert dry.status_code == real.status_code
    assert dry.get_json() | {"request_id": ""} == real.get_json() | {"request_id": ""}


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("validate_only=yes", "/validate_only", "not-yes-or-no"),
        ("validate_onyl=true", "/validate_onyl", "unknown-field"),
        ("validate_only=true&validate_only=false", "/validate_only", "repeated-parameter"),
        ("a/b~c=1", "/a~1b~0c", "unknown-field"),
    ],
)
def test_a_parameter_that_is_not_understood_has_no_effect(
    manager: Caller, harvest: dict[str, Any], writing: Writing, query: str, pointer: str, code: str
) -> None:
    """A misspelt dry run must not register a harvest."""
    answer = manager.post(f"{BATCHES}?{query}", json=harvest)

    assert answer.status_code == 422
    assert [(found["pointer"], found["code"]) for found in answer.get_json()["errors"]] == [(pointer, code)]
    assert rows(writing) == 0
