"""Fruit goes from one organisation to another: sent, answered, received, to the gram."""

from typing import Any

import pytest

from tests.web.chain_world import Chain, answer, receipt, refused, send
from tests.web.chain_world import chain as chain

VEHICLE = "63C-000.00"


def test_both_weights_are_kept_and_the_difference_told(chain: Chain) -> None:
    """100 kg sent, 95 received: the sender sees it too; the receiver has 95 and no gram more."""
    shipment = send(chain, vehicle=VEHICLE, reference="PXK-1")
    answer(chain, shipment)
    came = chain.packer.made("/movements", receipt(shipment["id"], [(chain.batch, "95")]))

    assert [found["code"] for found in came["warnings"]] == ["lost-on-the-way"]
    for figure in ("100 kg", "95 kg", "5 %"):
        assert figure in came["warnings"][0]["detail"]
    assert came["links"]["shipment"] == f"/api/v1/movements/{shipment['id']}"
    sent = chain.grower.read(f"/movements/{shipment['id']}")
    assert (sent["lines"][0]["net_weight_kg"], sent["vehicle"]) == ("100", VEHICLE)
    assert sent["links"]["receipt"] == f"/api/v1/movements/{came['id']}"
    assert chain.grower.read(f"/movements/{came['id']}")["lines"][0]["net_weight_kg"] == "95"
    over = chain.packer.post("/packings", chain.packer.pack([(chain.batch, "95.001")]))
    assert refused(over) == (409, "mass-balance")
    chain.packer.packed([(chain.batch, "95")])
    assert refused(chain.grower.post("/packings", chain.grower.pack([(chain.batch, "0.001")]))) == (
        409,
        "mass-balance",
    )


@pytest.mark.parametrize(
    ("weight", "codes"), [("97", []), ("96.999", ["lost-on-the-way"]), (None, ["not-received"])]
)
def test_only_what_fruit_does_not_lose_by_itself_is_told(
    chain: Chain, weight: str | None, codes: list[str]
) -> None:
    """Up to 3 %; a batch that is left out did not come."""
    other = chain.harvest()
    body = chain.grower.ship([(chain.batch, "100"), (other, "10")], to_organisation=chain.packer.code)
    shipment = chain.grower.made("/movements", body)
    answer(chain, shipment)
    moved = [(other, "10"), *([(chain.batch, weight)] if weight else [])]
    came = chain.packer.made("/movements", receipt(shipment["id"], moved))

    assert [found["code"] for found in came["warnings"]] == codes


@pytest.mark.parametrize("how", ["refused", "void"])
def test_what_is_refused_or_void_comes_back(chain: Chain, how: str) -> None:
    """The sender has all of it again, and the receiver never saw it; a reason is asked for and kept."""
    shipment = send(chain)
    nothing_left = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "1")]))
    bare = answer(chain, shipment, how)
    done = answer(chain, shipment, how, reason="Dập nhiều").get_json()

    assert refused(nothing_left) == (409, "mass-balance")
    assert refused(bare) == (422, "answer-reason-missing")
    assert (done["state"], done["reason"]) == (how, "Dập nhiều")
    assert chain.packer.get(f"/batches/{chain.batch}").status_code == 404
    chain.grower.packed([(chain.batch, "100")])
    again = answer(chain, shipment)
    late = chain.packer.post("/movements", receipt(shipment["id"], [(chain.batch, "1")]))
    assert [refused(found) for found in (again, late)] == [
        (409, "shipment-answered"),
        (409, "shipment-not-accepted"),
    ]


def test_each_answers_for_itself(chain: Chain) -> None:
    """The sender does not accept, the receiver does not make void, a third one finds nothing."""
    shipment = send(chain)
    path = f"/movements/{shipment['id']}/answer"
    answers = [
        chain.grower.post(path, {"answer": "accepted"}),
        chain.packer.post(path, {"answer": "void", "reason": "x"}),
        chain.exporter.post(path, {"answer": "accepted"}),
    ]

    assert [refused(found) for found in answers] == [
        (403, "not-the-receiver"),
        (403, "not-the-sender"),
        (404, "not-found"),
    ]


