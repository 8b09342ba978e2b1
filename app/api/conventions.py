"""What every operation does around its view: one unit of work, retries, dry runs, ETags, known parameters.

A view knows nothing of it. Who may call was decided before.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial, wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, jsonify, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.api.fields import shown, unknown_field
from app.api.parsing import comparable_body, pointer_of
from app.db import transaction
from app.field_problems import FieldProblem
from app.idempotency import KeyedRequest, answer_once
from app.policy import current_actor
from app.refusals import (
    IdempotencyKeyInvalid,
    InvalidInput,
    PreconditionFailed,
    PreconditionRequired,
)
from app.secrets import own_secret

DRY_RUN = "validate_only"
KEY_HEADERS = ("Idempotency-Key", "X-Idempotency-Key")
LONGEST_KEY = 255

_KEY = re.compile(rf"[\x20-\x7e]{{1,{LONGEST_KEY}}}")

View = Callable[..., Any]
AnyView = TypeVar("AnyView", bound=View)


def prepared_by(prepare: Callable[[], object]) -> Callable[[AnyView], AnyView]:
    """Declare what a POST works out of its request before the write lock is taken; its view gets it as `prepared`.

    For what is slow and needs no database. It is also done for a retry, whose answer is only then looked up.
    """

    def declare(view: AnyView) -> AnyView:
        view.__dict__["prepare"] = prepare
        return view

    return declare


def keep_conventions(app: Flask, blueprints: Collection[str]) -> None:
    """Wrap each operation of the blueprints outermost; one operation is one method of one path."""
    reads = {
        rule.rule: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    for rule in list(app.url_map.iter_rules()):
        if rule.endpoint.partition(".")[0] not in blueprints:
            continue
        view = app.view_functions[rule.endpoint]
        methods = rule.methods or set()
        if "POST" in methods:
            view = _one_unit(view)
        elif "PATCH" in methods:
            view = _if_unchanged(view, reads[rule.rule])
        elif "GET" in methods:
            view = _with_etag(view)
        app.view_functions[rule.endpoint] = _known_parameters(view, may_be_dry="POST" in methods)


def _known_parameters(view: View, *, may_be_dry: bool) -> View:
    """Refuse a query parameter that the operation lacks: a misspelt `validate_only` must not have an effect."""
    known = set(_query_names(view)) | ({DRY_RUN} if may_be_dry else set())

    @wraps(view)
    def checked(**kwargs: Any) -> Any:
        wrong = {
            pointer_of(name): unknown_field(sorted(known))
            if name not in known
            else FieldProblem("repeated-parameter", {"count": len(values)})
            for name, values in request.args.lists()
            if name not in known or len(values) > 1
        }
        if wrong:
            raise InvalidInput(wrong)
        return view(**kwargs)

    return checked


def _query_names(view: View) -> Iterator[str]:
    documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    for parameter in documented:
        if parameter["in"] == "query":
            for name, field in parameter["schema"]._declared_fields.items():
                yield field.data_key or name


def _one_unit(view: View) -> View:
    """A POST is one transaction with the answer that is kept for its retries; a dry run is rolled back."""
    prepare: Callable[[], object] | None = getattr(view, "prepare", None)

    @wraps(view)
    def post(**kwargs: Any) -> Response:
        is_dry, key = is_dry_run(), _read_key()
        request.get_data(cache=True)  # before the write lock, which a slow sender must not hold
        asked = None if key is None or is_dry else _keyed(key)
        given = {} if prepare is None else {"prepared": prepare()}
        answer = partial(_answer, view, **kwargs, **given)
        with transaction() as session:
            if is_dry:
                checked = answer()
                session.rollback()
                return _dry_answer(checked)
            if asked is None:
                return answer()
            return answer_once(session, asked, answer, now=clock.now())

    return post


def _answer(view: View, **kwargs: Any) -> Response:
    return current_app.make_response(view(**kwargs))


def is_dry_run() -> bool:
    """Whether a POST is only to be checked.

    Raises:
        InvalidInput: `validate_only` is neither true nor false.
    """
    given = request.args.get(DRY_RUN, "false")
    if given not in ("true", "false"):
        raise InvalidInput({f"/{DRY_RUN}": FieldProblem("not-yes-or-no", {"got": shown(given)})})
    return given == "true"


def _read_key() -> str | None:
    given = next((request.headers[name] for name in KEY_HEADERS if name in request.headers), None)
    if given is not None and not _KEY.fullmatch(given):
        raise IdempotencyKeyInvalid(most=LONGEST_KEY, got=shown(given))
    return given


def _keyed(key: str) -> KeyedRequest:
    query = sorted((name, value) for name, value in request.args.items(multi=True) if name != DRY_RUN)
    return KeyedRequest(
        actor=current_actor(),
        method=request.method,
        path=request.path,
        key=key,
        content=[query, comparable_body(request)],
        secret=own_secret("kept answer"),
    )


def _dry_answer(checked: Response) -> Response:
    """What the real request would warn of; a list of items says which of them it would refuse."""
    body = checked.get_json() if checked.is_json else {}
    refused = [item for item in body.get("items", []) if item.get("problem")]
    return jsonify(
        valid=not refused,
        warnings=body.get("warnings", []),
        holds=body.get("holds", []),
        refused=[{"index": item["index"], "problem": item["problem"]} for item in refused],
    )


def _with_etag(view: View) -> View:
    """A JSON answer carries a strong ETag of its bytes; who has it already gets 304 without them."""

    @wraps(view)
    def get(**kwargs: Any) -> Response:
        answer = _answer(view, **kwargs)
        if answer.is_json and answer.status_code == 200:
            answer.set_etag(_etag(answer))
            answer.make_conditional(request)
        return answer

    return get


def _if_unchanged(view: View, read: View) -> View:
    """A PATCH changes what its caller has read, as the ETag of the GET of the same path proves."""

    @wraps(view)
    def patch(**kwargs: Any) -> Response:
        if "If-Match" not in request.headers:
            raise PreconditionRequired
        request.get_data(cache=True)
        with transaction() as session:
            _wait_for_others(session)
            if not request.if_match.contains(_etag(_answer(read, **kwargs))):
                raise PreconditionFailed
            answer = _answer(view, **kwargs)
            answer.set_etag(_etag(answer))
            return answer

    return patch


def _wait_for_others(session: Session) -> None:
    """Two changes of one resource one after the other. On SQLite the write lock says so already."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(request.path.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def _etag(answer: Response) -> str:
    return hashlib.sha256(answer.get_data()).hexdigest()[:32]
