"""What stands between the network and the domain."""

import string
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.policy import public
from tests.conftest import MakeApp, Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


def broken(app: Flask, error: Exception) -> Any:
    """The answer of a route that fails with an error."""

    @app.get("/api/v1/broken")
    @public
    def fail() -> str:
        raise error

    return app.test_client().get("/api/v1/broken")


def test_an_unforeseen_error_tells_nothing(make_app: MakeApp) -> None:
    """500 with the request's id; the words of the error stay in the log."""
    answer = broken(make_app(), RuntimeError("the secret path /srv/x"))

    assert (answer.status_code, answer.get_json()["code"]) == (500, "internal-error")
    assert b"secret" not in answer.data


def test_a_busy_database_asks_to_come_back(make_app: MakeApp) -> None:
    """503 with Retry-After; the driver's words stay in the log."""
    answer = broken(make_app(), OperationalError("SELECT secret", {}, Exception("database is locked")))

    assert (answer.status_code, answer.get_json()["code"]) == (503, "service-busy")
    assert answer.headers["Retry-After"] == "5"
    assert b"locked" not in answer.data


def test_no_value_of_a_row_gets_into_the_log(make_app: MakeApp, capsys: pytest.CaptureFixture[str]) -> None:
    """PostgreSQL tells the value that was taken already; a person's phone stands in no log line."""
    words = (
        'duplicate key value violates "uq_user_account_phone"\nDETAIL:  Key (phone)=(+84912345678) exists.'
    )

    answer = broken(make_app(), IntegrityError("INSERT", {}, Exception(words)))

    logged = capsys.readouterr().err
    assert answer.status_code == 503
    assert "uq_user_account_phone" in logged
    assert "84912345678" not in logged


def test_a_failed_statement_does_not_repeat_its_values(writing: Writing) -> None:
    """What SQLAlchemy says of a broken statement goes to the log as it is: it must hold no parameters."""
    with writing() as session, pytest.raises(DBAPIError) as failure:
        session.execute(text("SELECT nothing FROM nowhere WHERE phone = :phone"), {"phone": "+84912345678"})

    assert "84912345678" not in str(failure.value)


