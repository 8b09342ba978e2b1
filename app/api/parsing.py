"""How a request's body and query become checked values, and what a hostile body is told."""

import hashlib
import re
from collections import Counter
from functools import cache
from typing import Any, NoReturn

from flask import Request, json, request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import FileStorage

from app.api.fields import problems_of
from app.field_problems import FieldProblem
from app.refusals import InvalidInput, MalformedJson, NotJson, NotMultipart

MAX_DEPTH = 32
PARSED = "ronguon.parsed_json"

# One that never ends counts to the end of the text: else each quote in it would be tried as a beginning.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+["\\]?', re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")


class StrictParser(FlaskParser):
    """webargs, but JSON only as JSON, without duplicate keys or deep nesting, and unknown names refused."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": None, "query": None}  # noqa: RUF012 - webargs' own form

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as JSON.

        Raises:
            NotJson, MalformedJson: it is none.
        """
        if req.mimetype != "application/json":
            raise NotJson(content_type=req.mimetype or "")
        return _json_of(req)

    def _get_schema(self, argmap: Any, req: Request) -> Schema:
        """One instance of a class for all requests: making one costs more than reading a body with it."""
        is_class = isinstance(argmap, type) and issubclass(argmap, Schema)
        found: Schema = _instance(argmap) if is_class else super()._get_schema(argmap, req)
        return found

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Any,
    ) -> NoReturn:
        messages = error.messages_dict if isinstance(error.messages, dict) else {"json": error.messages}
        by_location = next(iter(messages.values()))
        raise InvalidInput(problems_of(by_location)) from error


@cache
def _instance(kind: type[Schema]) -> Schema:
    return kind()


def _json_of(req: Request) -> Any:
    """The body, parsed once a request: its reader and the look for a retry both ask."""
    if PARSED not in req.environ:
        req.environ[PARSED] = read_json(req.get_data(cache=True))
    return req.environ[PARSED]


def read_form(schema: Schema) -> Any:
    """The request's multipart form, checked by a schema.

    Raises:
        NotMultipart: it is none.
        InvalidInput: a field is wrong, unknown or there twice.
    """
    if request.mimetype != "multipart/form-data":
        raise NotMultipart(content_type=request.mimetype or "")
    fields = [*request.form.items(multi=True), *request.files.items(multi=True)]
    counts = Counter(name for name, _ in fields)
    twice = {
        pointer_of(name): FieldProblem("repeated-parameter", {"count": count})
        for name, count in counts.items()
        if count > 1
    }
    if twice:
        raise InvalidInput(twice)
    try:
        return schema.load(dict(fields))
    except ValidationError as error:
        raise InvalidInput(problems_of(error.messages)) from error


def pointer_of(name: str) -> str:
    """The JSON pointer of a field (RFC 6901)."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def read_json(body: bytes) -> Any:
    """Parse JSON strictly.

    Raises:
        MalformedJson: not UTF-8, not JSON, a key twice in one object or half a character in it, NaN, or nested
            over 32 deep.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJson(reason=f"byte {error.start + 1} is not UTF-8") from error
    if _depth(text) > MAX_DEPTH:
        raise MalformedJson(reason=f"nested more than {MAX_DEPTH} deep")
    try:
        return json.loads(text, object_pairs_hook=_checked_object, parse_constant=_refuse_constant)
    except ValueError as error:
        raise MalformedJson(reason=str(error)) from error


def comparable_body(req: Request) -> object:
    """The body in a form in which the bodies of a request and of its retry are equal.

    JSON by its values. The parts of a form by their names, contents and, of files, file names and types: the
    boundary between them is drawn anew for each sending. All else by its bytes.
    """
    data = req.get_data(cache=True)  # before the parts are read, which leaves nothing of it
    if req.mimetype == "application/json":
        return _json_of(req)
    if req.mimetype == "multipart/form-data" and (parts := _parts(req)):
        return parts
    return hashlib.sha256(data).hexdigest()


def _parts(req: Request) -> list[list[str]]:
    """By name; those of one name in their order."""
    texts = [["text", name, text] for name, text in req.form.items(multi=True)]
    files = [
        ["file", name, file.filename or "", file.content_type or "", _digest_of(file)]
        for name, file in req.files.items(multi=True)
    ]
    return sorted(texts + files, key=lambda part: part[:2])


def _digest_of(file: FileStorage) -> str:
    digest = hashlib.file_digest(file.stream, hashlib.sha256).hexdigest()  # type: ignore[arg-type]
    file.stream.seek(0)
    return digest


def _depth(text: str) -> int:
    """How deep the brackets outside of strings nest; read before the parser, whose recursion has an end."""
    depth = most = 0
    for character in _STRING.sub("", text):
        if character in "[{":
            depth += 1
            most = max(most, depth)
        elif character in "]}":
            depth -= 1
    return most


def _checked_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        if _HALF.search(key):  # RFC 7493 2.1; no answer could name it
            raise ValueError(f"the key {key!r} has half a character")
        found[key] = value
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON number")
