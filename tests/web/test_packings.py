"""Packing: many into one and one into many, to the gram, and only what may go on."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.builders_field import make_plot
from tests.conftest import MakeApp
from tests.web.callers import Caller
from tests.web.chain_world import Chain, refused
from tests.web.chain_world import chain as chain
from tests.web.farmers import log_in_farmer

NOBODY = "019aa000-0000-7000-8000-000000000000"


def test_several_batches_become_one(chain: Chain) -> None:
    """What went in and what came out stand in the answer, and in that of the batch; its days span those cut."""
    older = chain.harvest("50", harvested_on=date(2026, 10, 18))
    inputs = [(chain.batch, "100"), (older, "50")]
    body = chain.grower.pack(inputs, net_weight_kg="140", rejected_kg="8", shrinkage_kg="2", fruit_count=45)
    made = chain.grower.made("/packings", body)

    batch = chain.grower.read(f"/batches/{made['batch']['id']}")
    assert chain.grower.read(f"/packings/{made['id']}") == made
    assert sorted(line["batch_id"] for line in made["inputs"]) == sorted((chain.batch, older))
    assert batch == made["batch"]
    assert (batch["packing_id"], batch["plot_id"], batch["weight_kind"]) == (made["id"], None, "weighed")
    assert (batch["harvested_on"], batch["harvested_to_on"]) == ("2026-10-18", "2026-10-20")
    assert (batch["status"], batch["fruit_count"], batch["net_weight_kg"]) == ("published", 45, "140")
    assert [warning["code"] for warning in made["warnings"]] == ["weight-loss"]
    assert [chain.grower.read(f"/batches/{found}")["status"] for found, _ in inputs] == ["used_up"] * 2


def test_one_batch_becomes_several(chain: Chain) -> None:
    """Lots of their own; what is left says how much, and the last gram may be packed and not one more."""
    packed = [chain.grower.packed([(chain.batch, weight)]) for weight in ("60", "39.999")]
    over = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "0.002")]))

    assert refused(over) == (409, "mass-balance")
    assert "0.002 kg" in over.get_json()["detail"]
    assert "0.001 kg" in over.get_json()["detail"]
    assert over.get_json()["errors"][0]["pointer"] == "/inputs/0/net_weight_kg"
    last = chain.grower.packed([(chain.batch, "0.001")])
    assert len({chain.lot_of(batch) for batch in [*packed, last, chain.batch]}) == 4
    assert len(chain.grower.read("/packings")["items"]) == 3


@pytest.mark.parametrize(
    ("but", "status", "code"),
    [
        ({"net_weight_kg": "100.001"}, 409, "mass-balance"),
        ({"net_weight_kg": "95", "rejected_kg": "5.001"}, 409, "mass-balance"),
        ({"net_weight_kg": "95", "shrinkage_kg": "4.999"}, 409, "weights-do-not-add-up"),
        ({"packed_on": "2026-10-26"}, 422, "packed-in-future"),
        ({"packed_on": "2026-10-19"}, 422, "packed-before-harvest"),
        ({"market": "CN"}, 422, "packing-house-missing"),
        ({"market": "cn"}, 422, "market-invalid"),
        ({"product_id": NOBODY}, 404, "not-found"),
        ({"packing_house_id": NOBODY}, 404, "not-found"),
        ({"inputs": []}, 422, "invalid-input"),
        ({"net_weight_kg": "0"}, 422, "invalid-input"),
    ],
)
def test_what_cannot_be_is_refused_without_a_trace(
    chain: Chain, but: dict[str, Any], status: int, code: str
) -> None:
    """No batch, event or row is kept of it."""
    before = chain.counted()
    answer = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "100")]) | but)

    assert refused(answer) == (status, code)
    assert chain.counted() == before


def test_an_input_stands_once(chain: Chain) -> None:
    """Two lines would hide how much it is."""
    answer = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "10"), (chain.batch, "10")]))

    assert refused(answer) == (422, "batch-named-twice")


def test_only_weighed_batches_that_may_go_on_are_packed(chain: Chain) -> None:
    """Not an estimate, not what is held, rejected or another's; each is named by its lot, its maker told why."""
    estimated = chain.harvest(weight_kind="estimated")
    held = chain.harvest(
        harvested_on=date(2025, 12, 31), growing_area_code_id=chain.grower.cooperative.area_code.id
    )
    answers = [
        chain.grower.post("/packings", chain.grower.pack([(found, "10")], packed_on="2026-10-25"))
        for found in (estimated, held)
    ]
    foreign = chain.packer.post("/packings", chain.packer.pack([(chain.batch, "10")]))
    [hold] = chain.grower.read(f"/batches/{held}")["holds"]
    decision = {"decision": "reject", "reason": "Mã không có hiệu lực"}
    assert chain.grower.other.post(hold["links"]["decision"], json=decision).status_code == 201
    rejected = chain.grower.post("/packings", chain.grower.pack([(held, "10")]))

    assert [refused(answer) for answer in (*answers, rejected, foreign)] == [
        (409, "batch-not-weighed"),
        (409, "batch-on-hold"),
        (409, "batch-rejected"),
        (404, "not-found"),
    ]
    assert hold["detail"] in answers[1].get_json()["detail"]
    assert foreign.get_json()["errors"][0]["pointer"] == "/inputs/0/batch_id"


