"""Frauds and slips that cannot be, or that are somebody else's: each is refused by its own code."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.web.field_world import API, World, spraying
from tests.web.field_world import world as world
from tests.web.test_frauds_held import HELD

SQUARE = [[105.8, 10.2], [105.801, 10.2], [105.801, 10.201], [105.8, 10.201], [105.8, 10.2]]  # about 1.21 ha


def _twice(world: World) -> TestResponse:
    world.made("/batches", world.harvest())
    return world.post("/batches", world.harvest())


def _on_held(world: World, path: str, body: dict[str, Any], *, decision: str | None = None) -> TestResponse:
    """Do something to a held batch, or to one that another manager has decided."""
    batch = world.made("/batches", world.harvest(harvested_on="2026-10-20"))
    hold = batch["holds"][0]["links"]["decision"]
    if decision:
        decided = world.other_manager.post(hold, json={"decision": decision, "reason": "Đã xem"})
        assert decided.status_code == 201
    if path == "decision":
        return (world.other_manager if decision else world.manager).post(hold, json=body)
    return world.post(path, {"batch_id": batch["id"], **body})


def _weigh(world: World, *, times: int = 1, **but: Any) -> TestResponse:
    batch = world.made("/batches", world.harvest(weight_kind="estimated"))
    weighing = {"net_weight_kg": "480", "weighed_on": "2026-10-24", **but}
    for _ in range(times - 1):
        world.manager.post(batch["links"]["weighings"], json=weighing)
    return world.manager.post(batch["links"]["weighings"], json=weighing)


def _plot(**but: Any) -> dict[str, Any]:
    usual = {"code": "C-01", "variety": "Ri6", "area_ha": "1.21", "commune_code": "30244"}
    return {**usual, **but}


def _outline(*corners: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(corners)]}


def _moved(longitudes: float, latitudes: float) -> dict[str, Any]:
    return _outline(*[[x + longitudes, y + latitudes] for x, y in SQUARE])


def _product(**but: Any) -> dict[str, Any]:
    names = {"name_vi": "Sầu riêng Thử", "name_en": "Test durian", "name_zh": "测试榴莲"}
    return {**names, "variety": "Ri6", "level": "fruit", "measure": "variable", **but}


def _as_farmer(world: World, path: str, body: dict[str, Any]) -> TestResponse:
    return world.farmer.post(f"{API}{path}", json=body)


def _corrected_twice(world: World) -> TestResponse:
    correction = spraying(world, performed_on="2026-10-09", corrects_id=world.ids["spraying"])
    world.made("/diary-entries", correction)
    return world.post("/diary-entries", correction)


DECIDE = {"decision": "release", "reason": "Tự duyệt"}

REFUSED: dict[str, tuple[str, Callable[[World], TestResponse]]] = {
    "the button pressed twice": ("possible-duplicate", _twice),
    "a harvest of tomorrow": (
        "harvest-in-future",
        lambda world: world.post("/batches", world.harvest(harvested_on="2026-10-26")),
    ),
    "nothing weighed": (
        "invalid-input",
        lambda world: world.post("/batches", world.harvest(net_weight_kg="0")),
    ),
    "less than nothing": (
        "invalid-input",
        lambda world: world.post("/batches", world.harvest(net_weight_kg="-5")),
    ),
    "a weight that lost its decimals": (
        "invalid-input",
        lambda world: world.post("/batches", world.harvest(net_weight_kg=500.1)),
    ),
    "a day that is none": (
        "invalid-input",
        lambda world: world.post("/batches", world.harvest(harvested_on="2026-02-30")),
    ),
    "grades that are more than the batch": (
        "grades-exceed-batch",
        lambda world: world.post(
            "/batches", world.harvest(grades=[{"grade": "A", "net_weight_kg": "500.5"}])
        ),
    ),
    "the neighbour's plot": (
        "not-found",
        lambda world: world.post("/batches", world.harvest(plot_id=world.theirs["plot"])),
    ),
    "the neighbour's product": (
        "not-found",
        lambda world: world.post("/batches", world.harvest(product_id=world.theirs["product"])),
    ),
    "the neighbour's growing-area code": (
        "not-found",
        lambda world: world.post("/batches", world.harvest(growing_area_code_id=world.theirs["code"])),
    ),
    "the neighbour's photo": (
        "not-found",
        lambda world: world.post("/batches", world.harvest(photo_ids=[world.theirs["image"]])),
    ),
    "a code of one's own that does not cover the plot": (
        "plot-not-under-code",
        lambda world: world.post("/batches", world.harvest(growing_area_code_id=world.ids["uncovering"])),
    ),
    "another household's plot": (
        "not-found",
        lambda world: _as_farmer(world, "/batches", world.harvest()),
    ),
    "a spraying of another household": (
        "not-found",
        lambda world: _as_farmer(world, "/diary-entries", spraying(world)),
    ),
    "somebody else's growing-area code entered as one's own": (
        "growing-area-code-taken",
        lambda world: world.post(
            "/growing-area-codes",
            {
                "code": world.theirs["code text"].lower().replace("-", ""),
                "market": "CN",
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
            },
        ),
    ),
    "the neighbour's plot under one's own code": (
        "not-found",
        lambda world: world.post(
            "/growing-area-codes",
            {
                "code": "VN-DTOR-8899",
                "market": "CN",
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
                "plot_ids": [world.theirs["plot"]],
            },
        ),
    ),
    "the neighbour's plot in one's own certificate": (
        "not-found",
        lambda world: world.post(
            "/certificates",
            {
                "scheme": "vietgap",
                "number": "VietGAP-TT-13-99-87-0777",
                "body": "Tổ chức mẫu",
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
                "plot_ids": [world.theirs["plot"]],
            },
        ),
    ),
    "a plot drawn in Thailand": (
        "position-outside-vietnam",
        lambda world: world.post("/plots", _plot(boundary=_moved(-5, 5))),
    ),
    "longitude and latitude swapped": (
        "position-outside-vietnam",
        lambda world: world.post("/plots", _plot(boundary=_outline(*[[y, x] for x, y in SQUARE]))),
    ),
    "a plot stated twice its size": (
        "area-differs",
        lambda world: world.post("/plots", _plot(area_ha="2.42", boundary=_outline(*SQUARE))),
    ),
    "an outline that crosses itself": (
        "boundary-not-valid",
        lambda world: world.post(
            "/plots",
            _plot(boundary=_outline(SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0])),
        ),
    ),
    "a spraying without an interval": (
        "interval-missing",
        lambda world: world.post("/diary-entries", spraying(world, pre_harvest_interval_days=None)),
    ),
    "a spraying of tomorrow": (
        "work-in-future",
        lambda world: world.post("/diary-entries", spraying(world, performed_on="2026-10-26")),
    ),
    "an entry corrected twice": ("diary-entry-corrected", _corrected_twice),
    "one's own batch released": (
        "second-person-needed",
        lambda world: _on_held(world, "decision", DECIDE),
    ),
    "a decision taken back": (
        "hold-decided",
        lambda world: _on_held(world, "decision", DECIDE, decision="reject"),
    ),
    "labels for a held batch": (
        "batch-on-hold",
        lambda world: _on_held(world, "/print-runs", {"quantity": 10}),
    ),
    "labels for a rejected batch": (
        "batch-rejected",
        lambda world: _on_held(world, "/print-runs", {"quantity": 10}, decision="reject"),
    ),
    "weighed twice": ("already-weighed", lambda world: _weigh(world, times=2)),
    "weighed before it was cut": (
        "weighed-before-harvest",
        lambda world: _weigh(world, weighed_on="2026-10-23"),
    ),
    "a GTIN with a typing error": (
        "gtin-invalid",
        lambda world: world.post("/products", _product(gtin="09521234560013")),
    ),
    "somebody else's GTIN": (
        "gtin-taken",
        lambda world: world.post("/products", _product(gtin="09521234560012")),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused(world: World, name: str) -> None:
    """By its own code, and nothing is left of it."""
    code, attempt = REFUSED[name]
    answer = attempt(world)

    assert answer.status_code >= 400
    assert answer.get_json()["code"] == code


def test_there_are_forty_of_them() -> None:
    """At least."""
    assert len(HELD) + len(REFUSED) >= 40
