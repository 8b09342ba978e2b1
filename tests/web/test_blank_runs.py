"""Labels printed before the season, over the API: blank, bound to a batch, applied."""

from typing import Any

from batches.organisations.model import Organisation
from tests.builders import make_batch
from tests.builders_chain import make_recall
from tests.conftest import BASE_URL, Writing
from tests.web.label_world import Station, code_of


def test_blank_labels_wait_for_their_batch(station: Station) -> None:
    """They say so when scanned; a range is bound once and counted as a run would be; then they show the batch."""
    blank = station.run(60, batch_id=None)
    pages = station.packer.client
    before = pages.get(f"/t/{blank['first_code']}").get_data(as_text=True)
    bound = station.tell(blank, "bindings", first=1, last=40, batch_id=str(station.batch.id))
    again = station.tell(blank, "bindings", first=1, last=40, batch_id=str(station.batch.id))

    assert (blank["batch_id"], blank["links"]["batch"]) == (None, None)
    assert blank["links"]["first_label"] == f"{BASE_URL}/t/{blank['first_code']}"
    assert "Tem chưa kích hoạt" in before
    assert station.batch.lot not in before
    assert (bound.status_code, again.status_code) == (201, 201)
    assert station.batch.lot in pages.get(f"/t/{blank['first_code']}").get_data(as_text=True)
    assert "Tem chưa kích hoạt" in pages.get(f"/t/{blank['last_code']}").get_data(as_text=True)
    assert code_of(station.tell(blank, "applications", first=40, last=41)) == (409, "labels-not-bound")
    assert code_of(station.ask_run(11)) == (409, "weight-not-confirmed")


def test_a_blank_sample_says_so(station: Station, writing: Writing) -> None:
    """On its page and to programs, before it belongs to any fruit."""
    blank = station.run(5, batch_id=None)
    with writing() as session:
        session.get_one(Organisation, station.cooperative.organisation.id).is_sample = True
    pages = station.packer.client

    assert "TEM THỬ" in pages.get(f"/t/{blank['first_code']}").get_data(as_text=True)
    told = pages.get(f"/api/v1/codes/{blank['first_code']}").get_json()
    assert (told["status"], told["is_sample"], told["lot"]) == ("not_bound", True, None)


def test_blank_labels_are_bound_within_the_fruit(station: Station, writing: Writing) -> None:
    """Not beyond it, not to two batches, and to none that may not get labels."""
    blank = station.run(200, batch_id=None)
    with writing() as session:
        other = make_batch(session, station.cooperative, fruit_count=100)
        called = make_batch(session, station.cooperative, fruit_count=100)
        make_recall(session, station.cooperative, [called])

    def bind(first: int, last: int, batch: Any) -> tuple[int, str]:
        answer = station.tell(blank, "bindings", first=first, last=last, batch_id=str(batch.id))
        return answer.status_code, answer.get_json().get("code", "")

    assert bind(1, 106, station.batch) == (409, "allotment-exceeded")
    assert bind(1, 51, station.batch) == (409, "weight-not-confirmed")
    assert bind(1, 50, station.batch) == (201, "")
    assert bind(50, 60, other) == (409, "labels-bound")
    assert bind(51, 60, called) == (409, "batch-recalled")
    assert code_of(station.ask_run(1, batch_id=None, design="box-100x50")) == (422, "design-needs-batch")
