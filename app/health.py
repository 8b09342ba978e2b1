"""Is the process alive, is the service ready: `/livez`, `/readyz`. And what every response carries."""

import re
import time

import structlog
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from uuid_utils import uuid7

from app.db import alembic, glance, reading
from app.policy import public
from app.secrets import SecretsMissing, label_keys
from batches.errors import DomainError
from labels.runs.queries import lost_key_ids

blueprint = Blueprint("health", __name__)

_REQUEST_ID = re.compile(r"[0-9A-Za-z._-]{8,64}")


@blueprint.get("/livez")
@public
def livez() -> Response:
    """Answers while the process can answer at all."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """Whether requests can be served: database, schema and keys are there."""
    checks = readiness()
    status = 200 if all(found == "ok" for found in checks.values()) else 503
    return jsonify(status="ready" if status == 200 else "not ready", checks=checks), status


def readiness() -> dict[str, str]:
    """Each thing that must be there -> "ok" or what to do."""
    return {"database": _database(), "schema": _schema(), "keys": _keys()}


def init_request_log(app: Flask) -> None:
    """Give each request an id, kept from a client that sends a sane one, and one log line."""

    @app.before_request
    def begin() -> None:
        g.request_id = request_id_of(request.headers.get("X-Request-ID", ""))
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" not in g:
            return response
        response.headers["X-Request-ID"] = g.request_id
        structlog.get_logger().info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
        )
        return response


def request_id_of(given: str) -> str:
    """The id that a client gave its request, when it is a sane one, else a new one."""
    return given if given and _REQUEST_ID.fullmatch(given) else str(uuid7())


def _database() -> str:
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except Exception:
        current_app.logger.exception("database_check")
        return "the database does not answer"
    return "ok"


def _schema() -> str:
    try:
        with glance() as connection:
            return "ok" if alembic.is_newest(connection) else "run `flask init`"
    except Exception:  # noqa: BLE001
        return "the schema's version cannot be read"


def _keys() -> str:
    try:
        known = label_keys().by_id
        with reading() as session:
            lost = lost_key_ids(session, known)
    except (SecretsMissing, DomainError) as error:
        return str(error)
    except DatabaseError:
        return "cannot be compared: the database does not answer"
    return f"restore the label keys {', '.join(lost)} from a backup" if lost else "ok"
