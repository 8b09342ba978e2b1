"""A batch that is printed by whoever is the manager."""

from typing import Any

import pytest

from tests.web.callers import Caller

RUNS = "/api/v1/print-runs"
QUANTITY = 30


@pytest.fixture
def batch(manager: Caller, harvest: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = manager.post("/api/v1/batches", json=harvest).get_json()
    return found


def print_run(manager: Caller, batch: dict[str, Any], **but: Any) -> dict[str, Any]:
    answer = manager.post(RUNS, json={"batch_id": batch["id"], "quantity": QUANTITY, **but})
    assert answer.status_code == 201, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found
