"""What a receiver sees of another's batch, from when, and what it may do with it."""

from tests.web.chain_world import Chain, answer, receipt, refused, send
from tests.web.chain_world import chain as chain


def test_nobody_sees_a_batch_before_its_shipment_is_accepted(chain: Chain) -> None:
    """Sent: 404 for the batch and its events, and it may be neither received, packed nor printed."""
    shipment = send(chain)

    seen = chain.packer.read(f"/movements/{shipment['id']}")
    assert (seen["state"], seen["from_organisation"]) == ("sent", chain.grower.code)
    assert chain.packer.get(f"/batches/{chain.batch}").status_code == 404
    assert chain.packer.get(f"/batches/{chain.batch}/events").status_code == 404
    assert chain.packer.read("/batches?received=true")["items"] == []
    before = chain.counted()
    early = chain.packer.post("/movements", receipt(shipment["id"], [(chain.batch, "100")]))
    packed = chain.packer.post("/packings", chain.packer.pack([(chain.batch, "1")]))
    printed = chain.packer.post("/print-runs", {"batch_id": chain.batch, "quantity": 1})
    assert [refused(found) for found in (early, packed, printed)] == [
        (409, "shipment-not-accepted"),
        (404, "not-found"),
        (404, "not-found"),
    ]
    assert chain.counted() == before


def test_who_accepted_sees_the_batch_and_nothing_of_its_makers_own(chain: Chain) -> None:
    """No plot, no warnings, no reason of a hold; in lists only on demand; of events only the two's own."""
    other = chain.harvest()
    shipment = send(chain)
    assert answer(chain, shipment).status_code == 201

    batch = chain.packer.read(f"/batches/{chain.batch}")
    assert (batch["is_own"], batch["plot_id"], batch["warnings"], batch["holds"]) == (False, None, [], [])
    assert batch["lot"] == chain.lot_of(chain.batch)
    assert chain.packer.read("/batches")["items"] == []
    assert [row["id"] for row in chain.packer.read("/batches?received=true")["items"]] == [chain.batch]
    assert chain.packer.get(f"/batches/{other}").status_code == 404
    kinds = [event["kind"] for event in chain.packer.read(f"/batches/{chain.batch}/events")["items"]]
    assert kinds == ["accepting", "shipping"]
    assert chain.exporter.get(f"/batches/{chain.batch}").status_code == 404
    assert chain.exporter.get(f"/movements/{shipment['id']}").status_code == 404


def test_who_syncs_hears_of_what_was_accepted(chain: Chain) -> None:
    """`updated_since` lists the batch from then on, though its maker changed nothing."""
    assert answer(chain, send(chain)).status_code == 201

    found = chain.packer.read("/batches?received=true&updated_since=2026-10-25T03:00:00Z")["items"]
    assert [row["id"] for row in found] == [chain.batch]


def test_a_hold_is_told_to_the_receiver_without_its_reason(chain: Chain) -> None:
    """It may not go on, and why is between the maker and its people."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "50")])
    inspection = {"batch_ids": [chain.batch], "inspected_on": "2026-10-25", "result": "non_conformant"}
    chain.grower.made("/inspections", inspection)

    packed = chain.packer.post("/packings", chain.packer.pack([(chain.batch, "1")]))
    seen = chain.packer.read(f"/batches/{chain.batch}")
    assert (refused(packed), seen["status"], seen["holds"]) == ((409, "batch-on-hold"), "on_hold", [])
    assert "2026-10-25" not in packed.get_json()["detail"]
    own = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "1")]))
    assert "2026-10-25" in own.get_json()["detail"]


def test_who_received_packs_labels_and_ships_on(chain: Chain) -> None:
    """And whoever receives from them sees what they made, not what it was made of."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "60")])
    run = chain.packer.made("/print-runs", {"batch_id": chain.batch, "quantity": 24})
    packed = chain.packer.packed([(chain.batch, "40")])
    chain.hand_over(chain.packer, chain.exporter, [(packed, "30"), (chain.batch, "20")])

    assert chain.packer.manager.get(run["links"]["labels_pdf"]).status_code == 200
    assert chain.grower.get(f"/print-runs/{run['id']}").status_code == 404
    for found in (packed, chain.batch):
        assert chain.exporter.read(f"/batches/{found}")["is_own"] is False
    assert chain.grower.get(f"/batches/{packed}").status_code == 404
    again = chain.exporter.packed([(packed, "30"), (chain.batch, "20")])
    assert chain.packer.get(f"/batches/{again}").status_code == 404


def test_who_received_does_nothing_else_with_anothers_batch(chain: Chain) -> None:
    """No weighing, decision, recall, inspection, test or correction of what its maker recorded."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "60")])
    inspection = {"batch_ids": [chain.batch], "inspected_on": "2026-10-25", "result": "non_conformant"}
    chain.grower.made("/inspections", inspection)
    [hold] = chain.grower.read(f"/batches/{chain.batch}")["holds"]
    events = chain.grower.read(f"/batches/{chain.batch}/events")["items"]
    harvest = next(event["id"] for event in events if event["kind"] == "harvest")
    shipping = next(event["id"] for event in events if event["kind"] == "shipping")
    correction = {"reason": "did_not_occur", "note": "x"}
    path = f"/batches/{chain.batch}"
    before = chain.counted()
    answers = [
        chain.packer.post(f"{path}/weighings", {"net_weight_kg": "1", "weighed_on": "2026-10-25"}),
        chain.packer.post(f"{path}/holds/{hold['id']}/decision", {"decision": "release", "reason": "x"}),
        chain.packer.post("/recalls", {"batch_ids": [chain.batch], "reason": "x"}),
        chain.packer.post("/inspections", inspection),
        chain.packer.post(f"{path}/events/{harvest}/corrections", correction),
        chain.packer.post(f"{path}/events/{shipping}/corrections", correction),
    ]

    assert [refused(found) for found in answers] == [(404, "not-found")] * 6
    assert chain.counted() == before
