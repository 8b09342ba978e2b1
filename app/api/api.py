"""The API as one thing: flask-smorest with our parser, our fields and our errors in the OpenAPI document."""

import http
from functools import partial
from typing import Any

from flask import Flask
from flask_smorest import Api as SmorestApi
from flask_smorest import Blueprint as SmorestBlueprint

from app.api.fields import OPENAPI_FORMS
from app.api.parsing import StrictParser
from app.api.schemas.problems import ProblemOut
from app.errors import PROBLEM_TYPE
from app.policy import public

API_PREFIX = "/api/v1"


class Api(SmorestApi):  # type: ignore[misc]
    """flask-smorest leaves the error bodies to app/errors.py and documents them as they are."""

    ERROR_SCHEMA = ProblemOut

    def _register_error_handlers(self) -> None:
        """None of its own: one table answers every error."""

    def _register_responses(self) -> None:
        content = {PROBLEM_TYPE: {"schema": ProblemOut}}
        for status in http.HTTPStatus:
            is_problem = status >= 400
            body: dict[str, Any] = {
                "description": status.phrase,
                **({"content": content} if is_problem else {}),
            }
            self.spec.components.response(status.name, body, lazy=True)
        default = {"description": "Any other problem", "content": content}
        self.spec.components.response("DEFAULT_ERROR", default, lazy=True)


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A resource: its bodies are parsed strictly."""

    ARGUMENTS_PARSER = StrictParser()


def init_api(app: Flask, blueprints: list[Blueprint]) -> None:
    """Register the resources and serve their OpenAPI document at `/api/v1/openapi.json`."""
    app.config["API_TITLE"] = "Rõ Nguồn"
    app.config["API_VERSION"] = "v1"
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["OPENAPI_URL_PREFIX"] = API_PREFIX
    app.config["OPENAPI_JSON_PATH"] = "openapi.json"
    app.config["API_SPEC_OPTIONS"] = {
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }
    api = Api()
    for field, form in OPENAPI_FORMS.items():
        api.register_field(field, *form)
    api.init_app(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=API_PREFIX)
    show_document: Any = app.view_functions["api-docs.openapi_json"]
    app.view_functions["api-docs.openapi_json"] = public(partial(show_document))
