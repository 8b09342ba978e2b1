"""Events beside the standard: GS1's own JSON schema, and the reference implementation of the event hash."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
from epcis_event_hash_generator import hash_generator, json_to_py

from batches.events.cbv import CONTEXT
from batches.events.rules import canonical

NEEDED = ("EPCIS-JSON-Schema.json", "epcis-context.jsonld")


def find_standards() -> Path | None:
    """The folder named by RONGUON_STANDARDS, when the files are in it."""
    named = os.environ.get("RONGUON_STANDARDS")
    found = Path(named) if named else None
    return found if found and all((found / name).is_file() for name in NEEDED) else None


def make_validator(standards: Path) -> jsonschema.Draft7Validator:
    """Checks documents by GS1's schema, formats of instants included."""
    schema = json.loads((standards / "EPCIS-JSON-Schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    assert "date-time" in checker.checkers
    return jsonschema.Draft7Validator(schema, format_checker=checker)


def document(*events: dict[str, Any]) -> dict[str, Any]:
    """A document with some events, their keys in canonical order."""
    return {
        "@context": list(CONTEXT),
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-05-02T00:00:00Z",
        "epcisBody": {"eventList": [json.loads(canonical(event)) for event in events]},
    }


def reference_hash(event: dict[str, Any]) -> str:
    events = json_to_py.event_list_from_epcis_document_json(document(event))
    (name,) = hash_generator.epcis_hashes_from_events(events)
    return str(name)


def personal(documents: Sequence[str], values: Sequence[str]) -> list[str]:
    """Which of some private values stand in what was recorded."""
    return [value for value in values if any(value in document for document in documents)]
