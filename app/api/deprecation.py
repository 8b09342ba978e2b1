"""Saying that an operation goes away: headers on every answer (RFC 9745, RFC 8594) and in the document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from werkzeug.http import http_date

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Deprecation:
    """From when an operation should not be used any more, when it stops to answer, and what replaces it."""

    at: datetime
    sunset: datetime
    successor: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Deprecation": f"@{int(self.at.timestamp())}",
            "Sunset": http_date(self.sunset),
            "Link": f'<{self.successor}>; rel="successor-version"',
        }


def deprecated(*, at: datetime, sunset: datetime, successor: str) -> Callable[[View], View]:
    """Declare on a view, outermost, that it goes away.

    Args:
        successor: the path of the operation to use instead.
    """
    if at.tzinfo is None or sunset.tzinfo is None or sunset < at:
        raise ValueError(f"expected two aware instants, the sunset not first; got {at}, {sunset}")

    def declare(view: View) -> View:
        view.__dict__["deprecation"] = Deprecation(at, sunset, successor)
        return view

    return declare


def declared_deprecation(view: Callable[..., Any]) -> Deprecation | None:
    return getattr(view, "deprecation", None)


def announce_deprecations(app: Flask) -> None:
    """Put the headers on whatever a deprecated operation answers, refusals and replays included."""

    @app.after_request
    def announce(response: Response) -> Response:
        view = current_app.view_functions.get(request.endpoint or "")
        deprecation = declared_deprecation(view) if view else None
        if deprecation is not None:
            response.headers.extend(deprecation.headers)
        return response
