"""What a resolver's answer says, read as GS1's schemas and ours read it."""

import json
from typing import Any

import jsonschema
import pytest
from werkzeug.test import TestResponse

from tests.conftest import BASE_URL
from tests.epcis import find_standards

LINKSET = "application/linkset+json"


def linkset_of(answer: TestResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json(force=True)["linkset"]
    return found


def location(answer: TestResponse) -> str:
    assert answer.status_code == 307, answer.text
    return answer.headers["Location"].removeprefix(BASE_URL)


def validate(name: str, document: object) -> None:
    standards = find_standards()
    if standards is None:
        pytest.skip("RONGUON_STANDARDS names no folder with GS1's files")
    jsonschema.validate(document, json.loads((standards / name).read_text(encoding="utf-8")))
