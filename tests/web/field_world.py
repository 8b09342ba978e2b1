"""A field as frauds and slips find it: a cooperative with plots, codes and a spraying, a neighbour, and people."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.accounts.service import create_token
from app.policy import SCOPES
from tests.builders import Cooperative, make_cooperative, make_product, make_trail, make_user
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.farmers import Farmer, log_in_farmer

API = "/api/v1"


@dataclass(frozen=True)
class World:
    """A cooperative with plots, codes and a spraying; a neighbour; and people.

    Attributes:
        ids: of its things, by a short name.
        theirs: of the neighbour's things.
    """

    manager: Caller
    other_manager: Caller
    farmer: Farmer
    ids: dict[str, str]
    theirs: dict[str, str]

    def post(self, path: str, body: dict[str, Any]) -> TestResponse:
        return self.manager.post(f"{API}{path}", json=body)

    def made(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.post(path, body)
        assert answer.status_code == 201, answer.get_json()
        found: dict[str, Any] = answer.get_json()
        return found

    def harvest(self, **but: Any) -> dict[str, Any]:
        """A good harvest of plot A on 24 October, but for what is wrong with it."""
        usual = {
            "plot_id": self.ids["plot"],
            "product_id": self.ids["product"],
            "harvested_on": "2026-10-24",
            "net_weight_kg": "500",
            "weight_kind": "weighed",
        }
        return {**usual, **but}


@pytest.fixture
def world(app: Flask, client: FlaskClient, writing: Writing) -> World:
    with writing() as session:
        ours, neighbour = make_cooperative(session), make_cooperative(session, gtin=None)
        theirs = {
            "plot": str(neighbour.plot.id),
            "product": str(neighbour.product.id),
            "code": str(neighbour.area_code.id),
            "code text": neighbour.area_code.code,
            "image": str(neighbour.product.image_id),
        }
        monthong = make_product(session, ours.actor, gtin=None, variety="Monthong")
        managers = [Caller(client, _token_of_their_own(session, ours)) for _ in range(2)]
        ids = {"plot": str(ours.plot.id), "product": str(ours.product.id), "code": str(ours.area_code.id)}
    built = World(managers[0], managers[1], log_in_farmer(app, writing, ours, "H-01"), ids, theirs)
    ids["monthong"] = str(monthong.id)
    ids["member"] = built.made("/members", {"household_code": "H-01", "name": "Hộ Thử Một"})["id"]
    other = {"code": "B-01", "variety": "Ri6", "area_ha": "1.2", "commune_code": "30244"}
    ids["other plot"] = built.made("/plots", other)["id"]
    ids["quota"] = _code(built, "VN-DTOR-8801", quota_kg="1000")
    ids["suspended"] = _code(built, "VN-DTOR-8802", status="suspended")
    ids["revoked"] = _code(built, "VN-DTOR-8803", status="revoked")
    ids["expired"] = _code(built, "VN-DTOR-8804", valid_to="2026-10-23")
    ids["uncovering"] = _code(built, "VN-DTOR-8805", plots=("other plot",))
    spraying = {"plot_ids": [ids["plot"]], "kind": "pesticide", "performed_on": "2026-10-10"}
    ids["spraying"] = built.made(
        "/diary-entries", spraying | {"product_name": "Thuốc Mẫu A", "pre_harvest_interval_days": 14}
    )["id"]
    return built


def _token_of_their_own(session: Session, cooperative: Cooperative) -> str:
    """A token that a manager made: what it does, that person does."""
    return create_token(
        session,
        make_trail(),
        organisation_id=cooperative.organisation.id,
        name="thử",
        role="manager",
        scopes=SCOPES,
        expires_at=None,
        created_by=make_user(session, cooperative.organisation).id,
    )[1]


def _code(
    world: World,
    code: str,
    *,
    plots: tuple[str, ...] = ("plot",),
    valid_to: str = "2026-12-31",
    status: str | None = None,
    quota_kg: str | None = None,
) -> str:
    days = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    body = {
        "code": code,
        "market": "CN",
        "valid_from": "2026-01-01",
        "valid_to": valid_to,
        "plot_ids": [world.ids[name] for name in plots],
        "seasons": [{"name": "2026", **days, "quota_kg": quota_kg}] if quota_kg else [],
    }
    made = world.made("/growing-area-codes", body)
    if status:
        change = {"status": status, "from_on": "2026-10-20", "reason": "Thử"}
        world.made(f"/growing-area-codes/{made['id']}/statuses", change)
    found: str = made["id"]
    return found


def spraying(world: World, **but: Any) -> dict[str, Any]:
    """A spraying of plot A four days before the harvest, with an interval of seven."""
    usual = {
        "plot_ids": [world.ids["plot"]],
        "kind": "pesticide",
        "performed_on": "2026-10-20",
        "product_name": "Thuốc Mẫu B",
        "pre_harvest_interval_days": 7,
    }
    return {name: value for name, value in {**usual, **but}.items() if value is not None}
