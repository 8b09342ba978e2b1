"""What is counted, and who may read it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.audit import Trail
from app.accounts.login import begin_password, finish
from app.policy import public
from tests.conftest import NOW, MakeApp, Writing
from tests.live import LiveServer, running_demo
from tests.web.callers import Caller

TOKEN = "prometheus-of-the-cooperative"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    return make_app(METRICS_TOKEN=TOKEN)


def counted(text: str, name: str) -> dict[str, float]:
    """Labels as they are written -> value, of one metric."""
    return {
        labels: float(value)
        for labels, value in re.findall(rf"^{name}(?:\{{(.*?)\}})? (\S+)$", text, flags=re.MULTILINE)
    }


def read(client: FlaskClient, name: str) -> dict[str, float]:
    return counted(client.get("/metrics", headers=BEARER).text, name)


def test_without_the_setting_there_are_no_metrics(make_app: MakeApp) -> None:
    """404, whatever token comes."""
    client = make_app().test_client()

    assert {client.get("/metrics").status_code, client.get("/metrics", headers=BEARER).status_code} == {404}


@pytest.mark.parametrize("authorization", [None, "Bearer ", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_only_the_token_opens_them(client: FlaskClient, authorization: str | None) -> None:
    """401 with the header that tells how, and not a number."""
    answer = client.get("/metrics", headers={"Authorization": authorization} if authorization else {})

    assert (answer.status_code, answer.get_json()["code"]) == (401, "metrics-token-wrong")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_requests_are_counted_by_route_and_class(client: FlaskClient) -> None:
    """By the route's form, so that codes, ids and invented methods never become labels."""
    for path in ("/t/7K3Q9XTM2B4C8HJN", "/t/7K3Q9XTM2B4C8HJP", "/", "/nothing/7K3Q"):
        client.get(path)
    client.open("/", method="INVENTED")

    found = read(client, "ronguon_requests_total")

    assert found['method="GET",route="/t/<code>",status_class="4xx"'] == 2
    assert found['method="GET",route="/",status_class="2xx"'] == 1
    assert found['method="none",route="none",status_class="4xx"'] == 2
    seconds = read(client, "ronguon_request_seconds_count")
    assert seconds['method="GET",route="/t/<code>"'] == 2
    assert "7K3Q" not in client.get("/metrics", headers=BEARER).text


def test_labels_and_their_bytes_are_counted(manager: Caller, harvest: dict[str, Any]) -> None:
    """What was streamed, once it was."""
    batch = manager.post("/api/v1/batches", json=harvest).get_json()
    run = manager.post("/api/v1/print-runs", json={"batch_id": batch["id"], "quantity": 24}).get_json()
    pdf = manager.get(run["links"]["labels_pdf"]).data
    part = manager.get(run["links"]["labels_pdf"] + "?from=3&to=7").data

    assert read(manager.client, "ronguon_label_pdf_bytes_total") == {"": len(pdf) + len(part)}
    assert read(manager.client, "ronguon_labels_rendered_total") == {"": 24 + 5}


def test_replays_are_counted(manager: Caller, harvest: dict[str, Any]) -> None:
    """An answer that was given before counts as one."""
    for _ in range(3):
        manager.post("/api/v1/batches", json=harvest, headers={"Idempotency-Key": "one harvest"})

    assert read(manager.client, "ronguon_idempotent_replays_total") == {'route="/api/v1/batches"': 2}


def test_calls_of_what_will_go_are_counted(app: Flask) -> None:
    """Who decides to end a route sees whether anybody still calls it."""

    @app.get("/old")
    @public
    def old() -> tuple[str, dict[str, str]]:
        return "", {"Deprecation": "@1767225600"}

    client = app.test_client()
    client.get("/old")

    assert read(client, "ronguon_deprecated_calls_total") == {'route="/old"': 1}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder: Path = tmp_path_factory.mktemp("metrics") / "demo"
    with running_demo(folder, WORKERS="2", METRICS_TOKEN=TOKEN) as running:
        yield running


def test_server_processes_add_up_what_each_counted(server: LiveServer) -> None:
    """Whichever of two processes is asked tells the requests of both; connections fall on either."""
    for _ in range(40):
        with urlopen(f"{server.url}/", timeout=5) as page:
            page.read()

    answers = []
    for _ in range(6):
        with urlopen(Request(f"{server.url}/metrics", headers=BEARER), timeout=5) as answer:
            answers.append(counted(answer.read().decode(), "ronguon_requests_total"))

    assert {found['method="GET",route="/",status_class="2xx"'] for found in answers} == {40}


def test_failed_logins_are_counted(app: Flask, writing: Writing) -> None:
    """By their kind and for nobody in particular: a metric tells no names."""
    with writing() as session:
        trail = Trail(source="web", now=NOW)
        attempt = begin_password(
            session, trail, login="nobody", address="a" * 32, login_subject="b" * 32, device_secret=None
        )
        assert finish(session, trail, attempt, right=attempt.is_right("a wrong password")) is None

    assert read(app.test_client(), "ronguon_failed_logins_total") == {'reason="password"': 1}
