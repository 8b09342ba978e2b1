"""Lists over HTTP: the query that asks for a page, signed cursors, and the answer's form."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import Schema, fields

from app.api.fields import Input, QueryInstant, QueryText, QueryWhole
from app.refusals import CursorInvalid
from batches.paging import Page, Wanted

DEFAULT_LIMIT = 50
MOST_ITEMS = 200

T = TypeVar("T")


class ListQuery(Input):
    limit = QueryWhole(
        least=1, most=MOST_ITEMS, load_default=DEFAULT_LIMIT, metadata={"description": "Rows of a page"}
    )
    cursor = QueryText(
        most=200,
        load_default=None,
        metadata={"format": "cursor", "description": "Only as it stands in `next`"},
    )
    updated_since = QueryInstant(
        load_default=None,
        metadata={
            "description": "Only what is new or changed since. Ask from a minute before the start of the "
            "last walk, for what was then being written",
            "example": "2026-10-25T03:00:00Z",
        },
    )


def list_schema(item: type[Schema]) -> type[Schema]:
    """The form of a list of such items."""
    name = item.__name__.removesuffix("Out") + "ListOut"
    link = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The next page, older rows; null on the last", "examples": [None]},
    )
    items = fields.List(fields.Nested(item), required=True, metadata={"maxItems": MOST_ITEMS})
    return Schema.from_dict({"items": items, "next": link}, name=name)


def wanted(query: dict[str, Any]) -> Wanted:
    """The page that a query asks for.

    Raises:
        CursorInvalid: its cursor is broken, or of another list.
    """
    before = None if query["cursor"] is None else _read_cursor(query["cursor"])
    return Wanted(limit=query["limit"], before=before, updated_since=query["updated_since"])


def answer_page(page: Page[T], shown: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    """The page with the address of the next one, which repeats what this one was asked for."""
    following = None
    if page.next is not None:
        asked = {name: value for name, value in request.args.items() if name != "cursor"}
        following = f"{request.path}?{urlencode({**asked, 'cursor': _write_cursor(page.next)})}"
    return {"items": [shown(row) for row in page.rows], "next": following}


def _write_cursor(last: uuid.UUID) -> str:
    text: str = _signer().dumps(last.hex)
    return text


def _read_cursor(cursor: str) -> uuid.UUID:
    try:
        return uuid.UUID(_signer().loads(cursor))
    except (BadData, ValueError) as error:
        raise CursorInvalid from error


def _signer() -> URLSafeSerializer:
    """Signed for the path, so that one list's cursor is no other's."""
    return URLSafeSerializer(current_app.secret_key or "", salt=f"cursor of {request.path}")
