"""A list asks the database as often for many rows as for few."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.db import db
from tests.builders import Cooperative
from tests.web.conftest import Caller

LISTS = ["/api/v1/batches", "/api/v1/growing-area-codes", "/api/v1/certificates", "/api/v1/diary-entries"]


@pytest.fixture
def statements(app: Flask) -> list[str]:
    """What the database has been asked so far."""
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    return asked


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_asks_no_more_often(
    manager: Caller, harvest: dict[str, Any], cooperative: Cooperative, statements: list[str], path: str
) -> None:
    """Three rows of each list, then nine: the same number of statements."""
    counted = []
    for numbers in (range(1, 4), range(4, 10)):
        for number in numbers:
            _add_rows(manager, harvest, str(cooperative.plot.id), number)
        statements.clear()
        answer = manager.get(path, query_string={"limit": 200})
        assert len(answer.get_json()["items"]) >= numbers[-1]
        counted.append(len(statements))

    assert counted[0] == counted[1]


def _add_rows(manager: Caller, harvest: dict[str, Any], plot: str, number: int) -> None:
    """One of each list: a graded batch that is held, a code with a season and a status, a paper, a piece of work."""
    period = {"valid_from": "2026-01-01", "valid_to": "2026-12-31", "plot_ids": [plot]}
    season = {"name": "Vụ", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "quota_kg": "0.5"}
    code = {"code": f"VN-DTOR-{number:04}", "market": "CN", "seasons": [season], **period}
    under = manager.post(LISTS[1], json=code).get_json()
    graded = {
        "net_weight_kg": str(number),
        "grades": [{"grade": "A", "net_weight_kg": "1"}],
        "growing_area_code_id": under["id"],
    }
    answers = [
        manager.post(LISTS[0], json=harvest | graded),
        manager.post(under["links"]["statuses"], json={"status": "active", "from_on": "2026-01-01"}),
        manager.post(
            LISTS[2],
            json={"scheme": "vietgap", "number": f"VietGAP-{number:04}", "body": "Tổ chức Thử", **period},
        ),
        manager.post(
            LISTS[3],
            json={"plot_ids": [plot], "kind": "irrigation", "performed_on": "2026-10-01"},
        ),
    ]
    assert [answer.status_code for answer in answers] == [201] * 4
