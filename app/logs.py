"""Structured logs: one JSON line an event on stderr, with the request's id, without secrets or control characters."""

import json
import logging
import re
import sys
import unicodedata
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

_TOKEN = re.compile(r"rn_[0-9A-Za-z]{6,}")
_CARD = re.compile(r"/I/[0-9A-Za-z]+")  # an invitation's address opens an account
_PLAIN_PATH = re.compile(r"/(?:01|obj|t)/[0-9A-Z/-]*")  # of a label, or what leads to one
_SECRET_KEYS = {"authorization", "cookie", "password", "pin", "secret", "token"}
_HIDDEN = "[hidden]"
_to_json = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one at each call
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, bidi and other format marks, surrogates


def configure_logs(level: str) -> None:
    """Send our own and every library's log lines through the same processors."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [
        structlog.processors.format_exc_info,
        clean,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("alembic", "sqlalchemy", "werkzeug", "_granian"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells its dialect at every look


def log_request(method: str, path: str, status: int, seconds: float, request_id: str) -> None:
    """Write a request's line as the processors would, for an answer from memory, which has no time for them.

    Args:
        method, request_id: known to be plain.
    """
    root = logging.getLogger()
    if not root.isEnabledFor(logging.INFO):
        return
    instant = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    shown = f'"{path}"' if _PLAIN_PATH.fullmatch(path) else _to_json(clean_text(path))
    line = (
        f'{{"method": "{method}", "path": {shown}, "status": {status}, "ms": {seconds * 1000:.1f}, '
        f'"event": "request", "request_id": "{request_id}", "level": "info", "timestamp": "{instant}"}}\n'
    )
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            with handler.lock or nullcontext():
                handler.stream.write(line)
                handler.stream.flush()


def clean(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Hide secrets and spell out what could break a line or a terminal."""
    return {
        clean_text(key): _HIDDEN if key.lower() in _SECRET_KEYS else _clean_value(value)
        for key, value in event.items()
    }


def clean_text(text: str) -> str:
    r"""The text with tokens and cards hidden and unsafe characters as `\u001b`-like escapes."""
    hidden = _CARD.sub(f"/I/{_HIDDEN}", _TOKEN.sub(_HIDDEN, text))
    if hidden.isascii() and hidden.isprintable():
        return hidden
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _UNSAFE_CATEGORIES else character
        for character in hidden
    )


def _clean_value(value: Any) -> Any:
    match value:
        case bool() | int() | float() | None:
            return value
        case str():
            return clean_text(value)
        case dict():
            return {clean_text(str(key)): _clean_value(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean_value(item) for item in value]
        case _:
            return clean_text(str(value))
