"""A recall reaches everything that was made of what it names, at any depth, in any organisation, at once."""

from typing import Any

import pytest

from tests.conftest import NOW
from tests.web.chain_world import Chain, refused
from tests.web.chain_world import chain as chain

LIFT = {"reason": "Kết quả đối chứng đạt"}


def recalled(batch_ids: list[str], **but: Any) -> dict[str, Any]:
    return {"batch_ids": batch_ids, "reason": "Dư lượng vượt mức", "decision_no": "01/QĐ-TH", **but}


@pytest.fixture
def spread(chain: Chain) -> dict[str, str]:
    """The grower's batch as the packer and the exporter have it, and batches that it is not in."""
    chain.hand_over(chain.grower, chain.packer, [(chain.batch, "90")])
    theirs = chain.harvest(of=chain.packer)
    mixed = chain.packer.packed([(chain.batch, "50"), (theirs, "50")])
    clean = chain.packer.packed([(theirs, "20")])
    chain.hand_over(chain.packer, chain.exporter, [(mixed, "60"), (clean, "10")])
    deep = chain.exporter.packed([(mixed, "30")])
    deeper = chain.exporter.packed([(deep, "10")])
    sold = chain.exporter.ship([(deeper, "4"), (clean, "1")], to_text="Chợ đầu mối")
    names = {"theirs": theirs, "mixed": mixed, "clean": clean, "deep": deep, "deeper": deeper}
    return {**names, "sold": chain.exporter.made("/movements", sold)["id"]}


def test_it_reaches_all_downstream_and_nothing_else(chain: Chain, spread: dict[str, str]) -> None:
    """Who has it reads reason and decision, whoever they are; what else they have stays as it is."""
    made = chain.grower.made("/recalls", recalled([chain.batch]))

    assert (made["batch_ids"], made["reached_count"]) == ([chain.batch], 4)
    assert chain.grower.read(f"/recalls/{made['id']}") == made
    for who, name in (
        (chain.packer, "mixed"),
        (chain.exporter, "mixed"),
        (chain.exporter, "deep"),
        (chain.exporter, "deeper"),
    ):
        batch = who.read(f"/batches/{spread[name]}")
        assert (batch["status"], batch["claims"]) == ("recalled", [])
        assert [found["decision_no"] for found in batch["recalls"]] == ["01/QĐ-TH"]
    for who, name in ((chain.packer, "theirs"), (chain.packer, "clean"), (chain.exporter, "clean")):
        assert who.read(f"/batches/{spread[name]}")["status"] == "published"


def test_what_is_recalled_goes_nowhere(chain: Chain, spread: dict[str, str]) -> None:
    """No packing, shipment or label, and no label of a run that was made before; the refusal says why."""
    run = chain.packer.made("/print-runs", {"batch_id": chain.batch, "quantity": 1})
    chain.grower.made("/recalls", recalled([chain.batch]))
    before = chain.counted()
    answers = [
        who.post(path, body)
        for who, batch in ((chain.packer, chain.batch), (chain.packer, spread["mixed"]))
        for path, body in (
            ("/packings", who.pack([(batch, "1")])),
            ("/movements", who.ship([(batch, "1")], to_text="Chợ")),
            ("/print-runs", {"batch_id": batch, "quantity": 1}),
        )
    ]
    answers.append(chain.packer.manager.get(run["links"]["labels_pdf"]))

    assert [refused(found) for found in answers] == [(409, "batch-recalled")] * 7
    assert "Dư lượng vượt mức" in answers[0].get_json()["detail"]
    assert chain.counted() == before


def test_who_syncs_hears_of_a_recall_upstream(chain: Chain, spread: dict[str, str]) -> None:
    """The exporter's own batch changed, though the exporter did nothing to it; so it is when it is lifted."""
    since = NOW.isoformat().replace("+00:00", "Z")
    made = chain.grower.made("/recalls", recalled([chain.batch]))
    found = chain.exporter.read(f"/batches?received=true&updated_since={since}")["items"]
    assert {spread["deep"], spread["deeper"]} <= {row["id"] for row in found}

    assert chain.grower.other.post(made["links"]["lift"], json=LIFT).status_code == 201
    statuses = [row["status"] for row in chain.exporter.read("/batches?received=true")["items"]]
    assert set(statuses) <= {"published", "used_up"}


