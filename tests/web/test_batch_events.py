"""The events of a batch, as they were recorded, under their batch alone."""

from typing import Any

from tests.builders import make_cooperative, make_token
from tests.conftest import Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


def test_the_events_of_a_batch_are_read_as_they_were_recorded(
    manager: Caller, harvest: dict[str, Any], writing: Writing
) -> None:
    """The list and the one event say the same; the document's own id is the standard's hash."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    (listed,) = manager.get(batch["links"]["events"]).get_json()["items"]
    single = manager.get(f"{batch['links']['events']}/{listed['id']}").get_json()

    assert single == listed
    assert single["kind"] == "harvest"
    assert single["epcis_event_id"].startswith("ni:///sha-256;")
    assert single["document"]["type"] == "ObjectEvent"
    assert single["document"]["eventTime"] == "2026-10-20T00:00:00+07:00"


def test_an_event_belongs_to_its_batch(manager: Caller, harvest: dict[str, Any], writing: Writing) -> None:
    """Under another batch, and for another organisation, it is not there."""
    first, second = (manager.post(BATCHES, json=harvest).get_json() for _ in range(2))
    event = manager.get(first["links"]["events"]).get_json()["items"][0]
    with writing() as session:
        stranger = Caller(
            manager.client, make_token(session, make_cooperative(session, gtin=None).organisation)
        )

    assert manager.get(f"{second['links']['events']}/{event['id']}").status_code == 404
    assert stranger.get(first["links"]["events"]).status_code == 404
    assert stranger.get(f"{first['links']['events']}/{event['id']}").status_code == 404
