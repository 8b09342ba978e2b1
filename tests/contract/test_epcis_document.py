"""The chain of a batch as a document that GS1's schema and the reference hash both take."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from epcis_event_hash_generator import hash_generator, json_to_py
from flask import Flask

from batches.corrections.service import correct_event
from batches.events.hashing import event_hash
from batches.events.service import events_of
from batches.recalls.service import recall_batches
from tests.builders import make_token
from tests.chain_world import EDGE, SHIPPED_AT, make_chain
from tests.conftest import Writing

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@pytest.fixture
def document(app: Flask, writing: Writing) -> dict[str, Any]:
    """Of a batch packed twice, with a corrected harvest and a recall upstream."""
    with writing() as session:
        chain = make_chain(session)
        one = chain.one.actor
        (harvest, *_) = events_of(session, chain.first.id)
        correct_event(
            session,
            one,
            chain.first.id,
            harvest.id,
            reason="incorrect_data",
            note="Gõ nhầm",
            net_weight_kg=chain.first.net_weight_kg - 1,
            decided_by=one.id,
            now=EDGE["now"],
        )
        recall_batches(
            session,
            one,
            batch_ids=[chain.first.id],
            reason="Mẫu thử",
            decision_no=None,
            recalled_at=SHIPPED_AT,
            **EDGE,
        )
        token = make_token(session, chain.packer.organisation)
        path = f"/api/v1/batches/{chain.sold.id}/epcis"
    answer = app.test_client().get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_the_document_is_valid_epcis(document: dict[str, Any], standards: Path) -> None:
    """GS1's own schema takes it whole, instants included."""
    schema = json.loads((standards / "EPCIS-JSON-Schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER

    jsonschema.Draft7Validator(schema, format_checker=checker).validate(document)


def test_every_event_id_is_the_hash_that_anybody_computes(document: dict[str, Any]) -> None:
    """Ours and the reference generator's, over the document as it was answered."""
    events = document["epcisBody"]["eventList"]
    json_to_py._namespaces.clear()
    told = [event["eventID"] for event in events]

    reference = hash_generator.epcis_hashes_from_events(
        json_to_py.event_list_from_epcis_document_json(document)
    )

    assert sorted(set(told)) == sorted(set(reference))
    assert told == [event_hash(event) for event in events]


def test_what_was_wrong_stands_beside_what_is_right(document: dict[str, Any]) -> None:
    """The wrong harvest, the right one, and the declaration, which repeats the wrong one's id."""
    events = document["epcisBody"]["eventList"]
    declared = [event for event in events if "errorDeclaration" in event]
    ids = [event["eventID"] for event in events]

    assert len(declared) == 1
    assert ids.count(declared[0]["eventID"]) == 2
    assert declared[0]["errorDeclaration"]["correctiveEventIDs"][0] in ids
    assert [event["eventTime"] for event in events] == sorted(event["eventTime"] for event in events)
    assert sum(event["type"] == "TransformationEvent" for event in events) == 2
    assert sum("persistentDisposition" in event for event in events) == 1
