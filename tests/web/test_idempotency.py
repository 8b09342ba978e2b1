"""Retries: a request with a key has its effect once and its answer each time."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select, update

from app.idempotency import KeptAnswer, takes_old_away
from batches.harvest.model import Batch
from tests.builders import Cooperative, make_cooperative, make_token, make_user
from tests.conftest import NOW, Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"
KEY = {"Idempotency-Key": "7d1f2a52-6c1d-4a0c-9f40-1f2f0f7c2b11"}


@pytest.fixture
def count(writing: Writing) -> Callable[[type[Batch | KeptAnswer]], int]:
    def counted(kind: type[Batch | KeptAnswer]) -> int:
        with writing() as session:
            return session.scalar(select(func.count()).select_from(kind)) or 0

    return counted


def test_a_retry_gets_the_same_bytes_and_has_no_effect(
    manager: Caller, harvest: dict[str, Any], count: Callable[..., int]
) -> None:
    """Status, body, type and Location are those of the first answer, and a header tells that it is one."""
    first = manager.post(BATCHES, json=harvest, headers=KEY)
    again = [manager.post(BATCHES, json=harvest, headers=KEY) for _ in range(3)]

    assert "Idempotency-Replayed" not in first.headers
    for answer in again:
        assert (answer.status_code, answer.data) == (201, first.data)
        assert answer.headers["Location"] == first.headers["Location"]
        assert answer.content_type == first.content_type
        assert answer.headers["Idempotency-Replayed"] == "true"
    assert count(Batch) == 1


def test_without_a_key_each_request_stands_for_itself(
    manager: Caller, harvest: dict[str, Any], count: Callable[..., int]
) -> None:
    """Two equal harvests of a day are two batches, unless the caller says that one is a retry."""
    for _ in range(2):
        assert manager.post(BATCHES, json=harvest).status_code == 201

    assert (count(Batch), count(KeptAnswer)) == (2, 0)


def test_the_order_of_keys_and_spaces_make_no_other_request(manager: Caller, harvest: dict[str, Any]) -> None:
    """A client that writes its JSON anew means the same."""
    first = manager.post(BATCHES, json=harvest, headers=KEY)
    turned = dict(reversed(harvest.items()))

    assert manager.post(BATCHES, json=turned, headers=KEY).data == first.data


@pytest.mark.parametrize("change", [{"fruit_count": 403}, {"cut_no": None}, {"net_weight_kg": "1250.50"}])
def test_a_key_with_another_body_is_refused(
    manager: Caller, harvest: dict[str, Any], change: dict[str, Any], count: Callable[..., int]
) -> None:
    """A mistaken client learns of it; nothing is recorded."""
    manager.post(BATCHES, json=harvest, headers=KEY)

    answer = manager.post(BATCHES, json=harvest | change, headers=KEY)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "idempotency-key-reused")
    assert count(Batch) == 1


def test_a_key_belongs_to_its_caller_and_its_path(
    manager: Caller, harvest: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """Another token and another path use the same key for something else, and never see the first answer."""
    batch = manager.post(BATCHES, json=harvest, headers=KEY).get_json()
    with writing() as session:
        colleague = Caller(manager.client, make_token(session, cooperative.organisation))
        stranger = Caller(
            manager.client, make_token(session, make_cooperative(session, gtin=None).organisation)
        )

    other = colleague.post(BATCHES, json=harvest, headers=KEY)
    foreign = stranger.post(BATCHES, json=harvest, headers=KEY)
    run = manager.post("/api/v1/print-runs", json={"batch_id": batch["id"], "quantity": 1}, headers=KEY)

    assert (other.status_code, foreign.status_code, run.status_code) == (201, 404, 201)
    assert other.get_json()["id"] != batch["id"]


def test_a_refusal_is_not_kept(manager: Caller, harvest: dict[str, Any], count: Callable[..., int]) -> None:
    """A refused request had no effect: mended, it goes through with its key."""
    refused = manager.post(BATCHES, json=harvest | {"harvested_on": "2026-10-26"}, headers=KEY)

    assert (refused.status_code, count(KeptAnswer)) == (422, 0)
    assert manager.post(BATCHES, json=harvest, headers=KEY).status_code == 201


def test_a_failure_is_neither_kept_nor_half_done(
    manager: Caller, harvest: dict[str, Any], count: Callable[..., int], app: Flask, writing: Writing
) -> None:
    """What breaks after the record was made takes it away again, and the key is free."""

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO kept_answer"):
            raise RuntimeError("the disk is on fire")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        assert manager.post(BATCHES, json=harvest, headers=KEY).status_code == 500
    finally:
        event.remove(Engine, "before_cursor_execute", fail)

    assert (count(Batch), count(KeptAnswer)) == (0, 0)
    assert manager.post(BATCHES, json=harvest, headers=KEY).status_code == 201


def test_who_may_not_call_gets_no_replay(
    manager: Caller, harvest: dict[str, Any], writing: Writing, app: Flask
) -> None:
    """The token is asked first: a revoked one reads nothing of what it was answered once."""
    from app.accounts.service import revoke_token

    manager.post(BATCHES, json=harvest, headers=KEY)
    with writing() as session:
        revoke_token(session, manager.token, now=NOW)

    assert manager.post(BATCHES, json=harvest, headers=KEY).status_code == 401


@pytest.mark.parametrize("key", ["", "k" * 256, "khóa", "a\tb", "a\x7f"])
def test_a_key_must_be_plain(
    manager: Caller, harvest: dict[str, Any], key: str, count: Callable[..., int]
) -> None:
    """1 to 255 printable ASCII characters; else nothing happens."""
    answer = manager.post(BATCHES, json=harvest, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.get_json()["code"]) == (400, "idempotency-key-invalid")
    assert count(Batch) == 0


def test_the_older_name_of_the_header_counts(manager: Caller, harvest: dict[str, Any]) -> None:
    """X-Idempotency-Key is the same key."""
    first = manager.post(BATCHES, json=harvest, headers=KEY)
    again = manager.post(BATCHES, json=harvest, headers={f"X-{name}": key for name, key in KEY.items()})

    assert again.data == first.data


def test_answers_are_forgotten_after_thirty_days(
    manager: Caller, harvest: dict[str, Any], writing: Writing, count: Callable[..., int]
) -> None:
    """A new one of which one in 32 is takes old ones away, and none that is younger."""
    for number in range(3):
        manager.post(BATCHES, json=harvest, headers={"Idempotency-Key": f"old {number}"})
    with writing() as session:
        for place, kept in enumerate(session.scalars(select(KeptAnswer))):
            kept.created_at = NOW - timedelta(days=30, seconds=0 if place == 0 else 1)

    new = 0
    while count(KeptAnswer) == 3 + new:
        assert new < 1000
        manager.post(BATCHES, json=harvest, headers={"Idempotency-Key": f"new {new}"})
        new += 1

    assert count(KeptAnswer) == 3 + new - 2
    assert _oldest(writing) == NOW - timedelta(days=30)


def test_one_scope_in_thirty_two_takes_old_answers_away() -> None:
    """Scopes are hashes: so the table follows its traffic."""
    scopes = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(32_000)]

    assert 900 < sum(map(takes_old_away, scopes)) < 1100


@pytest.mark.parametrize("path", ["tokens", "invitations"])
def test_a_secret_that_is_shown_once_is_not_kept_in_clear(
    manager: Caller, writing: Writing, cooperative: Cooperative, path: str
) -> None:
    """A copy of the database holds no token and no invitation, and who asked still gets theirs again."""
    with writing() as session:
        user_id = str(make_user(session, cooperative.organisation).id)
    token = {"name": "x", "role": "viewer", "scopes": ["batch:read"]}
    body = token if path == "tokens" else {"user_id": user_id}

    first = manager.post(f"/api/v1/{path}", json=body, headers=KEY)
    again = manager.post(f"/api/v1/{path}", json=body, headers=KEY)

    assert (again.status_code, again.data) == (201, first.data)
    with writing() as session:
        [kept] = session.scalars(select(KeptAnswer)).all()
    assert first.data not in kept.body
    assert first.get_json().get("token", "/I/").encode() not in kept.body


def test_a_kept_answer_opens_by_its_key_and_our_secret_alone(
    manager: Caller, harvest: dict[str, Any], count: Callable[..., int], app: Flask
) -> None:
    """With another secret of the service the effect is not repeated; the caller is told to look for it."""
    manager.post(BATCHES, json=harvest, headers=KEY)
    secret, app.secret_key = app.secret_key, "another one"
    unread = manager.post(BATCHES, json=harvest, headers=KEY)
    app.secret_key = secret

    assert (unread.status_code, unread.get_json()["code"]) == (409, "kept-answer-unreadable")
    assert count(Batch) == 1
    assert manager.post(BATCHES, json=harvest, headers=KEY).headers["Idempotency-Replayed"] == "true"


def test_an_answer_that_was_kept_in_clear_once_is_not_repeated(
    manager: Caller, harvest: dict[str, Any], writing: Writing, count: Callable[..., int]
) -> None:
    """An update emptied it: its key still stops a second effect."""
    manager.post(BATCHES, json=harvest, headers=KEY)
    with writing() as session:
        session.execute(update(KeptAnswer).values(body=b""))

    assert manager.post(BATCHES, json=harvest, headers=KEY).get_json()["code"] == "kept-answer-unreadable"
    assert count(Batch) == 1


def _oldest(writing: Writing) -> datetime:
    with writing() as session:
        found: datetime | None = session.scalar(select(func.min(KeptAnswer.created_at)))
        assert found is not None
        return found


def test_a_dry_run_is_not_kept(manager: Caller, harvest: dict[str, Any], count: Callable[..., int]) -> None:
    """It has no effect, so the key is still free for the real request."""
    assert manager.post(f"{BATCHES}?validate_only=true", json=harvest, headers=KEY).status_code == 200
    assert count(KeptAnswer) == 0

    answer = manager.post(BATCHES, json=harvest, headers=KEY)

    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer.headers
