"""The OpenAPI document is valid, is the one that was committed, and says what really happens."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from openapi_spec_validator import validate

from app.api.api import openapi
from app.api.conventions import DRY_RUN
from app.api.links import LINKS
from docs.make_api import DOCS, errors_text, openapi_text
from tests.contract.fuzzing import WITHOUT_LIMITS, fuzz
from tests.live import running_demo

EXAMPLES_A_ROUND = 4  # of each operation, beside the thousands of cases that cover each shape
LEAST_CASES = 3000


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, found in document["paths"].items()
        for method, operation in found.items()
        if method != "parameters"
    ]


def test_the_committed_document_is_the_code_s(app: Flask) -> None:
    """A change of the API shows in the diff of docs/openapi.json; `make openapi` writes it."""
    assert (DOCS / "openapi.json").read_text(encoding="utf-8") == openapi_text(app)


def test_the_committed_errors_are_the_code_s() -> None:
    """Every code stands in docs/errors with its status and sentences; `make openapi` writes them."""
    assert (DOCS / "errors" / "README.md").read_text(encoding="utf-8") == errors_text()


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    """OpenAPI 3.1, weights as strings, and every error as problem+json."""
    validate(document)
    assert document["openapi"] == "3.1.0"
    weight = document["components"]["schemas"]["BatchIn"]["properties"]["net_weight_kg"]
    assert (weight["type"], weight["format"]) == ("string", "decimal")
    for status, problem in document["components"]["responses"].items():
        assert status >= "400"
        assert list(problem["content"]) == ["application/problem+json"]


def test_every_example_fits_its_shape(document: dict[str, Any]) -> None:
    """What a reader copies is right, formats included."""
    components = {"components": document["components"]}
    checked = 0
    for name, schema in document["components"]["schemas"].items():
        for example in schema.get("examples", ()):
            jsonschema.validate(
                example,
                {"$ref": f"#/components/schemas/{name}", **components},
                cls=jsonschema.Draft202012Validator,
                format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
            )
            checked += 1

    assert checked >= 15


def test_every_operation_says_what_can_happen(document: dict[str, Any]) -> None:
    """Each has a summary, an id of its own and the refusals that all share; a label's code alone is public."""
    found = operations(document)

    assert document["security"] == [{"token": []}]
    assert len({operation["operationId"] for _, operation in found}) == len(found)
    for name, operation in found:
        assert operation["summary"].endswith("."), name
        assert (operation.get("security") == []) == (name == "get /api/v1/codes/{code}"), name
        of_callers = set() if "security" in operation else {"401", "403"}
        assert {"400", "404", "422", "429", "500", "503"} | of_callers <= set(operation["responses"]), name


def test_every_post_takes_a_key_and_a_dry_run(document: dict[str, Any]) -> None:
    """And every JSON read answers with an ETag, every change asks for one."""
    parameters = {
        name: {found.get("$ref", "").rpartition("/")[2] for found in operation["parameters"]}
        for name, operation in operations(document)
    }

    for name, operation in operations(document):
        if name.startswith("post"):
            assert {"IdempotencyKey", "ValidateOnly"} <= parameters[name]
            assert "409" in operation["responses"]
        if name.startswith("patch"):
            assert "IfMatch" in parameters[name]
            assert {"412", "428"} <= set(operation["responses"])
        if name.startswith("get") and "application/json" in operation["responses"]["200"]["content"]:
            assert "ETag" in operation["responses"]["200"]["headers"]
            assert "304" in operation["responses"]
    assert document["components"]["parameters"]["ValidateOnly"]["name"] == DRY_RUN


def test_links_lead_from_a_harvest_to_its_labels(document: dict[str, Any]) -> None:
    """A program finds its way: the batch's id makes a print run, the run's id its PDF."""
    paths = document["paths"]
    printed = paths["/api/v1/batches"]["post"]["responses"]["201"]["links"]["print"]
    labels = paths["/api/v1/print-runs"]["post"]["responses"]["201"]["links"]["labels"]

    assert printed["requestBody"] == {"batch_id": "$response.body#/id"}
    assert printed["operationId"] == paths["/api/v1/print-runs"]["post"]["operationId"]
    assert labels["operationId"] == paths["/api/v1/print-runs/{run_id}/labels.pdf"]["get"]["operationId"]


def test_a_real_problem_has_the_documented_shape(app: Flask, document: dict[str, Any]) -> None:
    """What is answered is what is documented."""
    client = app.test_client()

    for answer in (client.post("/api/v1/batches", json={}), client.get("/api/v1/nothing")):
        jsonschema.validate(
            answer.get_json(),
            {"$ref": "#/components/schemas/ProblemOut", "components": document["components"]},
        )


def test_no_generated_request_breaks_the_document(tmp_path: Path) -> None:
    """Against the running server with all checks and links: no 5xx, no undocumented status, no other shape."""
    with running_demo(tmp_path / "data", **WITHOUT_LIMITS) as server:
        found = fuzz(server, seed=1, examples=EXAMPLES_A_ROUND)

    assert found.passed, found.output
    assert found.cases >= LEAST_CASES, found.output


def test_every_link_starts_at_an_operation(app: Flask) -> None:
    """A misspelt path would leave its links out silently; what a POST made can be read, what was read be changed."""
    paths = openapi(app)["paths"]

    assert {(method, path) for method, path, _ in LINKS} <= {
        (method, path) for path, operations in paths.items() for method in operations
    }
    assert paths["/api/v1/plots"]["post"]["responses"]["201"]["links"].keys() == {"harvest", "read"}
    assert paths["/api/v1/plots/{plot_id}"]["get"]["responses"]["200"]["links"].keys() == {"change"}
