"""Many harvests in one request."""

from typing import Any

import pytest
from sqlalchemy import func, select

from batches.events.model import Event
from batches.harvest.model import Batch
from tests.conftest import Writing
from tests.web.callers import Caller

BULK = "/api/v1/batches:bulk"
KEY = {"Idempotency-Key": "a morning's harvest"}


@pytest.fixture
def mixed(harvest: dict[str, Any]) -> list[dict[str, Any]]:
    """A good item, one of tomorrow, one without a weight, and a good one."""
    lacking = {name: value for name, value in harvest.items() if name != "net_weight_kg"}
    return [harvest, harvest | {"harvested_on": "2026-10-26"}, lacking, harvest | {"fruit_count": None}]


def rows(writing: Writing) -> tuple[int, int]:
    with writing() as session:
        return (
            session.scalar(select(func.count()).select_from(Batch)) or 0,
            session.scalar(select(func.count()).select_from(Event)) or 0,
        )


def test_each_item_stands_for_itself(manager: Caller, writing: Writing, mixed: list[dict[str, Any]]) -> None:
    """The good ones are batches as they would have been alone; a wrong one has its problem and leaves nothing."""
    answer = manager.post(BULK, json={"items": mixed})

    items = answer.get_json()["items"]
    assert answer.status_code == 200
    assert [item["index"] for item in items] == [0, 1, 2, 3]
    assert [item["status"] for item in items] == [201, 422, 422, 201]
    assert items[1]["problem"]["code"] == "harvest-in-future"
    assert items[2]["problem"]["errors"][0]["pointer"] == "/net_weight_kg"
    for item in (items[0], items[3]):
        assert manager.get(item["batch"]["links"]["self"]).get_json() == item["batch"]
    assert rows(writing) == (2, 2)


def test_all_or_nothing_records_nothing_and_says_which(
    manager: Caller, writing: Writing, mixed: list[dict[str, Any]]
) -> None:
    """Every wrong item is named by its pointer, in one answer."""
    answer = manager.post(BULK, json={"items": mixed, "all_or_nothing": True}, headers=KEY)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "bulk-item-refused")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [
        ("/items/1/harvested_on", "harvest-in-future"),
        ("/items/2/net_weight_kg", "missing-field"),
    ]
    assert rows(writing) == (0, 0)


def test_all_good_items_are_recorded_together(
    manager: Caller, writing: Writing, harvest: dict[str, Any]
) -> None:
    """Two hundred at once, each with a lot of its own."""
    answer = manager.post(BULK, json={"items": [harvest] * 200, "all_or_nothing": True})

    lots = {item["batch"]["lot"] for item in answer.get_json()["items"]}
    assert len(lots) == 200
    assert rows(writing) == (200, 200)


def test_a_retry_of_many_has_no_effect(
    manager: Caller, writing: Writing, mixed: list[dict[str, Any]]
) -> None:
    """What was refused and what was done is answered again, byte for byte."""
    first, again = (manager.post(BULK, json={"items": mixed}, headers=KEY) for _ in range(2))

    assert again.data == first.data
    assert again.headers["Idempotency-Replayed"] == "true"
    assert rows(writing) == (2, 2)


def test_a_dry_run_names_the_items_that_would_be_refused(
    manager: Caller, writing: Writing, mixed: list[dict[str, Any]]
) -> None:
    """It is not valid as a whole, and no batch is made."""
    found = manager.post(f"{BULK}?validate_only=true", json={"items": mixed}).get_json()

    assert found["valid"] is False
    assert [item["index"] for item in found["refused"]] == [1, 2]
    assert found["refused"][0]["problem"]["code"] == "harvest-in-future"
    assert rows(writing) == (0, 0)


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/items", "missing-field"),
        ({"items": {}}, "/items", "not-a-list"),
        ({"items": []}, "/items", "wrong-count"),
        ({"items": [{}] * 201}, "/items", "wrong-count"),
        ({"items": [{}, 7]}, "/items/1", "not-an-object"),
        ({"items": [{}], "all_or_nothing": "yes"}, "/all_or_nothing", "not-yes-or-no"),
    ],
)
def test_what_is_no_list_of_items_is_refused(
    manager: Caller, body: dict[str, Any], pointer: str, code: str
) -> None:
    """1 to 200 objects."""
    answer = manager.post(BULK, json=body)

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.get_json()["errors"]] == [(pointer, code)]
