"""What becomes of labels over the API: allotted, printed, applied, void, printed again, closed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.builders_chain import make_recall
from tests.conftest import NOW, Writing
from tests.web.label_world import Station, at_another_time, code_of


def test_a_batch_gets_no_more_labels_than_its_fruit_can_take(station: Station) -> None:
    """Of 100 fruits: half before a second party has weighed it, 105 after; more with a reason, 120 at the very most."""
    first = station.ask_run(51)
    confirmed = station.manager.post(
        f"/api/v1/batches/{station.batch.id}/weight-confirmations", json={"net_weight_kg": "1240"}
    )

    assert code_of(first) == (409, "weight-not-confirmed")
    assert confirmed.status_code == 201
    assert station.run(60)["state"] == "created"
    assert code_of(station.ask_run(46)) == (409, "allotment-exceeded")
    assert station.run(45)["state"] == "created"
    assert code_of(station.ask_run(16, over_allotment_reason="Tem hay rách")) == (409, "allotment-exceeded")
    assert station.run(15, over_allotment_reason="Tem hay rách")["state"] == "awaiting_approval"


def test_a_second_scale_that_shows_something_else_confirms_nothing(station: Station) -> None:
    """More than 3 % off is another weight: the refusal names both."""
    answer = station.manager.post(
        f"/api/v1/batches/{station.batch.id}/weight-confirmations", json={"net_weight_kg": "1200"}
    )

    assert code_of(answer) == (422, "weight-differs")
    assert "1250.5" in answer.get_json()["detail"]


def over_run(station: Station) -> dict[str, Any]:
    station.manager.post(
        f"/api/v1/batches/{station.batch.id}/weight-confirmations", json={"net_weight_kg": "1250"}
    )
    return station.run(110, over_allotment_reason="Tem hay rách")


def test_more_labels_than_fruit_wait_for_another_person(station: Station) -> None:
    """Nothing is drawn before; who asked may not agree; declined, its labels are void and free the fruit."""
    run = over_run(station)
    pdf, decision = run["links"]["labels_pdf"], f"{run['links']['self']}/decision"

    assert code_of(station.packer.get(pdf)) == (409, "run-awaits-approval")
    assert code_of(station.packer.post(decision, json={"decision": "approve"})) == (403, "not-allowed")
    approved = station.manager.post(decision, json={"decision": "approve"})
    assert (approved.status_code, approved.get_json()["state"]) == (201, "created")
    assert station.packer.get(pdf).status_code == 200
    assert code_of(station.manager.post(decision, json={"decision": "decline"})) == (409, "run-decided")


def test_who_asked_for_more_labels_does_not_approve_them(station: Station) -> None:
    """A manager's own request is left to another one; declined, all its labels are void and the fruit is free."""
    alone = Station(station.cooperative, station.manager, station.packer, station.batch)
    run = over_run(Station(alone.cooperative, station.manager, station.manager, station.batch))
    decision = f"{run['links']['self']}/decision"

    assert code_of(station.manager.post(decision, json={"decision": "approve"})) == (
        403,
        "second-person-needed",
    )


def test_a_declined_run_is_void_and_frees_the_fruit(station: Station) -> None:
    """Its labels count no more; each says that it is void."""
    run = over_run(station)
    declined = station.manager.post(
        f"{run['links']['self']}/decision", json={"decision": "decline", "note": "Dùng tem cũ trước"}
    ).get_json()

    assert (declined["state"], declined["labels"]["void"]) == ("declined", 110)
    assert station.run(105)["state"] == "created"
    assert "Tem đã bị hủy" in station.packer.client.get(f"/t/{run['first_code']}").get_data(as_text=True)


