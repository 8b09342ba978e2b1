"""An operation that goes away announces its end."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from app.api.api import Blueprint, init_api, openapi
from app.api.deprecation import deprecated
from app.policy import allow

AT, SUNSET = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)


def test_an_operation_that_goes_away_says_so() -> None:
    """Deprecation (RFC 9745), Sunset (RFC 8594) and its successor, and in the document."""
    going = Blueprint("going", __name__, description="Going")

    @deprecated(at=AT, sunset=SUNSET, successor="/api/v1/batches")
    @going.get("/harvests")
    @going.response(200)
    @allow("manager", scope="batch:read")
    def list_harvests() -> dict[str, Any]:
        """What it was called."""
        return {}

    app = _with(going)
    answer = app.test_client().get("/api/v1/harvests")

    assert answer.status_code == 200
    assert answer.headers["Deprecation"] == "@1793491200"
    assert answer.headers["Sunset"] == "Sat, 01 May 2027 00:00:00 GMT"
    assert answer.headers["Link"] == '</api/v1/batches>; rel="successor-version"'
    assert openapi(app)["paths"]["/api/v1/harvests"]["get"]["deprecated"] is True


def _with(blueprint: Blueprint) -> Flask:
    app = Flask("going")
    app.config["TESTING"] = True
    init_api(app, [blueprint])
    return app


@pytest.mark.parametrize(("at", "sunset"), [(SUNSET, AT), (AT.replace(tzinfo=None), SUNSET)])
def test_an_end_must_come_after_its_announcement(at: datetime, sunset: datetime) -> None:
    """A sunset before the deprecation, or a time without a zone, is an error of ours."""
    with pytest.raises(ValueError, match="aware instants"):
        deprecated(at=at, sunset=sunset, successor="/")
