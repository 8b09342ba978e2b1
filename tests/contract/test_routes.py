"""Every route declares who may call it, and the API's are documented."""

import jsonschema
import pytest
from flask import Flask
from openapi_spec_validator import validate

from app.policy import PUBLIC, allow, declared_policy
from tests.conftest import MakeApp


def test_every_route_declares_its_policy(app: Flask) -> None:
    """A route without a declaration answers nobody; here it is found before that."""
    undeclared = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if declared_policy(app.view_functions[rule.endpoint]) is None
    ]

    assert undeclared == []


def test_nothing_of_the_api_is_public_but_its_documents(app: Flask) -> None:
    """A new resource that forgets its roles cannot slip in as public. A label's code is for whoever holds the label."""
    public = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and declared_policy(app.view_functions[rule.endpoint]) is PUBLIC
    }

    documents = {"/api/v1/openapi.json", "/api/v1/docs", "/api/v1/docs/errors/<code>"}
    assert public == documents | {"/api/v1/codes/<code>"}


def test_a_route_without_a_declaration_is_closed(make_app: MakeApp) -> None:
    """Denied by default: it fails instead of answering."""
    app = make_app()
    app.add_url_rule("/forgotten", view_func=lambda: "secret")

    answer = app.test_client().get("/forgotten")

    assert answer.status_code == 500
    assert b"secret" not in answer.data


def test_a_declaration_must_name_roles_and_scopes_that_exist() -> None:
    """A typing error in a declaration is found when the module is loaded."""
    with pytest.raises(ValueError, match="expected roles"):
        allow("manger", scope="batch:read")
    with pytest.raises(ValueError, match="expected roles"):
        allow("manager", scope="batch:wriet")


def test_the_openapi_document_is_valid(app: Flask) -> None:
    """OpenAPI 3.1, weights as strings, and every error as problem+json."""
    document = app.test_client().get("/api/v1/openapi.json").get_json()

    validate(document)
    assert document["openapi"] == "3.1.0"
    weight = document["components"]["schemas"]["BatchIn"]["properties"]["net_weight_kg"]
    assert (weight["type"], weight["format"]) == ("string", "decimal")
    problem = document["components"]["responses"]["404"]["content"]
    assert list(problem) == ["application/problem+json"]


def test_a_real_problem_has_the_documented_shape(app: Flask) -> None:
    """What is answered is what is documented."""
    client = app.test_client()
    schemas = client.get("/api/v1/openapi.json").get_json()["components"]

    for answer in (client.post("/api/v1/batches", json={}), client.get("/api/v1/nothing")):
        jsonschema.validate(
            answer.get_json(), {"$ref": "#/components/schemas/ProblemOut", "components": schemas}
        )
