"""One request on a connection of its own."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    port: int, method: str, path: str, *, body: bytes = b"", timeout_s: float = 30, **headers: str
) -> Answer:
    """One request on a connection of its own; underscores in header names stand for hyphens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, named)
        response = connection.getresponse()
        content = response.read()
        return Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, content
        )
    finally:
        connection.close()
