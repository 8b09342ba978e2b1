"""What other origins may read: public GETs that are listed, and nothing else."""

from flask import Flask

from app.headers import EMBEDDED, OPEN
from app.policy import PUBLIC, declared_policy
from tests.builders import Cooperative
from tests.web.callers import Caller
from tests.web.test_headers import addresses

ORIGIN = {"Origin": "https://buyer.example"}
PREFLIGHT = ORIGIN | {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
}
CORS = "Access-Control-Allow-Origin"


def test_only_public_reading_is_open(app: Flask) -> None:
    """A route that asks for a token, or takes more than GET, can never be in the list."""
    for endpoint in OPEN | EMBEDDED:
        methods = {
            method
            for rule in app.url_map.iter_rules()
            if rule.endpoint == endpoint
            for method in rule.methods or ()
        }
        assert declared_policy(app.view_functions[endpoint]) is PUBLIC, endpoint
        assert methods == {"GET", "HEAD", "OPTIONS"}, endpoint


def test_no_other_route_names_an_origin(app: Flask, manager: Caller) -> None:
    """Asked or preflighted from elsewhere, with a token or without, and never with credentials."""
    for rule, path in addresses(app):
        for headers in (ORIGIN, PREFLIGHT, PREFLIGHT | {"Authorization": f"Bearer {manager.token}"}):
            for method in ("GET", "POST", "OPTIONS"):
                answer = manager.client.open(path, method=method, headers=headers)
                expected = "*" if rule.endpoint in OPEN and method != "POST" else None
                assert answer.headers.get(CORS) == expected, f"{method} {path}"
                assert "Access-Control-Allow-Credentials" not in answer.headers
                assert "authorization" not in answer.headers.get("Access-Control-Allow-Headers", "").lower()


def test_a_picture_may_be_shown_anywhere(app: Flask, cooperative: Cooperative) -> None:
    """An exporter's page can embed it; a page of ours cannot be embedded, only asked whether it is there."""
    client = app.test_client()
    picture = client.get(f"/media/{cooperative.product.image_id}", headers=ORIGIN)

    assert (picture.status_code, picture.headers[CORS]) == (200, "*")
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert client.head("/").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.head("/login").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_preflight_is_told_the_methods(app: Flask) -> None:
    """The document's may be read by any page for a day; a token's route tells its methods and no more."""
    client = app.test_client()
    document = client.options("/api/v1/openapi.json", headers=PREFLIGHT)
    resource = client.options("/api/v1/batches", headers=PREFLIGHT)

    assert document.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert document.headers["Access-Control-Max-Age"] == "86400"
    assert document.headers["Access-Control-Allow-Headers"] == "Accept, Accept-Language, If-None-Match"
    assert (resource.status_code, "POST" in resource.headers["Allow"]) == (200, True)
    assert "Access-Control-Allow-Methods" not in resource.headers
    assert client.options("/api/v1/nothing").status_code == 404