def test_a_loss_beyond_the_usual_holds_what_was_packed(chain: Chain) -> None:
    """97 of 100 kg are told, a gram less is held: a person decides, and it may be neither packed on nor printed."""
    usual = chain.grower.made("/packings", chain.grower.pack([(chain.batch, "100")], net_weight_kg="97"))
    batch = chain.harvest()
    held = chain.grower.made("/packings", chain.grower.pack([(batch, "100")], net_weight_kg="96.999"))

    assert ([found["code"] for found in usual["warnings"]], usual["holds"]) == (["weight-loss"], [])
    assert [found["code"] for found in held["holds"]] == ["weight-loss-exceeded"]
    assert held["batch"]["status"] == "on_hold"
    packed_id = held["batch"]["id"]
    on = chain.grower.post("/packings", chain.grower.pack([(packed_id, "1")]))
    shipped = chain.grower.post("/movements", chain.grower.ship([(packed_id, "1")], to_text="Chợ"))
    printed = chain.grower.post("/print-runs", {"batch_id": packed_id, "quantity": 1})
    assert [refused(answer) for answer in (on, shipped, printed)] == [(409, "batch-on-hold")] * 3


@pytest.mark.parametrize(("percent", "status"), [("5", "published"), ("3", "on_hold")])
def test_the_usual_loss_is_a_setting(chain: Chain, make_app: MakeApp, percent: str, status: str) -> None:
    """RONGUON_USUAL_LOSS_PERCENT; 4 kg of 100 are lost."""
    manager = Caller(make_app(USUAL_LOSS_PERCENT=percent).test_client(), chain.grower.manager.token)
    body = chain.grower.pack([(chain.batch, "100")], net_weight_kg="96")
    answer = manager.post("/api/v1/packings", json=body)

    assert answer.get_json()["batch"]["status"] == status


def test_a_packed_batch_claims_only_what_all_its_fruit_may(chain: Chain) -> None:
    """Fruit of a plot without the certificate takes the claim away, also at the next packing."""
    with chain.writing() as session:
        plot = make_plot(session, chain.grower.cooperative, code="C-01")
    bare = chain.harvest(plot_id=plot.id)
    covered = chain.grower.packed([(chain.batch, "50")])
    mixed = chain.grower.packed([(chain.batch, "10"), (bare, "0.001")])
    again = chain.grower.packed([(mixed, "5"), (covered, "5")])

    claims = {found: chain.grower.read(f"/batches/{found}")["claims"] for found in (covered, mixed, again)}
    assert [len(claims[found]) for found in (covered, mixed, again)] == [1, 0, 0]


def test_a_later_hold_of_an_input_holds_what_was_packed(chain: Chain) -> None:
    """It claims nothing, may not go on, names the lot, and is released with it."""
    packed = chain.grower.packed([(chain.batch, "50")])
    deeper = chain.grower.packed([(packed, "20")])
    inspection = {"batch_ids": [chain.batch], "inspected_on": "2026-10-25", "result": "non_conformant"}
    chain.grower.made("/inspections", inspection)

    for found in (packed, deeper):
        batch = chain.grower.read(f"/batches/{found}")
        assert (batch["status"], batch["holds"], batch["claims"]) == ("on_hold", [], [])
        assert batch["held_upstream"] == [chain.lot_of(chain.batch)]
        answer = chain.grower.post("/packings", chain.grower.pack([(found, "1")]))
        assert refused(answer) == (409, "batch-on-hold")
    [hold] = chain.grower.read(f"/batches/{chain.batch}")["holds"]
    release = {"decision": "release", "reason": "Đã phân loại lại"}
    assert chain.grower.other.post(hold["links"]["decision"], json=release).status_code == 201
    assert chain.grower.read(f"/batches/{deeper}")["status"] == "published"


def test_packed_again_not_before_it_was_packed(chain: Chain) -> None:
    """What was packed today was not packed on yesterday."""
    packed = chain.grower.packed([(chain.batch, "50")])
    answer = chain.grower.post("/packings", chain.grower.pack([(packed, "1")], packed_on="2026-10-24"))

    assert refused(answer) == (422, "packed-before-harvest")


def test_a_farmer_of_a_household_sees_no_packed_batch(app: Flask, chain: Chain) -> None:
    """It is of no plot, so of no household; packings are not the farmer's at all."""
    packed = chain.grower.packed([(chain.batch, "50")])
    chain.hand_over(chain.packer, chain.grower, [(chain.harvest(of=chain.packer), "5")])
    farmer = log_in_farmer(app, chain.writing, chain.grower.cooperative, "H-01")

    assert farmer.get(f"/api/v1/batches/{packed}").status_code == 404
    assert farmer.get(f"/api/v1/batches/{chain.batch}").status_code == 404
    assert farmer.get("/api/v1/batches?received=true").get_json()["items"] == []
    assert farmer.get("/api/v1/packings").status_code == 403
