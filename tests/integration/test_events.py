"""A registered harvest leaves its event, in the same transaction."""

import json

import pytest
from sqlalchemy import func, select

from batches.events.hashing import event_hash
from batches.events.model import Event
from batches.events.service import events_of
from batches.harvest.model import Batch
from batches.provenance.queries import find_public_batch
from tests.builders import GTIN, make_batch, make_cooperative
from tests.conftest import BASE_URL, Writing


def test_a_harvest_records_a_canonical_event(writing: Writing) -> None:
    """The stored text is canonical JSON, its id the standard's hash, and it names only codes and ids."""
    with writing() as session:
        cooperative = make_cooperative(session)
        batch = make_batch(session, cooperative)
        (event,) = events_of(session, batch.id)

        document = json.loads(event.document)
        assert event.document == json.dumps(
            document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert event.epcis_event_id == document["eventID"] == event_hash(document)
        assert document["quantityList"] == [
            {"epcClass": f"https://id.gs1.org/01/{GTIN}/10/{batch.lot}", "quantity": 1250.5, "uom": "KGM"}
        ]
        assert (
            document["readPoint"]["id"] == f"{BASE_URL}/loc/plot/{cooperative.organisation.short_code}.A-01"
        )
        assert cooperative.organisation.name not in event.document


def test_an_event_that_cannot_be_kept_keeps_no_batch(writing: Writing) -> None:
    """One transaction: when the event is refused, the batch is not there either."""
    with pytest.raises(RuntimeError, match="after the batch"), writing() as session:
        make_batch(session, make_cooperative(session))
        raise RuntimeError("after the batch")

    with writing() as session:
        assert session.scalar(select(func.count()).select_from(Batch)) == 0
        assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_the_public_form_tells_when_it_was_recorded_late(writing: Writing) -> None:
    """Over three days after the day it happened, the stage says so."""
    from datetime import date

    with writing() as session:
        cooperative = make_cooperative(session)
        on_time = make_batch(session, cooperative, harvested_on=date(2026, 10, 23))
        late = make_batch(session, cooperative, harvested_on=date(2026, 10, 21))
        shown = [find_public_batch(session, batch_id=batch.id) for batch in (on_time, late)]

    assert [found.stages[0].is_late for found in shown if found] == [False, True]


def test_a_lot_that_exists_is_drawn_again(writing: Writing) -> None:
    """A lot is never reused: the same draw gives the next one."""
    draws = iter(["0000", "0000", "0001"])
    with writing() as session:
        cooperative = make_cooperative(session)
        first = make_batch(session, cooperative, draw=lambda _length: next(draws))
        second = make_batch(session, cooperative, draw=lambda _length: next(draws))

        assert (first.lot[-4:], second.lot[-4:]) == ("0000", "0001")
