"""Every event of the demo, beside the standard: GS1's schema, the reference's hash, and nothing personal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from epcis_event_hash_generator import json_to_py
from sqlalchemy import select

from app.cli.demo.chain import BUYER, LABORATORY, RECALL_REASON, VEHICLE
from app.cli.demo.season import TEAM
from app.db import reading
from batches.events.hashing import event_hash
from batches.events.model import Event
from batches.movements.model import Movement
from batches.organisations.model import Organisation
from tests.conftest import MakeApp
from tests.epcis import document, make_validator, personal, reference_hash

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@pytest.fixture(autouse=True)
def _fresh_reference() -> Iterator[None]:
    """The reference keeps the prefixes of every document it has read in a global: they must not leak."""
    json_to_py._namespaces.clear()
    yield
    json_to_py._namespaces.clear()


def test_every_event_of_the_demo_is_the_standard_s_and_nobody_s(make_app: MakeApp, standards: Path) -> None:
    """Harvests, shipments, packings, tests and a recall: valid, named as anybody computes, without a private word."""
    app = make_app(DEMO="1", LABEL_BASE_URL="http://127.0.0.1:8000")
    assert app.test_cli_runner().invoke(args=["demo", "load"]).exit_code == 0
    with app.app_context(), reading() as session:
        rows = session.scalars(select(Event)).all()
        names = [*session.scalars(select(Organisation.name)), str(TEAM.name)]
        papers = [paper for paper in session.scalars(select(Movement.reference)) if paper]
    documents = [row.document for row in rows]
    events = [json.loads(text) for text in documents]

    assert len(events) == 34
    make_validator(standards).validate(document(*events))
    assert [row.epcis_event_id for row in rows] == [event_hash(event) for event in events]
    assert [row.epcis_event_id for row in rows] == [reference_hash(event) for event in events]
    private = [*names, *papers, BUYER, LABORATORY, VEHICLE, RECALL_REASON, "+84"]
    assert personal(documents, private) == []
