"""Frauds and slips that happened: each is recorded and held, for its own reason and no other."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.field_world import API, World, spraying
from tests.web.field_world import world as world


def _hold(world: World, **but: Any) -> list[str]:
    """The codes of the holds of a harvest."""
    batch = world.made("/batches", world.harvest(**but))
    assert batch["status"] == ("on_hold" if batch["holds"] else "published")
    assert not (batch["holds"] and batch["claims"])
    return [hold["code"] for hold in batch["holds"]]


def _sprayed_again(world: World) -> list[str]:
    world.made("/diary-entries", spraying(world))
    return _hold(world)


def _held_later(world: World, entry: dict[str, Any]) -> list[str]:
    batch = world.made("/batches", world.harvest())
    assert batch["holds"] == []
    world.made("/diary-entries", entry)
    now = world.manager.get(batch["links"]["self"]).get_json()
    return [hold["code"] for hold in now["holds"]]


def _suspended_later(world: World) -> list[str]:
    batch = world.made("/batches", world.harvest(growing_area_code_id=world.ids["quota"]))
    assert batch["holds"] == []
    change = {"status": "suspended", "from_on": "2026-10-24", "reason": "Kiểm tra"}
    world.made(f"/growing-area-codes/{world.ids['quota']}/statuses", change)
    now = world.manager.get(batch["links"]["self"]).get_json()
    return [hold["code"] for hold in now["holds"]]


def _in_parts(world: World) -> list[str]:
    for weight in ("400", "400.5", "199.5"):
        assert _hold(world, growing_area_code_id=world.ids["quota"], net_weight_kg=weight) == []
    return _hold(world, growing_area_code_id=world.ids["quota"], net_weight_kg="0.001")


def _weighed_over(world: World) -> list[str]:
    estimate = world.harvest(
        growing_area_code_id=world.ids["quota"], net_weight_kg="990", weight_kind="estimated"
    )
    batch = world.made("/batches", estimate)
    weighing = {"net_weight_kg": "1010", "weighed_on": "2026-10-24"}
    weighed = world.manager.post(batch["links"]["weighings"], json=weighing).get_json()
    return [hold["code"] for hold in weighed["holds"]]


def _over_the_yield(world: World, weight: str) -> list[str]:
    path = f"{API}/plots/{world.ids['plot']}"
    etag = world.manager.get(path).headers["ETag"]
    changed = world.manager.client.patch(
        path,
        json={"expected_yield_kg": "5000"},
        headers={"Authorization": f"Bearer {world.manager.token}", "If-Match": etag},
    )
    assert changed.status_code == 200, changed.get_json()
    return _hold(world, net_weight_kg=weight)


HELD: dict[str, tuple[str, Callable[[World], list[str]]]] = {
    "cut the day before the interval ends": (
        "pre-harvest-interval",
        lambda world: _hold(world, harvested_on="2026-10-23"),
    ),
    "cut the day after spraying": (
        "pre-harvest-interval",
        lambda world: _hold(world, harvested_on="2026-10-11"),
    ),
    "sprayed again and cut": ("pre-harvest-interval", _sprayed_again),
    "the spraying written after the harvest": (
        "pre-harvest-interval",
        lambda world: _held_later(world, spraying(world)),
    ),
    "the spraying moved closer by a correction": (
        "pre-harvest-interval",
        lambda world: _held_later(
            world, spraying(world, performed_on="2026-10-18", corrects_id=world.ids["spraying"])
        ),
    ),
    "under a suspended code": (
        "growing-area-code-not-valid",
        lambda world: _hold(world, growing_area_code_id=world.ids["suspended"]),
    ),
    "under a revoked code": (
        "growing-area-code-not-valid",
        lambda world: _hold(world, growing_area_code_id=world.ids["revoked"]),
    ),
    "under a code that ended the day before": (
        "growing-area-code-not-valid",
        lambda world: _hold(world, growing_area_code_id=world.ids["expired"]),
    ),
    "under a code from before it was given": (
        "growing-area-code-not-valid",
        lambda world: _hold(world, growing_area_code_id=world.ids["quota"], harvested_on="2025-12-31"),
    ),
    "a suspension recorded after the harvest": (
        "growing-area-code-not-valid",
        _suspended_later,
    ),
    "more than the quota": (
        "quota-exceeded",
        lambda world: _hold(world, growing_area_code_id=world.ids["quota"], net_weight_kg="1000.001"),
    ),
    "the quota passed in small parts": ("quota-exceeded", _in_parts),
    "an estimate under the quota, a weight over it": (
        "quota-exceeded",
        _weighed_over,
    ),
    "more than the plot can give": ("yield-exceeded", lambda world: _over_the_yield(world, "6001")),
    "a zero too many": ("yield-exceeded", lambda world: _over_the_yield(world, "50000")),
}


@pytest.mark.parametrize("name", HELD)
def test_what_happened_is_held(world: World, name: str) -> None:
    """Recorded, on hold for that reason and no other."""
    code, attempt = HELD[name]

    assert attempt(world) == [code]
