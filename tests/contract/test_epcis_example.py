"""The document in docs/ is what it says it is: valid, with ids that anybody computes, explained event by event."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from batches.events.hashing import event_hash

DOCS = Path(__file__).parents[2] / "docs"
PRIVATE = ("mẫu", "+84", "MẪU-01", "Nhà nhập khẩu")


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DOCS / "examples" / "packed-batch.epcis.json").read_text())
    return found


def test_the_example_is_valid_epcis(document: dict[str, Any], standards: Path) -> None:
    """GS1's own schema takes it."""
    schema = json.loads((standards / "EPCIS-JSON-Schema.json").read_text(encoding="utf-8"))

    jsonschema.Draft7Validator(schema).validate(document)


def test_each_event_of_the_example_has_the_name_that_it_computes(document: dict[str, Any]) -> None:
    """Nobody has touched it since it was written."""
    events = document["epcisBody"]["eventList"]

    assert len(events) == 12
    assert [event["eventID"] for event in events] == [event_hash(event) for event in events]


def test_the_example_names_no_person_or_organisation(document: dict[str, Any]) -> None:
    """Codes and ids only."""
    text = json.dumps(document, ensure_ascii=False)

    assert not [word for word in PRIVATE if word in text]


def test_the_walk_explains_each_step(document: dict[str, Any]) -> None:
    """Every business step of the file stands in the page."""
    page = (DOCS / "epcis.md").read_text()
    steps = {event["bizStep"] for event in document["epcisBody"]["eventList"]}

    assert not [step for step in steps if f"`{step}`" not in page]
