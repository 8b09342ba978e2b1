"""How a request's body and query become checked values, and what a hostile body is told."""

import re
from collections import Counter
from typing import Any, NoReturn

from flask import Request, json, request
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from app.api.fields import problems_of
from app.refusals import FieldProblem, InvalidInput, MalformedJson, NotJson, NotMultipart

MAX_DEPTH = 32

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


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
        return read_json(req.get_data(cache=True))

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
        MalformedJson: not UTF-8, not JSON, a key twice in one object, NaN, or nested over 32 deep.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedJson(reason=f"byte {error.start + 1} is not UTF-8") from error
    if _depth(text) > MAX_DEPTH:
        raise MalformedJson(reason=f"nested more than {MAX_DEPTH} deep")
    try:
        return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_refuse_constant)
    except ValueError as error:
        raise MalformedJson(reason=str(error)) from error


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


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON number")
