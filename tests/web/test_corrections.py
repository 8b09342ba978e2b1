"""Corrections: nothing recorded is changed, the right event stands beside it, and the figures follow."""

from typing import Any

import pytest

from tests.web.chain_world import Chain, Party, refused
from tests.web.chain_world import chain as chain


def events_of(who: Party, batch: str, kind: str) -> list[dict[str, Any]]:
    """Those of a kind, the first recorded first."""
    items = who.read(f"/batches/{batch}/events")["items"]
    return [event for event in reversed(items) if event["kind"] == kind]


def right(who: Party, batch: str, kind: str) -> dict[str, Any]:
    """The one of a kind that holds: the last that is no declaration."""
    return [event for event in events_of(who, batch, kind) if not event["is_declaration"]][-1]


def correct(who: Party, batch: str, event: str, weight: str | None = None, **but: Any) -> Any:
    reason = {"reason": "incorrect_data", "net_weight_kg": weight} if weight else {"reason": "did_not_occur"}
    return who.post(f"/batches/{batch}/events/{event}/corrections", reason | {"note": "Đọc nhầm cân"} | but)


def weight_of(who: Party, batch: str) -> str:
    found: str = who.read(f"/batches/{batch}")["net_weight_kg"]
    return found


def test_a_weight_is_corrected_beside_what_was_recorded(chain: Chain) -> None:
    """The right event, then the wrong one again as a declaration that names it; the first stays byte for byte."""
    before = chain.grower.read(f"/batches/{chain.batch}/events")["items"]
    wrong = right(chain.grower, chain.batch, "harvest")
    made = correct(chain.grower, chain.batch, wrong["id"], "95.5").get_json()

    first, corrective, declaration = events_of(chain.grower, chain.batch, "harvest")
    assert first in before
    assert (made["corrective_id"], made["declaration_id"]) == (corrective["id"], declaration["id"])
    assert corrective["corrects_id"] == declaration["corrects_id"] == first["id"]
    assert corrective["document"]["quantityList"][0]["quantity"] == 95.5
    assert declaration["epcis_event_id"] == first["epcis_event_id"] != corrective["epcis_event_id"]
    error = declaration["document"]["errorDeclaration"]
    assert (error["reason"], error["correctiveEventIDs"]) == (
        "incorrect_data",
        [corrective["epcis_event_id"]],
    )
    assert weight_of(chain.grower, chain.batch) == "95.5"
    chain.grower.packed([(chain.batch, "95.5")])


def test_twice_in_a_row_and_back_to_the_first_value(chain: Chain) -> None:
    """Each corrects the one before; what was corrected is not corrected again."""
    first = right(chain.grower, chain.batch, "harvest")
    for weight in ("101", "102", "100"):
        event = right(chain.grower, chain.batch, "harvest")
        assert correct(chain.grower, chain.batch, event["id"], weight).status_code == 201
        assert weight_of(chain.grower, chain.batch) == weight
    again = correct(chain.grower, chain.batch, first["id"], "90")

    assert refused(again) == (409, "event-corrected")
    found = events_of(chain.grower, chain.batch, "harvest")
    assert len(found) == 7
    assert len({(event["epcis_event_id"], event["is_declaration"]) for event in found}) == 7


def test_a_harvest_that_did_not_occur_ends_its_batch(chain: Chain) -> None:
    """It may neither be packed nor shipped; the declaration names no other event."""
    event = right(chain.grower, chain.batch, "harvest")
    made = correct(chain.grower, chain.batch, event["id"]).get_json()

    assert made["corrective_id"] is None
    batch = chain.grower.read(f"/batches/{chain.batch}")
    assert (batch["status"], batch["claims"]) == ("rejected", [])
    declaration = events_of(chain.grower, chain.batch, "harvest")[-1]["document"]["errorDeclaration"]
    assert "correctiveEventIDs" not in declaration
    answer = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "1")]))
    assert refused(answer) == (409, "batch-rejected")


def test_what_was_taken_stays_covered(chain: Chain) -> None:
    """60 kg are gone: the weight may become 60, not a gram less, and the harvest not undone."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "20")])
    chain.grower.packed([(chain.batch, "40")])
    event = right(chain.grower, chain.batch, "harvest")
    before = chain.counted()
    answers = [
        correct(chain.grower, chain.batch, event["id"], "59.999"),
        correct(chain.grower, chain.batch, event["id"]),
    ]

    assert [refused(found) for found in answers] == [(409, "mass-balance"), (409, "batch-in-use")]
    for figure in ("60 kg", "59.999 kg"):
        assert figure in answers[0].get_json()["detail"]
    assert chain.counted() == before
    assert correct(chain.grower, chain.batch, event["id"], "60").status_code == 201
    over = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "0.001")]))
    assert refused(over) == (409, "mass-balance")


def test_an_estimate_and_its_weighing_are_corrected_apart(chain: Chain) -> None:
    """The estimate's correction leaves the weight as the scale found it; that of the weighing changes it."""
    batch = chain.harvest(weight_kind="estimated")
    path = f"/batches/{batch}/weighings"
    chain.grower.made(path, {"net_weight_kg": "98", "weighed_on": "2026-10-25"})
    estimate, weighing = (right(chain.grower, batch, kind) for kind in ("harvest", "weighing"))

    assert correct(chain.grower, batch, estimate["id"], "90").status_code == 201
    assert weight_of(chain.grower, batch) == "98"
    assert correct(chain.grower, batch, weighing["id"], "97").status_code == 201
    assert weight_of(chain.grower, batch) == "97"
    assert refused(correct(chain.grower, batch, right(chain.grower, batch, "weighing")["id"])) == (
        409,
        "event-not-correctable",
    )


