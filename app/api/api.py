"""The API as one thing: flask-smorest with our parser, our fields and our errors in the OpenAPI document."""

import http
import threading
from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Flask, Response, current_app, json
from flask_smorest import Api as SmorestApi
from flask_smorest import Blueprint as SmorestBlueprint

from app.api.conventions import keep_conventions
from app.api.deprecation import announce_deprecations
from app.api.document import complete
from app.api.fields import OPENAPI_FORMS
from app.api.parsing import StrictParser
from app.api.schemas.problems import ProblemOut
from app.errors import PROBLEM_TYPE
from app.policy import public

API_PREFIX = "/api/v1"
UNDESCRIBED = "ronguon.undescribed"
DESCRIPTION = """Register harvests as batches, print their labels, and read the chain behind them.

Every POST takes an `Idempotency-Key` (kept 30 days) and `?validate_only=true`; every GET answers with an
`ETag`; a PATCH needs it as `If-Match`. Lists are walked by their `next`. A refusal is a problem of RFC 9457
with a `code` for programs and a sentence in Vietnamese, or in English by `Accept-Language: en`. A weight is a
decimal string in kg, a day YYYY-MM-DD in Vietnam, an instant RFC 3339 in UTC."""


_describing = threading.Lock()


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
    """A resource: its bodies are parsed strictly, and it is described when somebody asks for the document."""

    ARGUMENTS_PARSER = StrictParser()

    def register_views_in_doc(self, api: Api, app: Flask, *given: Any, **named: Any) -> None:
        """Three quarters of the time in which an application starts would go into this."""
        describe = partial(SmorestBlueprint.register_views_in_doc, self, api, app, *given, **named)
        app.extensions.setdefault(UNDESCRIBED, []).append(describe)


def init_api(app: Flask, blueprints: Iterable[Blueprint]) -> None:
    """Register the resources with their conventions and serve their OpenAPI document."""
    app.config["API_TITLE"] = "Rõ Nguồn"
    app.config["API_VERSION"] = "v1"
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["OPENAPI_URL_PREFIX"] = API_PREFIX
    app.config["OPENAPI_JSON_PATH"] = "openapi.json"
    app.config["API_SPEC_OPTIONS"] = {
        "info": {"description": DESCRIPTION, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "servers": [{"url": "/"}],
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "rn_… as `flask token` prints it",
                }
            }
        },
        "security": [{"token": []}],
    }
    api = Api()
    for field, form in OPENAPI_FORMS.items():
        api.register_field(field, *form)
    api.init_app(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=API_PREFIX)
    app.extensions["ronguon.openapi"] = lambda: complete(api.spec.to_dict(), app)
    app.view_functions["api-docs.openapi_json"] = public(_show_document)
    keep_conventions(app, {"api-docs"} | {blueprint.name for blueprint in blueprints})
    announce_deprecations(app)


def openapi(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application, put together once."""
    with _describing:
        made: Any = app.extensions["ronguon.openapi"]
        if callable(made):
            for describe in app.extensions.pop(UNDESCRIBED, []):
                describe()
            made = app.extensions["ronguon.openapi"] = made()
    found: dict[str, Any] = made
    return found


def _show_document() -> Response:
    text = json.dumps(openapi(current_app), ensure_ascii=False, indent=1)
    return Response(text, content_type="application/json")