def test_labels_go_from_the_printer_onto_fruit(station: Station) -> None:
    """Confirmed, applied in part, told twice, torn, closed: the counts add up, and what was told twice counts once."""
    run = station.run(40)
    states = [
        station.tell(run, "confirmations"),
        station.tell(run, "applications", first=1, last=30),
        station.tell(run, "applications", first=21, last=30),
        station.tell(run, "voids", first=31, last=32, reason="torn"),
        station.tell(run, "close", applied=[[1, 30], [33, 35]]),
        station.tell(run, "close", applied=[[1, 35 - 5]]),
    ]

    assert [answer.status_code for answer in states] == [201] * 6
    assert [answer.get_json()["state"] for answer in states] == [*["printed"] * 4, "closed", "closed"]
    assert states[-1].get_json()["labels"] == {
        "printed": 40,
        "applied": 33,
        "void": 7,
        "open": 0,
        "reprinted": 0,
    }
    ranges = station.packer.get(run["links"]["ranges"]).get_json()
    assert (ranges["applied"], ranges["void"]) == ([[1, 30], [33, 35]], [[31, 32], [36, 40]])


def test_what_happened_to_labels_on_fruit_is_an_event(station: Station) -> None:
    """Applied: an ADD with run and range; void on fruit: a DELETE; a torn label that was on none is no event."""
    run = station.run(40)
    station.tell(run, "applications", first=1, last=10)
    station.tell(run, "voids", first=10, last=11, reason="lost")
    events = station.packer.get(f"/api/v1/batches/{station.batch.id}/events").get_json()["items"]
    told = {event["kind"]: event["document"] for event in events if event["kind"].startswith("labels")}

    applied, void = told["labels_applied"], told["labels_void"]
    assert (applied["action"], applied["bizStep"], applied["quantityList"][0]["quantity"]) == (
        "ADD",
        "commissioning",
        10,
    )
    assert (void["action"], void["bizStep"], void["quantityList"][0]["quantity"]) == (
        "DELETE",
        "decommissioning",
        1,
    )
    assert [value for name, value in void.items() if name.endswith("printRun")] == [run["run_code"]]
    assert len([event for event in events if event["kind"].startswith("labels")]) == 2


REFUSED = [
    ("applications", {"first": 30, "last": 41}, (422, "serials-beyond-run")),
    ("voids", {"first": 41, "last": 41, "reason": "jam"}, (422, "serials-beyond-run")),
    ("voids", {"first": 9, "last": 9, "reason": "jam"}, (409, "labels-void")),
    ("voids", {"first": 8, "last": 7, "reason": "jam"}, (422, "range-reversed")),
    ("voids", {"first": 8, "last": 8, "reason": "bored"}, (422, "invalid-input")),
    ("applications", {"first": 9, "last": 9}, (409, "labels-void")),
    ("confirmations", {"first": 9, "last": 12}, (409, "labels-void")),
    ("reprints", {"first": 9, "last": 9, "reason": "jam"}, (409, "labels-void")),
    ("reprints", {"first": 1, "last": 1, "reason": "jam"}, (409, "labels-not-printed")),
    ("close", {"applied": [[9, 9]]}, (409, "labels-void")),
    ("close", {"applied": [[3, 1]]}, (422, "range-reversed")),
    ("close", {"applied": [[1, 2, 3]]}, (422, "invalid-input")),
    ("close", {"applied": [["1", 2]]}, (422, "invalid-input")),
]


@pytest.mark.parametrize(("what", "body", "expected"), REFUSED)
def test_what_cannot_be_told_of_labels_is_refused(
    station: Station, what: str, body: dict[str, Any], expected: tuple[int, str]
) -> None:
    """Of a run of 40, of which the ninth is void: by name, and nothing changes."""
    run = station.run(40)
    station.tell(run, "voids", first=9, last=9, reason="torn")
    before = station.packer.get(run["links"]["ranges"]).get_json()

    assert code_of(station.tell(run, what, **body)) == expected
    assert station.packer.get(run["links"]["ranges"]).get_json() == before