def test_somebody_else_lifts_it_in_writing(chain: Chain, spread: dict[str, str]) -> None:
    """Who recalled does not, nor another organisation; then all goes on where no other recall reaches it."""
    first = chain.grower.made("/recalls", recalled([chain.batch]))
    second = chain.packer.made("/recalls", recalled([spread["mixed"]], reason="Cân sai"))
    answers = [chain.grower.post(f"/recalls/{first['id']}/lift", LIFT)]
    answers.append(chain.packer.post(f"/recalls/{first['id']}/lift", LIFT))
    lifted = chain.grower.other.post(first["links"]["lift"], json=LIFT)
    answers.append(chain.grower.other.post(first["links"]["lift"], json=LIFT))

    assert [refused(found) for found in answers] == [
        (403, "second-person-needed"),
        (404, "not-found"),
        (409, "recall-lifted"),
    ]
    shown = lifted.get_json()
    assert (lifted.status_code, shown["lift_reason"], shown["is_lifted_alone"]) == (
        201,
        LIFT["reason"],
        False,
    )
    assert shown["lifted_at"] == "2026-10-25T03:00:00Z"
    assert chain.grower.read(f"/batches/{chain.batch}")["status"] == "published"
    deep = chain.exporter.read(f"/batches/{spread['deep']}")
    assert [found["reason"] for found in deep["recalls"]] == ["Cân sai"]
    assert chain.packer.other.post(second["links"]["lift"], json=LIFT).status_code == 201
    assert chain.exporter.read(f"/batches/{spread['deep']}")["recalls"] == []


def test_the_call_list_names_every_receiver_at_any_depth(chain: Chain, spread: dict[str, str]) -> None:
    """Each shipment of anything reached, with its lots of those; not what was refused; calls are noted."""
    back = chain.grower.ship([(chain.batch, "1")], to_organisation=chain.exporter.code)
    refusal = chain.grower.made("/movements", back)["id"]
    chain.exporter.made(f"/movements/{refusal}/answer", {"answer": "refused", "reason": "Dập"})
    made = chain.grower.made("/recalls", recalled([chain.batch]))
    listed = chain.grower.read(f"/recalls/{made['id']}/call-list")

    assert (listed["due_at"], listed["is_overdue"]) == ("2026-10-26T03:00:00Z", False)
    assert [call["lots"] for call in listed["calls"]] == [
        [chain.lot_of(name)] for name in (chain.batch, spread["mixed"], spread["deeper"])
    ]
    assert listed["calls"][2]["receiver"] == "Chợ đầu mối"
    assert all(call["called_at"] is None for call in listed["calls"])
    told = chain.grower.made(
        f"/recalls/{made['id']}/calls", {"shipment_id": spread["sold"], "note": "Đã ngừng bán"}
    )
    assert [call["note"] for call in told["calls"]] == [None, None, "Đã ngừng bán"]
    assert chain.packer.get(f"/recalls/{made['id']}/call-list").status_code == 404
    nobody = chain.grower.post(f"/recalls/{made['id']}/calls", {"shipment_id": refusal})
    assert refused(nobody) == (404, "not-found")


@pytest.mark.parametrize(
    ("recalled_at", "overdue"), [("2026-10-24T03:00:00Z", False), ("2026-10-24T02:59:59Z", True)]
)
def test_the_clock_runs_for_24_hours(
    chain: Chain, spread: dict[str, str], recalled_at: str, overdue: bool
) -> None:
    """From the recall on, until everybody was told."""
    made = chain.grower.made("/recalls", recalled([chain.batch], recalled_at=recalled_at))
    path = f"/recalls/{made['id']}"
    listed = chain.grower.read(f"{path}/call-list")
    assert listed["is_overdue"] is overdue
    for call in listed["calls"]:
        chain.grower.made(f"{path}/calls", {"shipment_id": call["shipment_id"]})

    assert chain.grower.read(f"{path}/call-list")["is_overdue"] is False


@pytest.mark.parametrize(
    ("but", "status", "code"),
    [
        ({"recalled_at": "2026-10-25T03:00:01Z"}, 422, "recall-in-future"),
        ({"reason": ""}, 422, "invalid-input"),
        ({"batch_ids": []}, 422, "invalid-input"),
        ({"batch_ids": ["019aa000-0000-7000-8000-000000000000"]}, 404, "not-found"),
    ],
)
def test_a_recall_that_cannot_be_is_refused_without_a_trace(
    chain: Chain, but: dict[str, Any], status: int, code: str
) -> None:
    """No row is kept of it."""
    before = chain.counted()

    assert refused(chain.grower.post("/recalls", recalled([chain.batch]) | but)) == (status, code)
    assert chain.counted() == before


def test_a_recall_of_long_ago_or_of_a_batch_named_twice_is_read(chain: Chain) -> None:
    """The first instant that there is fails nothing."""
    body = recalled([chain.batch, chain.batch], recalled_at="0001-01-01T00:00:00Z")
    made = chain.grower.made("/recalls", body)

    assert made["batch_ids"] == [chain.batch]
    assert chain.grower.read(f"/recalls/{made['id']}/call-list")["due_at"] == "0001-01-02T00:00:00Z"


def test_a_batch_packed_meanwhile_is_reached_too(chain: Chain, spread: dict[str, str]) -> None:
    """The reach is asked anew each time: a lifted hold, a late entry, nothing can escape it."""
    made = chain.grower.made("/recalls", recalled([chain.batch]))
    chain.grower.other.post(made["links"]["lift"], json=LIFT)
    late = chain.exporter.packed([(spread["deep"], "5")])
    again = chain.grower.made("/recalls", recalled([chain.batch]))

    assert again["reached_count"] == made["reached_count"] + 1
    assert chain.exporter.read(f"/batches/{late}")["status"] == "recalled"