def test_a_card_that_is_looked_at_is_not_logged(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its code opens an account for seven days; who reads the log must not be able to redeem it."""
    code = "7K3Q9XTM" * 3 + "7K"

    make_app(LOG_LEVEL="info").test_client().get(f"/I/{code}")

    logged = capsys.readouterr().err
    assert '"path": "/I/[hidden]"' in logged
    assert code not in logged


@pytest.mark.parametrize(("proxies", "address"), [("0", "127.0.0.1"), ("1", "203.0.113.9")])
def test_a_proxy_is_trusted_only_by_setting(make_app: MakeApp, proxies: str, address: str) -> None:
    """Anyone can send X-Forwarded-For; it counts only when a proxy of ours is in front."""
    app = make_app(TRUSTED_PROXIES=proxies)

    @app.get("/who")
    @public
    def who() -> str:
        return str(request.remote_addr)

    assert app.test_client().get("/who", headers={"X-Forwarded-For": "203.0.113.9"}).text == address


@pytest.mark.parametrize(
    ("proxies", "sent", "seen"),
    [
        ("0", "https", "http://localhost/where"),
        ("1", "https", "https://nguon.dongthap.vn/where"),
        ("1", "evil, https", "https://nguon.dongthap.vn/where"),
    ],
)
def test_scheme_and_host_are_a_proxys_word_only_by_setting(
    make_app: MakeApp, proxies: str, sent: str, seen: str
) -> None:
    """Of several values the one that our own proxy added counts; a path's prefix is never taken."""
    app = make_app(TRUSTED_PROXIES=proxies)

    @app.get("/where")
    @public
    def where() -> str:
        return request.url

    headers = {"X-Forwarded-Proto": sent, "X-Forwarded-Host": "evil.example, nguon.dongthap.vn"}
    headers |= {"X-Forwarded-Prefix": "/evil", "X-Forwarded-Port": "1"}
    assert app.test_client().get("/where", headers=headers).text == seen


@pytest.mark.parametrize(("language", "word"), [("vi", "địa chỉ"), ("en", "address")])
def test_no_such_address_or_method_is_told_in_the_readers_words(
    manager: Caller, language: str, word: str
) -> None:
    """Where to look, and which methods the address does take."""
    wish = {"Accept-Language": language}
    nowhere = manager.get("/api/v1/plot", headers=wish)
    wrong = manager.client.delete("/api/v1/plots", headers=wish)

    assert (nowhere.status_code, nowhere.get_json()["code"]) == (404, "not-found")
    assert "/api/v1/docs" in nowhere.get_json()["detail"]
    assert (wrong.status_code, wrong.get_json()["code"]) == (405, "method-not-allowed")
    assert "GET, HEAD, OPTIONS, POST" in wrong.get_json()["detail"]
    assert all(word in answer.get_json()["detail"].lower() for answer in (nowhere, wrong))


def test_what_is_not_found_is_named_in_vietnamese(manager: Caller) -> None:
    """No English word in a Vietnamese sentence."""
    missing = "57022986-b15c-45c3-8cb3-35d3a545baa2"

    problem = manager.get(f"/api/v1/plots/{missing}").get_json()

    assert problem["detail"] == f"Không tìm thấy thửa {missing} trong những gì bạn được xem."


def test_another_range_of_languages_falls_back_to_vietnamese(manager: Caller) -> None:
    """A language that we lack, or refuse with q=0, gives Vietnamese."""
    for wish in ("fr", "en;q=0", "zh-CN"):
        problem = manager.post("/api/v1/batches", json={}, headers={"Accept-Language": wish}).get_json()
        assert "chỗ chưa đúng" in problem["detail"]


HOSTILE = [
    "%00",
    "%ED%A0%80",
    "%ff",
    "%E2%80%AE",
    "..%2f..%2f",
    "a" * 5000,
    string.punctuation.replace("?", ""),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_path_or_query_is_only_refused(client: FlaskClient, manager: Caller, text: str) -> None:
    """A NUL, half a character, broken UTF-8 or a wall of text is never a 500, signed in or not."""
    quoted = text.replace("#", "%23").replace("&", "%26")
    addresses = [
        f"/api/v1/batches/{quoted}",
        f"/api/v1/{quoted}",
        f"/api/v1/docs/errors/{quoted}",
        f"/api/v1/batches?cursor={quoted}",
        f"/api/v1/batches?{quoted}=1",
        f"/api/v1/batches?limit={quoted}",
        f"/t/{quoted}",
        f"/b/{quoted}",
    ]

    for address in addresses:
        assert 400 <= manager.get(address).status_code < 500, address
        assert client.get(address).status_code < 500, address


@pytest.mark.parametrize("value", ["\x01", "\x7f", "ÿ", "\u00a0", "a" * 5000, ",,,;q=", "=?utf-8?b?AA==?="])
@pytest.mark.parametrize(
    "name", ["Authorization", "Accept-Language", "If-None-Match", "X-Request-ID", "Accept", "Content-Type"]
)
def test_a_hostile_header_is_only_refused(manager: Caller, name: str, value: str) -> None:
    """Nor is one in a header."""
    assert manager.get(BATCHES, headers={name: value}).status_code < 500


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [(BATCHES, {"GET", "HEAD", "OPTIONS", "POST"}), (f"{BATCHES}:bulk", {"OPTIONS", "POST"})],
)
def test_a_method_that_is_not_there_names_those_that_are(
    manager: Caller, method: str, path: str, allowed: set[str]
) -> None:
    """405 with Allow, as a problem."""
    answer = getattr(manager.client, method)(path)

    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == allowed