def test_many_reprints_need_another_person(station: Station) -> None:
    """Three of 40 are more than 5 %: they wait, who asked may not grant them, and the log keeps who did."""
    run = station.run(40)
    station.tell(run, "confirmations")
    asked = station.tell(run, "reprints", first=1, last=3, reason="jam").get_json()
    path = f"{run['links']['labels_pdf']}?from=1&to=3"

    assert asked["state"] == "awaiting_approval"
    assert code_of(station.packer.get(path)) == (409, "run-already-printed")
    granted = station.manager.post(asked["links"]["decision"], json={"decision": "approve"})
    assert (granted.status_code, granted.get_json()["state"]) == (201, "approved")
    again = station.manager.post(asked["links"]["decision"], json={"decision": "decline"})
    assert code_of(again) == (409, "reprint-decided")
    assert station.packer.get(path).data.startswith(b"%PDF")
    page = station.packer.client.get(f"/t/{run['first_code']}").get_data(as_text=True)
    assert "đã in lại" in page
    kinds = [entry["kind"] for entry in station.packer.get(run["links"]["log"]).get_json()["items"]]
    assert kinds == ["fetched", "reprint_approved", "reprint_asked", "printed"]


def test_labels_that_are_left_become_void_by_themselves(station: Station, app: Flask) -> None:
    """Fourteen days after the last work on them; the answer said so from the first, and no job has to run."""
    run = station.run(40)
    station.tell(run, "applications", first=1, last=30)
    at_another_time(app, NOW + timedelta(days=14))
    later = station.packer.get(run["links"]["self"]).get_json()

    assert run["closes_at"] == "2026-11-08T03:00:00Z"
    assert (later["state"], later["closed_at"]) == ("closed", "2026-11-08T03:00:00Z")
    assert (later["labels"]["applied"], later["labels"]["void"]) == (30, 10)
    assert "Tem đã bị hủy" in station.packer.client.get(f"/t/{run['last_code']}").get_data(as_text=True)
    assert "Tem đã bị hủy" not in station.packer.client.get(f"/t/{run['first_code']}").get_data(as_text=True)
    assert code_of(station.tell(run, "applications", first=31, last=40)) == (409, "run-closed")


def test_a_recalled_batch_gives_no_labels(station: Station, writing: Writing) -> None:
    """No new run, no file, and nothing more is told to be on fruit; but labels can still be made void."""
    run = station.run(40, stock="roll-70x50")
    with writing() as session:
        make_recall(session, station.cooperative, [station.batch])

    assert code_of(station.ask_run(1)) == (409, "batch-recalled")
    for file in ("labels_pdf", "labels_zpl", "labels_tspl", "preview"):
        assert code_of(station.packer.get(run["links"][file])) == (409, "batch-recalled")
    assert code_of(station.tell(run, "applications", first=1, last=2)) == (409, "batch-recalled")
    assert station.tell(run, "voids", first=1, last=40, reason="lost").status_code == 201


def test_the_card_accounts_for_every_label(station: Station) -> None:
    """Open labels are not signed for; what is far off needs a note; a change after signing shows."""
    run = station.run(50)
    path = f"/api/v1/batches/{station.batch.id}/reconciliation"
    station.tell(run, "applications", first=1, last=45)
    open_card = station.packer.get(path).get_json()["cards"][0]
    early = station.manager.post(f"{path}/sign-offs", json={})
    station.tell(run, "close", applied=[])
    unexplained = station.manager.post(f"{path}/sign-offs", json={})
    signed = station.manager.post(f"{path}/sign-offs", json={"note": "Nửa còn lại bán không tem"}).get_json()
    station.tell(run, "voids", first=1, last=1, reason="lost")

    assert (open_card["fruits"], open_card["allotted"], open_card["applied"]) == (100, 50, 45)
    assert (open_card["left_over"], open_card["difference"], open_card["is_alert"]) == (5, 55, True)
    assert code_of(early) == (409, "labels-left-over")
    assert code_of(unexplained) == (422, "sign-off-note-missing")
    assert (signed["is_signed"], signed["cards"][0]["void"]) == (True, 5)
    assert station.packer.get(path).get_json()["is_signed"] is False