def test_a_shipment_is_received_once_and_by_its_receiver(chain: Chain) -> None:
    """Twice, by the sender, by a third one, more than was sent, what was not in it, before it left."""
    other = chain.harvest()
    shipment = send(chain, weight="50")
    answer(chain, shipment)

    def received(moved: list[tuple[str, str]], who: Any = chain.packer, **but: Any) -> tuple[int, str]:
        return refused(who.post("/movements", receipt(shipment["id"], moved, **but)))

    good = [(chain.batch, "50")]
    assert received([(chain.batch, "50.001")]) == (409, "mass-balance")
    assert received([(other, "1")]) == (422, "batch-not-in-shipment")
    assert received([*good, *good]) == (422, "batch-named-twice")
    assert received(good, moved_at="2026-10-24T07:59:59Z") == (422, "moved-too-early")
    assert received(good, moved_at="2026-10-25T03:00:01Z") == (422, "moved-in-future")
    assert received(good, to_text="Ai đó") == (422, "shipment-unclear")
    assert received(good, who=chain.grower) == (403, "not-the-receiver")
    assert received(good, who=chain.exporter) == (404, "not-found")
    chain.packer.made("/movements", receipt(shipment["id"], good))
    assert received(good) == (409, "shipment-received")


@pytest.mark.parametrize(
    ("but", "status", "code"),
    [
        ({"to_text": None}, 422, "receiver-unclear"),
        ({"to_organisation": "ZZZZ"}, 422, "receiver-unclear"),
        ({"to_organisation": "ZZZZ", "to_text": None}, 422, "receiver-unknown"),
        ({"shipment_id": "019aa000-0000-7000-8000-000000000000"}, 422, "shipment-unclear"),
        ({"kind": "receive"}, 422, "shipment-unclear"),
        ({"moved_at": "2026-10-25T03:00:01Z"}, 422, "moved-in-future"),
        ({"moved_at": "2026-10-19T16:59:59Z"}, 422, "moved-too-early"),
        ({"moved_at": "0001-01-01T00:00:00Z"}, 422, "moved-too-early"),
        ({"moved_at": "9999-12-31T23:59:59Z"}, 422, "moved-in-future"),
    ],
)
def test_a_shipment_that_cannot_be_is_refused_without_a_trace(
    chain: Chain, but: dict[str, Any], status: int, code: str
) -> None:
    """No row is kept of it."""
    before = chain.counted()
    body = chain.grower.ship([(chain.batch, "10")], to_text="Chợ đầu mối") | but

    assert refused(chain.grower.post("/movements", body)) == (status, code)
    assert chain.counted() == before


def test_nobody_ships_to_itself_or_what_is_not_there(chain: Chain) -> None:
    """More than there is, an estimate, a line twice, another's batch, and another's once received."""
    estimated = chain.harvest(weight_kind="estimated")
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "60")])

    def shipped(who: Any, moved: list[tuple[str, str]]) -> tuple[int, str]:
        return refused(who.post("/movements", who.ship(moved, to_text="Chợ")))

    itself = chain.grower.ship([(chain.batch, "1")], to_organisation=chain.grower.code)
    assert refused(chain.grower.post("/movements", itself)) == (422, "receiver-is-sender")
    assert shipped(chain.grower, [(chain.batch, "40.001")]) == (409, "mass-balance")
    assert shipped(chain.grower, [(estimated, "1")]) == (409, "batch-not-weighed")
    assert shipped(chain.grower, [(chain.batch, "1"), (chain.batch, "1")]) == (422, "batch-named-twice")
    assert shipped(chain.exporter, [(chain.batch, "1")]) == (404, "not-found")
    assert shipped(chain.packer, [(chain.batch, "60.001")]) == (409, "mass-balance")


def test_lists_go_by_direction(chain: Chain) -> None:
    """Out: what one sent. In: what is on its way to one, and what came. The third one sees nothing."""
    receipt_id = chain.hand_over(chain.grower, chain.packer, [(chain.batch, "10")])
    shipment_id = chain.packer.read(f"/movements/{receipt_id}")["shipment_id"]

    def listed(who: Any, direction: str) -> list[str]:
        return [row["id"] for row in who.read(f"/movements{direction}")["items"]]

    assert listed(chain.grower, "") == listed(chain.grower, "?direction=out") == [shipment_id]
    assert listed(chain.grower, "?direction=in") == []
    assert listed(chain.packer, "") == listed(chain.packer, "?direction=in") == [receipt_id, shipment_id]
    assert listed(chain.packer, "?direction=out") == listed(chain.exporter, "") == []


def test_the_same_fruit_may_come_back(chain: Chain) -> None:
    """The packer sends 20 kg back: the grower has them again, beside what was left."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "60")])
    chain.hand_over(chain.packer, chain.grower, [(chain.batch, "20")])

    over = chain.grower.post("/packings", chain.grower.pack([(chain.batch, "60.001")]))
    assert refused(over) == (409, "mass-balance")
    chain.grower.packed([(chain.batch, "60")])
