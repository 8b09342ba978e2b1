"""Where our own host is, and what of an address was sent as it was sent."""

import re
from urllib.parse import quote, unquote, urlsplit

from flask import request

from app.config import settings

_IN_URIS = "!#$%&'()*+,/:;=?@[]~"


def root() -> str:
    """Our own host, never the request's; before one is decided, where the server listens."""
    found = settings()
    return found.label_base_url or f"http://{found.host}:{found.port}"


def address_of(target: str) -> str:
    """The address of a path on our host; before one is decided the path alone, which leads nowhere else either."""
    return (settings().label_base_url or "") + target


def sent_path() -> str:
    """The path as it was sent, percent-encoding included.

    Not every server tells it. Without it the path is encoded anew, by which a slash inside a value is taken for one
    between two parts, and so refused, and a percent sign that begins no escape for broken encoding.
    """
    for name in ("RAW_URI", "REQUEST_URI"):
        told = request.environ.get(name)
        if told and told.startswith("/"):
            path = str(told).partition("#")[0].partition("?")[0]
            if _decoded(path) == request.path:
                return path
    path = re.sub(r"%(?=[0-9A-Fa-f]{2})", "%25", request.path)
    return quote(path, safe=_IN_URIS)


def with_query(target: str) -> str:
    """A target with all of the request's query behind it (2.12)."""
    if not request.query_string:
        return target
    query = quote(request.query_string.decode("latin-1"), safe=_IN_URIS)
    return f"{target}{'&' if urlsplit(target).query else '?'}{query}"


def _decoded(path: str) -> str:
    return unquote(path, errors="replace")
