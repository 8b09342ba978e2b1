"""A cooperative that prints labels: a manager and a packer with tokens of their own, and a batch of 100 fruits."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from batches.harvest.model import Batch
from tests.builders import Cooperative, make_batch, make_token, make_user
from tests.conftest import Writing
from tests.web.callers import Caller

RUNS = "/api/v1/print-runs"


@dataclass(frozen=True)
class Station:
    """Who prints, who decides, and what they print for."""

    cooperative: Cooperative
    packer: Caller
    manager: Caller
    batch: Batch

    def run(self, quantity: int = 40, **but: Any) -> dict[str, Any]:
        """A run that is made."""
        answer = self.ask_run(quantity, **but)
        assert answer.status_code == 201, answer.get_json()
        found: dict[str, Any] = answer.get_json()
        return found

    def ask_run(self, quantity: int = 40, **but: Any) -> TestResponse:
        return self.packer.post(RUNS, json={"batch_id": str(self.batch.id), "quantity": quantity, **but})

    def tell(self, run: dict[str, Any], what: str, **body: Any) -> TestResponse:
        """Something that became of its labels."""
        return self.packer.post(f"{run['links']['self']}/{what}", json=_from_to(body))


def _from_to(body: dict[str, Any]) -> dict[str, Any]:
    names = {"first": "from", "last": "to"}
    return {names.get(name, name): value for name, value in body.items()}


def make_station(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> Station:
    with writing() as session:
        batch = make_batch(session, cooperative, fruit_count=100)
        make_user(session, cooperative.organisation)  # a manager, who could decide what a token asked for
        return Station(
            cooperative=cooperative,
            packer=Caller(client, make_token(session, cooperative.organisation, role="packer")),
            manager=Caller(client, make_token(session, cooperative.organisation)),
            batch=batch,
        )


def at_another_time(app: Flask, now: Any) -> None:
    """Let the application's clock show another instant."""
    app.extensions["ronguon.clock"] = lambda: now


def code_of(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]