def test_a_receipt_is_corrected_by_its_receiver_between_taken_and_sent(chain: Chain) -> None:
    """Of two lots only the one named changes; both organisations read the correction."""
    other = chain.harvest("50")
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "80"), (other, "40")])
    chain.packer.packed([(chain.batch, "30")])
    event = right(chain.packer, chain.batch, "receiving")

    over, under = (correct(chain.packer, chain.batch, event["id"], weight) for weight in ("80.001", "29.999"))
    assert [refused(found) for found in (over, under)] == [(409, "mass-balance")] * 2
    assert correct(chain.packer, chain.batch, event["id"], "75").status_code == 201
    corrective = right(chain.packer, chain.batch, "receiving")
    weights = sorted(element["quantity"] for element in corrective["document"]["quantityList"])
    assert weights == [40, 75]
    assert right(chain.grower, chain.batch, "receiving") == corrective
    assert refused(chain.packer.post("/packings", chain.packer.pack([(chain.batch, "45.001")]))) == (
        409,
        "mass-balance",
    )
    chain.packer.packed([(chain.batch, "45")])
    assert correct(chain.packer, other, corrective["id"], "39").status_code == 201


def test_a_test_that_did_not_occur_counts_no_more(chain: Chain) -> None:
    """It stays to be read, marked; an inspection too."""
    found = {"batch_ids": [chain.batch], "inspected_on": "2026-10-25", "result": "conformant"}
    inspection = chain.grower.made("/inspections", found)
    report = {
        "batch_ids": [chain.batch],
        "laboratory": "Phòng thử nghiệm Mẫu",
        "report_no": "KN-1",
        "sampled_on": "2026-10-25",
        "reported_on": "2026-10-25",
        "analytes": [{"name": "cadmium", "value": "0.01", "passed": True}],
    }
    test = chain.grower.made("/lab-tests", report)
    for made in (inspection, test):
        assert made["is_void"] is False
        assert correct(chain.grower, chain.batch, made["event_id"]).status_code == 201

    assert chain.grower.read(f"/inspections/{inspection['id']}")["is_void"] is True
    assert chain.grower.read(f"/lab-tests/{test['id']}")["is_void"] is True


def test_not_every_event_is_corrected_nor_by_everybody(chain: Chain) -> None:
    """A declaration, a shipment, a packing, without a change, unclear; another's and a missing one are 404."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "20")])
    packed = chain.grower.packed([(chain.batch, "10")])
    event = right(chain.grower, chain.batch, "harvest")
    assert correct(chain.grower, chain.batch, event["id"], "101").status_code == 201
    declaration = events_of(chain.grower, chain.batch, "harvest")[-1]
    now = right(chain.grower, chain.batch, "harvest")
    before = chain.counted()
    nobody = "019aa000-0000-7000-8000-000000000000"

    def at(who: Party, batch: str, found: str, weight: str | None = None, **but: Any) -> tuple[int, str]:
        return refused(correct(who, batch, found, weight, **but))

    assert at(chain.grower, chain.batch, declaration["id"], "99") == (409, "declaration-not-correctable")
    for kind, batch in (("shipping", chain.batch), ("packing", packed)):
        found = right(chain.grower, batch, kind)["id"]
        assert at(chain.grower, batch, found, "1") == (409, "event-not-correctable")
        assert at(chain.grower, batch, found) == (409, "event-not-correctable")
    assert at(chain.grower, chain.batch, now["id"], "101") == (422, "correction-changes-nothing")
    assert at(chain.grower, chain.batch, now["id"], net_weight_kg="9") == (422, "correction-unclear")
    assert at(chain.grower, chain.batch, now["id"], "9", reason="did_not_occur") == (
        422,
        "correction-unclear",
    )
    received = right(chain.packer, chain.batch, "receiving")["id"]
    assert at(chain.grower, chain.batch, received, "9") == (404, "not-found")
    assert at(chain.packer, chain.batch, now["id"], "9") == (404, "not-found")
    assert at(chain.packer, chain.batch, nobody, "9") == (404, "not-found")
    assert at(chain.exporter, chain.batch, now["id"], "9") == (404, "not-found")
    assert at(chain.grower, packed, now["id"], "9") == (404, "not-found")
    assert chain.counted() == before


@pytest.mark.parametrize("weight", ["99.999", "150"])
def test_a_correction_asks_the_rules_again(chain: Chain, weight: str) -> None:
    """Grades may not be more than what is left of the batch; the season's quota counts the new weight."""
    body = {
        "plot_id": str(chain.grower.cooperative.plot.id),
        "product_id": str(chain.grower.cooperative.product.id),
        "harvested_on": "2026-10-21",
        "net_weight_kg": "120",
        "weight_kind": "weighed",
        "grades": [{"grade": "A", "net_weight_kg": "100"}],
    }
    batch = chain.grower.made("/batches", body)["id"]
    answer = correct(chain.grower, batch, right(chain.grower, batch, "harvest")["id"], weight)

    if weight == "150":
        assert answer.status_code == 201
        return
    assert refused(answer) == (422, "grades-exceed-batch")
    assert weight_of(chain.grower, batch) == "120"
