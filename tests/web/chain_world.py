"""Three organisations along a chain: a grower with a weighed batch, a packing company, an exporter."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.service import create_token
from app.policy import SCOPES
from batches.base import Base
from batches.harvest.model import Batch
from tests.builders import GTIN, Cooperative, make_cooperative, make_trail, make_user
from tests.builders_chain import make_weighed
from tests.conftest import Writing
from tests.web.callers import Caller

API = "/api/v1"


@dataclass(frozen=True)
class Party:
    """An organisation with two managers; `other` is the second one."""

    cooperative: Cooperative
    manager: Caller
    other: Caller

    @property
    def code(self) -> str:
        return self.cooperative.organisation.short_code

    def get(self, path: str) -> TestResponse:
        return self.manager.get(f"{API}{path}")

    def read(self, path: str) -> dict[str, Any]:
        answer = self.get(path)
        assert answer.status_code == 200, answer.get_json()
        found: dict[str, Any] = answer.get_json()
        return found

    def post(self, path: str, body: dict[str, Any]) -> TestResponse:
        return self.manager.post(f"{API}{path}", json=body)

    def made(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.post(path, body)
        assert answer.status_code == 201, answer.get_json()
        found: dict[str, Any] = answer.get_json()
        return found

    def pack(self, inputs: Sequence[tuple[str, str]], **but: Any) -> dict[str, Any]:
        """The body of a packing: all of it, today, nothing lost."""
        total = sum((Decimal(weight) for _, weight in inputs), Decimal(0))
        usual = {
            "inputs": lines(inputs),
            "product_id": str(self.cooperative.product.id),
            "packed_on": "2026-10-25",
            "net_weight_kg": f"{total:f}",
        }
        return {**usual, **but}

    def packed(self, inputs: Sequence[tuple[str, str]], **but: Any) -> str:
        """The id of the batch that a packing makes."""
        found: str = self.made("/packings", self.pack(inputs, **but))["batch"]["id"]
        return found

    def ship(self, moved: Sequence[tuple[str, str]], **but: Any) -> dict[str, Any]:
        usual = {"kind": "ship", "lines": lines(moved), "moved_at": "2026-10-24T08:00:00Z"}
        return {**usual, **but}


def lines(moved: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"batch_id": batch_id, "net_weight_kg": weight} for batch_id, weight in moved]


@dataclass(frozen=True)
class Chain:
    """The three, and the grower's batch of 100 kg."""

    grower: Party
    packer: Party
    exporter: Party
    batch: str
    writing: Writing = field(repr=False)

    def harvest(self, weight: str = "100", *, of: Party | None = None, **but: Any) -> str:
        """The id of one more harvest, the grower's or of another party."""
        with self.writing() as session:
            return str(make_weighed(session, (of or self.grower).cooperative, weight, **but).id)

    def hand_over(self, sender: Party, receiver: Party, moved: Sequence[tuple[str, str]]) -> str:
        """Shipped, accepted and received as it was sent; the id of the receipt."""
        shipment = sender.made("/movements", sender.ship(moved, to_organisation=receiver.code))
        receiver.made(f"/movements/{shipment['id']}/answer", {"answer": "accepted"})
        found: str = receiver.made("/movements", receipt(shipment["id"], moved))["id"]
        return found

    def counted(self) -> dict[str, int]:
        """How many rows each table has, but those that the edge keeps of requests."""
        with self.writing() as session:
            return {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in Base.metadata.tables.items()
                if name not in ("kept_answer", "api_token")
            }

    def lot_of(self, batch_id: str) -> str:
        with self.writing() as session:
            return session.get_one(Batch, uuid.UUID(batch_id)).lot


def receipt(shipment_id: str, moved: Sequence[tuple[str, str]], **but: Any) -> dict[str, Any]:
    usual = {
        "kind": "receive",
        "shipment_id": shipment_id,
        "lines": lines(moved),
        "moved_at": "2026-10-25T01:00:00Z",
    }
    return {**usual, **but}


def refused(answer: TestResponse) -> tuple[int, str]:
    """Status and code."""
    return answer.status_code, answer.get_json()["code"]


@pytest.fixture
def chain(client: FlaskClient, writing: Writing) -> Chain:
    return build_chain(client, writing)


def build_chain(client: FlaskClient, writing: Writing) -> Chain:
    with writing() as session:
        grower, packer, exporter = (_party(session, client, gtin=gtin) for gtin in (GTIN, None, None))
        batch = str(make_weighed(session, grower.cooperative).id)
    return Chain(grower, packer, exporter, batch, writing)


def send(chain: Chain, weight: str = "100", **but: Any) -> dict[str, Any]:
    """The grower's batch on its way to the packer."""
    body = chain.grower.ship([(chain.batch, weight)], to_organisation=chain.packer.code)
    return chain.grower.made("/movements", body | but)


def answer(chain: Chain, shipment: dict[str, Any], how: str = "accepted", **but: Any) -> Any:
    who = chain.grower if how == "void" else chain.packer
    return who.post(f"/movements/{shipment['id']}/answer", {"answer": how, **but})


def _party(session: Session, client: FlaskClient, *, gtin: str | None) -> Party:
    cooperative = make_cooperative(session, gtin=gtin)
    managers = [
        create_token(
            session,
            make_trail(),
            organisation_id=cooperative.organisation.id,
            name="thử",
            role="manager",
            scopes=SCOPES,
            expires_at=None,
            created_by=make_user(session, cooperative.organisation).id,
        )[1]
        for _ in range(2)
    ]
    return Party(cooperative, *(Caller(client, token) for token in managers))
