"""What was refused or failed, answered as problem+json (RFC 9457); the statuses stand in statuses.py."""

from typing import Any

import structlog
from flask import Flask, Response, json, request
from sqlalchemy.exc import IntegrityError, OperationalError
from structlog.contextvars import get_contextvars
from werkzeug.exceptions import HTTPException

from app import refusals
from app.statuses import RETRY_AFTER_S, STATUS
from batches.errors import DomainError
from batches.findings import Finding

PROBLEM_TYPE = "application/problem+json"
LANGUAGES = ("vi", "en")


def register_error_handlers(app: Flask) -> None:
    """Answer every refusal and every failure of the API as a problem."""
    app.register_error_handler(DomainError, answer_refusal)
    app.register_error_handler(OperationalError, _answer_database_error)
    app.register_error_handler(IntegrityError, _answer_database_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, _answer_failure)


def answer_refusal(error: DomainError) -> Response:
    """The problem document of a refusal, in the language that the caller asked for."""
    body = refusal_body(error)
    response = Response(json.dumps(body, ensure_ascii=False), body["status"], content_type=PROBLEM_TYPE)
    if body["status"] == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if type(error) in RETRY_AFTER_S:
        response.headers["Retry-After"] = str(RETRY_AFTER_S[type(error)])
    if isinstance(error, refusals.TooManyRequests):
        response.headers["Retry-After"] = str(error.values["seconds"])
    return response


def refusal_body(error: DomainError) -> dict[str, Any]:
    """The same as a value: one item of many may be refused while others are not."""
    language = _language()
    return _body(STATUS[type(error)], error.code, error.sentence(language), _details(error, language))


def finding_body(finding: Finding) -> dict[str, str]:
    """A warning or the reason of a hold, in the language that the caller asked for."""
    return {"code": finding.code, "detail": finding.sentence(_language())}


def problem(status: int, code: str, detail: str) -> Response:
    """A problem document with the request's id."""
    body = _body(status, code, detail, [])
    return Response(json.dumps(body, ensure_ascii=False), status, content_type=PROBLEM_TYPE)


def _body(status: int, code: str, detail: str, errors: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": f"/api/v1/docs/errors/{code}",
        "title": code.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors,
        "request_id": get_contextvars().get("request_id"),
    }


def _language() -> str:
    """The best of ours that the caller reads, `en-GB` counting as `en`; else Vietnamese."""
    accepted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((code for code in accepted if code in LANGUAGES), LANGUAGES[0])


def _details(error: DomainError, language: str) -> list[dict[str, str]]:
    if isinstance(error, refusals.InvalidInput):
        return [
            {"pointer": pointer, "code": found.code, "detail": found.sentence(language)}
            for pointer, found in error.problems.items()
        ]
    if isinstance(error, refusals.BulkItemRefused):
        return [
            {**found, "pointer": f"/items/{index}{found['pointer']}"}
            for index, refused in error.refused.items()
            for found in _details(refused, language) or [_whole(refused, language)]
        ]
    if error.faults:
        return [
            {"pointer": fault.pointer, "code": fault.code, "detail": fault.sentence(language)}
            for fault in error.faults
        ]
    if error.pointer:
        return [_whole(error, language) | {"pointer": error.pointer}]
    return []


def _whole(error: DomainError, language: str) -> dict[str, str]:
    return {"pointer": "", "code": error.code, "detail": error.sentence(language)}


def _answer_database_error(error: OperationalError | IntegrityError) -> Response:
    """Busy, or two requests at once took the same new number: sent again it goes through or is told why not.

    The driver's words go to the log, never to the caller; of PostgreSQL's the first line alone, as the next
    ones repeat values of the row, a person's phone among them.
    """
    structlog.get_logger().error("database_error", error=str(error.orig).partition("\n")[0])
    return answer_refusal(refusals.ServiceBusy())


def answer_http_error(error: HTTPException) -> Response:
    """What Flask itself refuses (no such path, wrong method, body too large), with its headers kept."""
    response = error.get_response()
    if not request.path.startswith("/api/"):
        return Response(response.get_data(), error.code, headers=list(response.headers))
    answer = problem(error.code or 500, code_of(error), _http_sentence(error))
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def _http_sentence(error: HTTPException) -> str:
    sentences = refusals.HTTP_SENTENCES.get(error.code or 500)
    if sentences is None:
        return error.description or error.name
    methods = sorted(getattr(error, "valid_methods", None) or ())
    chosen = sentences[LANGUAGES.index(_language())]
    return chosen.format(method=request.method, methods=", ".join(methods))


def code_of(error: HTTPException) -> str:
    """The code of what Flask itself refuses: `method-not-allowed`."""
    return error.name.lower().replace(" ", "-")


def _answer_failure(error: Exception) -> Response:
    structlog.get_logger().error("unhandled_error", exc_info=error)
    return answer_refusal(refusals.InternalError())
