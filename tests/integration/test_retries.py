"""Retries that meet each other, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.idempotency import KeyedRequest, answer_once
from app.refusals import IdempotencyInProgress
from batches.harvest.model import Batch
from tests.builders import Cooperative, make_actor, make_cooperative, make_organisation, make_token
from tests.conftest import NOW, Writing

KEY = {"Idempotency-Key": "one and the same"}


def harvest(cooperative: Cooperative) -> dict[str, Any]:
    return {
        "plot_id": str(cooperative.plot.id),
        "product_id": str(cooperative.product.id),
        "harvested_on": "2026-10-20",
        "net_weight_kg": "1250.5",
    }


def test_requests_that_meet_have_one_effect(app: Flask, writing: Writing) -> None:
    """Eight at once with one key: one batch, one answer; who came too early is told when to come back."""
    with writing() as session:
        cooperative = make_cooperative(session)
        token = make_token(session, cooperative.organisation)
    headers = {"Authorization": f"Bearer {token}", **KEY}

    def post(_: int) -> tuple[int, bytes, str | None]:
        answer = app.test_client().post("/api/v1/batches", json=harvest(cooperative), headers=headers)
        return answer.status_code, answer.data, answer.headers.get("Retry-After")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(8)))

    done = {body for status, body, _ in answers if status == 201}
    early = {retry_after for status, _, retry_after in answers if status == 409}
    assert {status for status, _, _ in answers} <= {201, 409}
    assert len(done) == 1
    assert early <= {"1"}
    with writing() as session:
        assert session.scalar(select(func.count()).select_from(Batch)) == 1


def test_a_key_in_use_is_told_on_postgresql(app: Flask, writing: Writing) -> None:
    """While the first request is being answered the second does not wait. On SQLite the write lock makes it wait."""
    with writing() as session:
        if session.get_bind().dialect.name == "sqlite":
            pytest.skip("writers of SQLite stand in one queue")
        asked = KeyedRequest(
            actor=make_actor(make_organisation(session)),
            method="POST",
            path="/x",
            key="k",
            content=[],
            secret=bytes(32),
        )

    def answer() -> Any:
        with (
            app.app_context(),
            db.get_engine().connect() as connection,
            db.sessionmaker(bind=connection) as other,
            pytest.raises(IdempotencyInProgress),
        ):
            answer_once(other, asked, app.response_class, now=NOW)
        return app.response_class("done", 201)

    with writing() as session, app.test_request_context():
        assert answer_once(session, asked, answer, now=NOW).status_code == 201


def test_changes_that_meet_do_not_undo_each_other(app: Flask, writing: Writing) -> None:
    """Eight PATCHes of what all have read: one is done, the others are told that it changed meanwhile."""
    with writing() as session:
        organisation = make_organisation(session)
        headers = {"Authorization": f"Bearer {make_token(session, organisation)}"}
        path = f"/api/v1/organisations/{organisation.id}"
    read = app.test_client().get(path, headers=headers).headers["ETag"]

    def patch(number: int) -> int:
        return (
            app.test_client()
            .patch(path, json={"name": f"HTX {number}"}, headers={**headers, "If-Match": read})
            .status_code
        )

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(patch, range(8)))

    assert statuses == [200] + 7 * [412]
