"""`/docs`: the OpenAPI document as a page to read, without scripts and without asking anyone else."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template

from app.api.api import API_PREFIX, openapi
from app.api.error_pages import error_words
from app.headers import listed
from app.policy import public

blueprint = Blueprint("docs", __name__, template_folder="templates", url_prefix=API_PREFIX)

Node = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One row of a table.

    Attributes:
        shape: the name of the shape that its kind tells of, to lead there.
    """

    name: str
    kind: str
    shape: str | None
    is_required: bool
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """What one method of one path takes and answers.

    Attributes:
        takes, gives: the shapes of its body and of its answer, if they have one.
    """

    key: str
    method: str
    path: str
    summary: str
    text: str
    is_deprecated: bool
    parameters: list[Field]
    takes: str | None
    gives: str | None
    success: str
    refusals: list[str]


@blueprint.get("/docs")
@public
def show_docs() -> Response:
    """Resources, shapes with examples, and every refusal."""
    document = openapi(current_app)
    schemas = document["components"]["schemas"]
    page = render_template(
        "api/docs.html",
        info=document["info"],
        resources=_resources(document),
        shapes={name: _fields(schema) for name, schema in schemas.items()},
        examples={name: _example(schema) for name, schema in schemas.items() if "examples" in schema},
        errors=sorted(error_words().items(), key=lambda item: (item[1][0], item[0])),
    )
    return listed(make_response(page))


def _resources(document: Node) -> dict[str, list[Operation]]:
    """The operations under the description of their resource."""
    names = {tag["name"]: tag["description"] for tag in document["tags"]}
    found: dict[str, list[Operation]] = {name: [] for name in names.values()}
    for path, operations in document["paths"].items():
        of_path = operations.get("parameters", [])
        for method, operation in operations.items():
            if method != "parameters":
                shown = _operation(document, method, path, operation, of_path)
                found[names[operation["tags"][0]]].append(shown)
    return found


def _operation(document: Node, method: str, path: str, operation: Node, of_path: list[Node]) -> Operation:
    answers = operation["responses"]
    success = max(status for status in answers if status.startswith("2"))  # 200 of a POST may be its dry run
    given = [_resolved(document, parameter) for parameter in of_path + operation["parameters"]]
    return Operation(
        key=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation.get("description", ""),
        is_deprecated=operation.get("deprecated", False),
        parameters=[_parameter(parameter) for parameter in given],
        takes=_shape(operation["requestBody"]) if "requestBody" in operation else None,
        gives=_shape(answers[success]),
        success=success,
        refusals=[status for status in answers if status >= "400"],
    )


def _resolved(document: Node, node: Node) -> Node:
    name = node.get("$ref", "").rpartition("/")[2]
    found: Node = document["components"]["parameters"][name] if name else node
    return found


def _parameter(parameter: Node) -> Field:
    kind, shape = _kind(parameter["schema"])
    return Field(
        name=parameter["name"],
        kind=f"{kind}, in the {parameter['in']}",
        shape=shape,
        is_required=parameter.get("required", False),
        text=parameter.get("description", ""),
    )


def _shape(body: Node) -> str | None:
    """The shape of a JSON body or a form; a bulk answer's first, not that of its dry run."""
    content = body.get("content", {})
    schema = (content.get("application/json") or content.get("multipart/form-data", {})).get("schema", {})
    return _kind(schema.get("anyOf", [schema])[0])[1]


def _fields(schema: Node) -> list[Field]:
    needed = schema.get("required", [])
    rows = []
    for name, found in schema.get("properties", {}).items():
        kind, shape = _kind(found)
        text = found.get("description", "")
        rows.append(Field(name=name, kind=kind, shape=shape, is_required=name in needed, text=text))
    return rows


def _kind(schema: Node) -> tuple[str, str | None]:
    """In a few words what a value is, and the shape behind it."""
    if "$ref" in schema:
        return "object", schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        kind, shape = _kind(schema["anyOf"][0])
        return (f"{kind} or null" if {"type": "null"} in schema["anyOf"] else kind), shape
    if schema.get("type") == "array":
        return f"list{_range(schema, 'Items')}", _kind(schema["items"])[1]
    kinds = schema.get("type", "any")
    names = [kinds] if isinstance(kinds, str) else kinds
    words = " or ".join(schema.get("format", name) if name == "string" else name for name in names)
    if "enum" in schema:
        words = " | ".join(json.dumps(value) for value in schema["enum"] if value is not None)
    return words + _range(schema, "imum") + _range(schema, "Length"), None


def _range(schema: Node, what: str) -> str:
    least, most = schema.get(f"min{what}"), schema.get(f"max{what}")
    return f", {least}–{most}" if least is not None and most is not None else ""


def _example(schema: Node) -> str:
    return json.dumps(schema["examples"][0], ensure_ascii=False, indent=2)
