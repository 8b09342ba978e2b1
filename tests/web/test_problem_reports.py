"""Reporting a problem from a public page, and answering it."""

import re
import uuid
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.policy import SCOPES
from app.secrets import label_keys
from batches.actors import Actor
from batches.paging import Wanted
from batches.problem_reports.rules import read_case_number
from batches.problem_reports.service import list_own_reports
from labels.codes.codes import show
from labels.runs.model import PrintRun
from labels.runs.snapshot import Snapshot
from tests.builders import Cooperative, make_cooperative, make_run, make_token
from tests.conftest import MakeApp, Writing
from tests.web.callers import Caller

WORDS = {"kind": "label", "text": "Tem dán chồng lên tem khác", "contact": "0900 000 123"}


def code_of(app: Flask, run: PrintRun) -> str:
    with app.app_context():
        return Snapshot.of(run).codes(label_keys())(1)


def reports_of(caller: Caller) -> list[dict[str, Any]]:
    return list((caller.get("/api/v1/problem-reports").json or {})["items"])


def send(
    client: FlaskClient, query: str = "", headers: dict[str, str] | None = None, **but: Any
) -> TestResponse:
    """Fill the form as a browser does: with all that it holds."""
    page = client.get(f"/report{query}").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post("/report", data=hidden | WORDS | but, headers=headers)


def test_a_report_reaches_whose_label_it_is_and_its_answer_whoever_sent_it(
    app: Flask, client: FlaskClient, writing: Writing, cooperative: Cooperative, manager: Caller
) -> None:
    """From the label's own form to a case number, to the manager alone, and the answer back to the case."""
    with writing() as session:
        code = code_of(app, make_run(session, cooperative, label_keys()))
        stranger = Caller(client, make_token(session, make_cooperative(session, gtin=None).organisation))

    sent = send(client, f"?code={show(code).lower()}")
    assert sent.status_code == 303
    case = client.get(sent.location).text
    number = re.search(r'class="code"[^>]*>([0-9A-Z-]{14})<', case)
    assert number is not None

    [found] = reports_of(manager)
    assert (found["code"], found["text"], found["contact"], found["state"]) == (
        code,
        *(WORDS[name] for name in ("text", "contact")),
        "open",
    )
    assert reports_of(stranger) == []
    assert stranger.get(found["links"]["self"]).status_code == 404
    assert client.get(found["links"]["self"]).status_code == 401

    answered = manager.patch(found["links"]["self"], json={"answer": "Đã gỡ tem, cảm ơn bạn."})
    assert (answered.status_code, (answered.json or {})["state"]) == (200, "answered")
    shown = client.get(f"/report/{number[1].lower()}").text
    assert "Đã gỡ tem, cảm ơn bạn." in shown
    assert WORDS["text"] not in shown  # what was written, and by whom, is shown to nobody
    assert WORDS["contact"] not in shown

    own = {"Authorization": f"Bearer {manager.token}"}
    assert client.delete(found["links"]["self"], headers=own).status_code == 204
    assert client.get(sent.location).status_code == 404


def test_a_report_of_a_lot_and_of_a_code_that_is_none(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, manager: Caller, harvest: dict[str, Any]
) -> None:
    """A lot's goes to its maker; one of a code that may be forged to the operator, as it was typed."""
    lot = (manager.post("/api/v1/batches", json=harvest).json or {})["lot"]
    operator = Actor(id=uuid.uuid4(), organisation_id=None, role="operator", scopes=SCOPES)

    assert send(client, f"?lot={lot}").status_code == 303
    assert send(client, code="0000-1111-2222-3333").status_code == 303

    assert [found["lot"] for found in reports_of(manager)] == [lot]
    with writing() as session:
        found = list_own_reports(session, operator, Wanted(limit=10))
        assert [report.code for report in found.rows] == ["0000-1111-2222-3333"]


def test_what_is_not_in_order_comes_back_as_it_was_typed(client: FlaskClient) -> None:
    """Nothing chosen, nothing written, too much, an old form, another site's: no case, and no word is lost."""
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"kind": "<b>"}, 422),
        ({"text": " \u200b "}, 422),
        ({"text": "á" * 1001}, 422),
        ({"contact": "9" * 101}, 422),
        ({"form": "WyJ4Il0.forged"}, 403),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ]
    for but, status in wrong:
        answer = send(client, **but)
        assert answer.status_code == status, but
        assert 'role="alert"' in answer.text, but
        assert but.get("contact", WORDS["contact"]) in answer.text, but
    assert "Set-Cookie" not in answer.headers


def test_a_form_sent_twice_is_one_report(client: FlaskClient) -> None:
    """A finger that taps twice, or a page that is loaded again."""
    page = client.get("/report").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))

    places = {client.post("/report", data=hidden | WORDS).location for _ in range(2)}

    assert len(places) == 1


def test_reports_are_few_and_cases_are_not_found_by_trying(make_app: MakeApp) -> None:
    """An address sends a few an hour, of which a refused form takes none; a case that is none counts as a guess."""
    client = make_app(RATE_REPORT="2/hour", RATE_GUESS="3/minute", WORKERS="1").test_client()

    tries: list[dict[str, Any]] = [{"kind": ""}, {}, {}, {}]

    assert [send(client, **but).status_code for but in tries] == [422, 303, 303, 429]
    assert "Retry-After" in send(client).headers
    assert [client.get("/report/7K3Q9XTM2B4C").status_code for _ in range(4)] == [404, 404, 404, 429]


def test_a_case_number_is_read_however_it_is_typed() -> None:
    """Blanks, dashes and the letters that look like digits."""
    assert read_case_number(" 7k3q-9xtm 2b4O ") == "7K3Q9XTM2B40"
