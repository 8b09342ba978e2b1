"""Lists: page by page, each row once, only what is new, and nothing of others."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import Cooperative, make_batch, make_cooperative, make_product, make_token
from tests.conftest import Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"
RUNS = "/api/v1/print-runs"


def walk(manager: Caller, path: str) -> list[str]:
    """The ids of a whole list."""
    found: list[str] = []
    following: str | None = path
    while following:
        page = manager.get(following).get_json()
        found += [item["id"] for item in page["items"]]
        following = page["next"]
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(sizes=st.lists(st.integers(0, 3), min_size=1, max_size=8), limit=st.integers(1, 4))
def test_a_walk_shows_each_row_once_while_rows_are_added(
    client: FlaskClient, writing: Writing, sizes: list[int], limit: int
) -> None:
    """Whatever the page size and whenever rows come: none that was there is lost, none is shown twice."""
    with writing() as session:
        cooperative = make_cooperative(session, gtin=None)
        caller = Caller(client, make_token(session, cooperative.organisation))

    def add(count: int) -> set[str]:
        with writing() as session:
            return {str(make_batch(session, cooperative).id) for _ in range(count)}

    arriving = iter(sizes)
    before = add(6 + next(arriving))
    shown: list[str] = []
    following: str | None = f"{BATCHES}?limit={limit}"
    while following:
        page = caller.get(following).get_json()
        shown += [item["id"] for item in page["items"]]
        following = page["next"]
        add(next(arriving, 0))

    assert len(shown) == len(set(shown))
    assert before <= set(shown)
    assert shown == sorted(shown, reverse=True)


def test_the_next_page_is_asked_as_the_first_was(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """`next` repeats the limit and `updated_since`, and is null on the last page, also when that is full."""
    with writing() as session:
        for _ in range(4):
            make_batch(session, cooperative)

    first = manager.get(f"{BATCHES}?limit=2&updated_since=2026-10-25T10:00:00%2B07:00").get_json()
    last = manager.get(first["next"]).get_json()

    assert [len(page["items"]) for page in (first, last)] == [2, 2]
    assert last["next"] is None


@pytest.mark.parametrize(
    ("since", "found"), [("2026-10-25T03:00:00Z", 1), ("2026-10-25T03:00:00.000001Z", 0)]
)
def test_a_sync_asks_only_for_what_is_new(
    manager: Caller, writing: Writing, cooperative: Cooperative, since: str, found: int
) -> None:
    """From the instant on, that instant included."""
    with writing() as session:
        make_batch(session, cooperative)

    assert len(manager.get(f"{BATCHES}?updated_since={since}").get_json()["items"]) == found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "out-of-range"),
        ("limit=201", "out-of-range"),
        ("limit=ten", "not-whole"),
        ("limit=1&limit=2", "repeated-parameter"),
        ("cursor=", "wrong-length"),
        ("updated_since=2026-10-25", "not-an-instant"),
        ("updated_since=2026-10-25T03:00:00", "not-an-instant"),
        ("updated_since=2026-10-25T25:00:00Z", "not-an-instant"),
        ("updated_since=0001-01-01T00:00:00%2B07:00", "not-an-instant"),
        ("offset=3", "unknown-field"),
    ],
)
def test_a_list_refuses_what_it_cannot_give(manager: Caller, query: str, code: str) -> None:
    """Above 200 rows, a page by number and a time without its zone are told, not guessed."""
    answer = manager.get(f"{BATCHES}?{query}")

    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["code"] == code


def test_a_broken_cursor_is_refused(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """Any changed character, another list's cursor, and text that never was one."""
    with writing() as session:
        for _ in range(2):
            make_batch(session, cooperative)
    following = manager.get(f"{BATCHES}?limit=1").get_json()["next"]
    path, _, cursor = following.rpartition("=")
    broken = [
        f"{cursor[:place]}{'A' if cursor[place] != 'A' else 'B'}{cursor[place + 1 :]}"
        for place in range(len(cursor) - 1)  # the last one carries bits that base64 does not use
    ]

    for address in [*(f"{path}={text}" for text in [*broken, "x", "%00", "%ff"]), f"{RUNS}?cursor={cursor}"]:
        answer = manager.get(address)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "cursor-invalid"), address


def test_a_list_shows_nothing_of_others(manager: Caller, writing: Writing) -> None:
    """Another cooperative's batches and runs are in no list."""
    with writing() as session:
        make_batch(session, make_cooperative(session, gtin=None))

    assert walk(manager, BATCHES) == []
    assert walk(manager, RUNS) == []


def test_a_view_s_transaction_is_the_request_s(
    manager: Caller, writing: Writing, cooperative: Cooperative, harvest: dict[str, Any]
) -> None:
    """Three pages of a list and a batch without a picture, in the order of their making."""
    with writing() as session:
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)
    for _ in range(3):
        manager.post(BATCHES, json=harvest | {"product_id": str(bare.id)})

    found = manager.get(f"{BATCHES}?limit=2").get_json()["items"]

    assert [item["status"] for item in found] == ["registered"] * 2
    assert found[0]["warnings"] == found[0]["holds"] == []
