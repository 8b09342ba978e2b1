"""A list asks the database as often for many rows as for few."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.db import db
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_chain import (
    make_answer,
    make_inspection,
    make_lab_test,
    make_packed,
    make_recall,
    make_receipt,
    make_shipment,
    make_weighed,
)
from tests.conftest import Writing
from tests.web.callers import Caller

LISTS = ["/api/v1/batches", "/api/v1/growing-area-codes", "/api/v1/certificates", "/api/v1/diary-entries"]
OF_THE_CHAIN = ["packings", "movements", "inspections", "lab-tests", "recalls", "batches"]


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


@pytest.mark.parametrize("name", OF_THE_CHAIN)
def test_neither_do_those_of_the_chain(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, statements: list[str], name: str
) -> None:
    """Three of what the receiver of shipments has of each, then nine."""
    with writing() as session:
        packer = make_cooperative(session, gtin=None)
        caller = Caller(client, make_token(session, packer.organisation))
    path = f"/api/v1/{name}?limit=200{'&received=true' if name == 'batches' else ''}"
    caller.get(path)  # the first request of a token is noted
    counted = []
    for numbers in (range(3), range(6)):
        for _ in numbers:
            with writing() as session:
                _add_chain(session, cooperative, packer)
        statements.clear()
        assert len(caller.get(path).get_json()["items"]) >= len(numbers)
        counted.append(len(statements))

    assert counted[0] == counted[1]


def _add_chain(session: Session, grower: Cooperative, packer: Cooperative) -> None:
    """Cut, shipped, received with a loss, packed, inspected, tested, shipped on and recalled."""
    cut = make_weighed(session, grower)
    shipment = make_shipment(session, grower, packer, [(cut, "80")])
    make_answer(session, packer, shipment)
    make_receipt(session, packer, shipment, lines=[(cut.id, Decimal(60))])
    packed = make_packed(session, packer, [(cut, "60")])
    make_shipment(session, packer, None, [(packed, "10")])
    make_inspection(session, packer, [packed])
    make_lab_test(session, packer, [packed])
    make_recall(session, packer, [packed])
