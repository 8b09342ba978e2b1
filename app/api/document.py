"""What the OpenAPI document says beyond shapes: what every operation shares, examples and links."""

import re
from typing import Any

from flask import Flask

from app.api.conventions import DRY_RUN, LONGEST_KEY
from app.api.deprecation import declared_deprecation
from app.api.examples import EXAMPLES, PATH_EXAMPLES
from app.api.links import add_links
from app.errors import PROBLEM_TYPE
from app.policy import PUBLIC, declared_policy

SHARED = (400, 401, 403, 404, 422, 429, 500, 503)
WITH_BODY = (413, 415)
OF_CALLERS = (401, 403)  # where anyone may ask, nobody is turned away
JSON_TYPES = {"application/json", "application/ld+json"}
PHRASES = {
    400: "The request is not well-formed",
    401: "No token, or one that is not valid",
    403: "The caller may not do this",
    404: "It is missing, or not the caller's to see",
    409: "It conflicts with what there is, or its Idempotency-Key is being answered",
    412: "It was changed since it was read",
    413: "The body is over the limit",
    415: "The body is not of the type that this operation takes",
    422: "A field is wrong, or a rule refuses it",
    428: "The header If-Match is missing",
    429: "Too many requests; come back after Retry-After",
    500: "It failed on our side",
    503: "The database is busy; come back after Retry-After",
}
Document = dict[str, Any]


def complete(document: Document, app: Flask) -> Document:
    """The document with what the conventions add to each operation."""
    views = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    document["components"]["responses"] = {str(status): _problem(status) for status in PHRASES}
    document["components"]["parameters"] = PARAMETERS
    document["components"]["headers"] = HEADERS
    document["components"]["schemas"]["DryRunOut"] = DRY_RUN_OUT
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            endpoint = views[method, path]
            operation["operationId"] = endpoint.partition(".")[2]
            if declared_deprecation(app.view_functions[endpoint]) is not None:
                operation["deprecated"] = True
            is_public = declared_policy(app.view_functions[endpoint]) is PUBLIC
            if is_public:
                operation["security"] = []
            _complete_operation(method, path, operation, is_public=is_public)
        for parameter in operations.get("parameters", []):
            if parameter["name"] in PATH_EXAMPLES:
                parameter["example"] = PATH_EXAMPLES[parameter["name"]]
    add_links(document)
    schemas = document["components"]["schemas"]
    schemas.pop("PaginationMetadata", None)  # flask-smorest's; our pages stand in the body
    for name in EXAMPLES.keys() & schemas.keys():
        schemas[name]["examples"] = [EXAMPLES[name]]
    return document


def _complete_operation(method: str, path: str, operation: Document, *, is_public: bool) -> None:
    responses = operation["responses"]
    responses.pop("default", None)
    shared = SHARED + (WITH_BODY if "requestBody" in operation else ())
    if is_public:
        shared = tuple(status for status in shared if status not in OF_CALLERS)
    parameters = operation["parameters"] = [_in_query(found) for found in operation.get("parameters", [])]
    if method == "post":
        shared += (409,)
        parameters += [_ref("parameters", "IdempotencyKey"), _ref("parameters", "ValidateOnly")]
        _document_dry_run(responses)
    if method == "patch":
        shared += (409, 412, 428)
        parameters.append(_ref("parameters", "IfMatch"))
    if method in ("get", "patch"):
        _document_etag(method, parameters, responses)
    for status in sorted(shared):
        responses[str(status)] = _ref("responses", str(status))
    operation["responses"] = dict(sorted(responses.items()))


def _in_query(parameter: Document) -> Document:
    """A parameter that is left out is None to us; as text in a query there is no null."""
    schema = dict(parameter["schema"])
    if isinstance(schema.get("type"), list):
        schema["type"] = next(kind for kind in schema["type"] if kind != "null")
    if schema.get("default", "") is None:
        del schema["default"]
    example = {"example": schema.pop("example")} if "example" in schema else {}
    return {**parameter, "schema": schema, **example}


def _document_dry_run(responses: Document) -> None:
    dry = _ref("schemas", "DryRunOut")
    content = {"application/json": {"schema": dry}}
    if "200" in responses:
        found: Any = responses["200"]["content"]["application/json"]
        found["schema"] = {"anyOf": [found["schema"], dry]}
    else:
        responses["200"] = {"description": f"With `{DRY_RUN}=true`: it would be done", "content": content}
    kept: Any = responses.get("201", responses["200"])
    kept["headers"] = {"Idempotency-Replayed": _ref("headers", "IdempotencyReplayed")}
    if "201" in responses:
        kept["headers"]["Location"] = _ref("headers", "Location")


def _document_etag(method: str, parameters: list[Document], responses: Document) -> None:
    if not JSON_TYPES & responses["200"].get("content", {}).keys():
        return
    responses["200"]["headers"] = {"ETag": _ref("headers", "ETag")}
    if method == "get":
        parameters.append(_ref("parameters", "IfNoneMatch"))
        responses["304"] = {
            "description": "Nothing has changed",
            "headers": {"ETag": _ref("headers", "ETag")},
        }


def _problem(status: int) -> Document:
    content = {PROBLEM_TYPE: {"schema": _ref("schemas", "ProblemOut")}}
    answer: Document = {"description": PHRASES[status], "content": content}
    if status in (429, 503):
        answer["headers"] = {"Retry-After": _ref("headers", "RetryAfter")}
    return answer


def _ref(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}


PARAMETERS: Document = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Makes a retry safe: the same key and request get the same answer, for 30 days",
        "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_KEY,
            "pattern": "^[!-~]([ -~]*[!-~])?$",
        },
        "example": "7d1f2a52-6c1d-4a0c-9f40-1f2f0f7c2b11",
    },
    "ValidateOnly": {
        "name": DRY_RUN,
        "in": "query",
        "description": "true: all checks, no effect",
        "schema": {"type": "string", "enum": ["true", "false"], "default": "false"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The ETag of what was read",
        "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
        "example": '"9b2d8c3c5f0e4b7aa6d1c0ffee123456"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "An ETag that the caller has: 304 without a body while it holds",
        "schema": {"type": "string"},
        "example": '"9b2d8c3c5f0e4b7aa6d1c0ffee123456"',
    },
}
HEADERS: Document = {
    "ETag": {"description": "Of these bytes, strong", "schema": {"type": "string"}},
    "IdempotencyReplayed": {
        "description": "Only on a replay of what was answered before",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Location": {"description": "Where it can be read", "schema": {"type": "string"}},
    "RetryAfter": {"description": "Seconds", "schema": {"type": "string"}},
}
DRY_RUN_OUT: Document = {
    "type": "object",
    "required": ["valid", "warnings", "holds", "refused"],
    "properties": {
        "valid": {"type": "boolean", "description": "false only when items of a list would be refused"},
        "warnings": {"type": "array", "items": {"$ref": "#/components/schemas/WarningOut"}},
        "holds": {"type": "array", "items": {"type": "object"}},
        "refused": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["index", "problem"],
                "properties": {
                    "index": {"type": "integer"},
                    "problem": {"$ref": "#/components/schemas/ProblemOut"},
                },
            },
        },
    },
}
