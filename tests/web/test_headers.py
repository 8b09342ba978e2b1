"""The header set: every response carries it, whatever made the response."""

import re
import uuid
from typing import Any

import pytest
from flask import Flask, Response, session
from werkzeug.routing import Rule

from app.headers import LISTED, NOT_LISTED, page_policy
from app.pages.style import style_sha256
from app.policy import PUBLIC, declared_policy, public
from tests.builders import Cooperative
from tests.conftest import MakeApp
from tests.web.callers import Caller

OF_ALL = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'"
OWN_POLICY = {"/api/v1/docs"}  # the one page with a policy of its own
HSTS = "Strict-Transport-Security"


SPECIAL = {
    "UUIDConverter": uuid.uuid4(),
    "Elements": "01",
    "Compressed": "eh30",
}  # parts that are not any text


def addresses(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with an address of its form."""
    made = []
    for rule in app.url_map.iter_rules():
        values: dict[str, Any] = {
            name: SPECIAL.get(type(converter).__name__, "x") for name, converter in rule._converters.items()
        }
        found = rule.build(values)
        assert found is not None, rule
        made.append((rule, found[1]))
    return made


def test_every_route_and_method_carries_the_set(app: Flask, manager: Caller) -> None:
    """Pages, API, files and refusals alike: with a token, without one, and with a method that is not there."""
    for rule, path in addresses(app):
        for method in ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            for headers in ({}, {"Authorization": f"Bearer {manager.token}"}):
                answer = manager.client.open(path, method=method, headers=headers)
                place = f"{method} {path} {answer.status_code}"
                assert {name: answer.headers.get(name) for name in OF_ALL} == OF_ALL, place
                assert "camera=(self), geolocation=(self)" in answer.headers["Permissions-Policy"], place
                if rule.rule not in OWN_POLICY:
                    is_listed = answer.headers["X-Robots-Tag"] == LISTED
                    policy = page_policy(is_listed=is_listed)
                    expected = policy if answer.mimetype == "text/html" else NOTHING
                    assert answer.headers["Content-Security-Policy"] == expected, place
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], place
                assert "unsafe" not in answer.headers["Content-Security-Policy"], place
                assert "Server" not in answer.headers, place
                assert answer.status_code < 500, place


def test_failures_carry_the_set(make_app: MakeApp) -> None:
    """An address that is none of ours, a body that is too large and an error that nobody foresaw."""
    app = make_app(MAX_BODY_BYTES="1024")

    @app.get("/broken")
    @public
    def fail() -> str:
        raise RuntimeError

    client = app.test_client()
    for answer in (client.get("/nothing"), client.get("/api/nothing"), client.get("/broken")):
        assert {name: answer.headers.get(name) for name in OF_ALL} == OF_ALL
        assert answer.status_code in {404, 500}


def test_what_a_token_reads_is_kept_nowhere(manager: Caller, harvest: dict[str, Any]) -> None:
    """No proxy and no browser stores an answer that was meant for one caller."""
    answer = manager.post("/api/v1/batches", json=harvest)
    again = manager.get(answer.headers["Location"])

    assert {answer.headers["Cache-Control"], again.headers["Cache-Control"]} == {"no-store"}


def test_routes_for_callers_are_never_cached(app: Flask) -> None:
    """Nor is the refusal of who has no token."""
    client = app.test_client()
    for rule, path in addresses(app):
        if declared_policy(app.view_functions[rule.endpoint]) is not PUBLIC and "GET" in (rule.methods or ()):
            assert client.get(path).headers["Cache-Control"] == "no-store", path


def test_a_picture_is_kept_for_an_hour(app: Flask, cooperative: Cooperative) -> None:
    """One that is taken back from the public is gone by then."""
    answer = app.test_client().get(f"/media/{cooperative.product.image_id}")

    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Content-Security-Policy"] == NOTHING


@pytest.mark.parametrize(
    ("settings", "is_sent"),
    [
        ({"LABEL_BASE_URL": "https://nguon.dongthap.vn"}, True),
        ({"LABEL_BASE_URL": ""}, False),
        ({"DEMO": "1", "LABEL_BASE_URL": "http://192.168.1.20:8000"}, False),
    ],
)
def test_https_is_demanded_only_where_there_is_https(
    make_app: MakeApp, settings: dict[str, str], is_sent: bool
) -> None:
    """A box in a plain network must stay reachable; two years of HSTS would lock its browsers out."""
    assert (HSTS in make_app(**settings).test_client().get("/livez").headers) == is_sent


@pytest.mark.parametrize(
    ("plain_http", "start", "is_secure"), [("0", "__Host-ronguon=", True), ("1", "ronguon=", False)]
)
def test_a_cookie_travels_over_http_only_by_setting(
    make_app: MakeApp, plain_http: str, start: str, is_secure: bool
) -> None:
    """Secure, HttpOnly, SameSite=Lax and bound to this host; PLAIN_HTTP takes Secure and the prefix away."""
    app = make_app(PLAIN_HTTP=plain_http)

    @app.get("/remember")
    @public
    def remember() -> str:
        session["seen"] = True
        return ""

    cookie = app.test_client().get("/remember").headers["Set-Cookie"]

    assert cookie.startswith(start)
    assert ("Secure" in cookie) == is_secure
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(re.split("; ", cookie))
    assert "Domain" not in cookie


def test_a_page_may_do_nothing_but_show_itself() -> None:
    """The policy starts from nothing and allows the one style, own pictures and own forms."""
    assert page_policy() == (
        f"default-src 'none'; img-src 'self'; style-src {style_sha256()}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_search_engines_are_told_where_nothing_is(app: Flask) -> None:
    """Labels' pages are not kept from them by robots.txt, or they would not read that they are not to be listed."""
    client = app.test_client()
    robots, home = client.get("/robots.txt"), client.get("/")

    assert (robots.status_code, robots.mimetype) == (200, "text/plain")
    assert "Disallow: /t/" not in robots.text
    assert "Disallow: /api/" in robots.text
    assert home.headers["Content-Security-Policy"] == page_policy(is_listed=True)
    assert "script-src" not in page_policy(is_listed=True)


def test_what_says_nothing_about_search_is_not_listed(app: Flask) -> None:
    """A forgotten page stays out of search engines, a listed one says so."""
    with app.test_request_context("/"):
        answer = app.process_response(Response("x"))
    assert answer.headers["X-Robots-Tag"] == NOT_LISTED
    assert app.test_client().get("/").headers["X-Robots-Tag"] == "all"
