"""What a hostile or broken request is told."""

import io
import time
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from app.api.parsing import comparable_body
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "Expecting"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "32 deep"),
        (b'["]",' * 1000 + b"1" + b"]" * 1000, "32 deep"),
        (b"", "Expecting"),
        (rb'{"\ud800": 1}', "half a character"),
        (rb'{"items": [{"\udc00": 1}]}', "half a character"),
    ],
)
def test_broken_json_is_told_why(manager: Caller, body: bytes, reason: str) -> None:
    """Neither a broken, doubled, nor endlessly nested body is ever a 500."""
    answer = manager.post(BATCHES, data=body, content_type="application/json")

    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed-json")
    assert reason in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        '"' + '\\"' * 200_000,
        '"' + '\\"' * 200_000 + "\\",
        "{" + ",".join(f'"k{number}":0' for number in range(60_000)) + ',"k59999":1}',
        '{"weight_kind": "' + "\u0301\u0316" * 200_000 + '"}',
        '{"design": "' + "\u0301\u0316" * 200_000 + '"}',
    ],
    ids=["open string", "open escape", "many keys", "marks in a choice", "marks in a text"],
)
def test_a_crafted_body_costs_no_more_than_its_length(manager: Caller, body: str) -> None:
    """Twice the bytes take twice as long, not four times: a body within the limit holds nobody else up."""
    began = time.perf_counter()
    answer = manager.post("/api/v1/print-runs", data=body.encode(), content_type="application/json")

    assert answer.status_code in {400, 422}
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_body_that_is_not_json_is_415(manager: Caller, content_type: str | None) -> None:
    """Only application/json is read."""
    answer = manager.post(BATCHES, data=b"{}", content_type=content_type)

    assert (answer.status_code, answer.get_json()["code"]) == (415, "not-json")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"null", b"7"])
def test_a_body_that_is_no_object_is_told(manager: Caller, body: bytes) -> None:
    """A list, text, null or number where an object belongs is a 422 with the whole body to blame."""
    answer = manager.post(BATCHES, data=body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == ""


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x85", "\ud800", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\ue000"],
)
def test_unsafe_characters_are_refused(manager: Caller, harvest: dict[str, Any], character: str) -> None:
    """Control, bidi, invisible, private and half characters are named by code point and place."""
    import json

    body = json.dumps({"batch_id": harvest["plot_id"], "quantity": 1, "design": f"a{character}b"})
    answer = manager.post("/api/v1/print-runs", data=body, content_type="application/json")

    problem = answer.get_json()
    assert answer.status_code == 422
    assert problem["errors"][0]["code"] == "forbidden-character"
    assert f"U+{ord(character):04X}" in problem["errors"][0]["detail"]


def test_a_surrogate_in_a_field_that_takes_words_is_shown_safely(
    manager: Caller, harvest: dict[str, Any]
) -> None:
    """A half character in any field gives a readable refusal, not a 500."""
    import json

    body = json.dumps(harvest | {"weight_kind": "\ud800\u202e"})
    answer = manager.post(BATCHES, data=body, content_type="application/json")

    assert answer.status_code == 422
    assert "\\ud800" in answer.get_data(as_text=True)


def test_a_body_over_the_limit_is_413(manager: Caller) -> None:
    """The limit of the settings holds before anything is read."""
    answer = manager.post(BATCHES, data=b" " * (2**20 + 1), content_type="application/json")

    assert answer.status_code == 413
    assert answer.content_type == "application/problem+json"


def test_a_wrong_method_names_the_right_ones(manager: Caller) -> None:
    """405 is a problem too, with the Allow header kept."""
    answer = manager.client.delete(BATCHES)

    assert (answer.status_code, answer.get_json()["code"]) == (405, "method-not-allowed")
    assert "POST" in answer.headers["Allow"]


def test_an_unknown_path_of_the_api_is_a_problem(client: FlaskClient) -> None:
    """404 under /api is JSON, elsewhere it is a page."""
    assert client.get("/api/v1/nothing").content_type == "application/problem+json"
    assert client.get("/nothing").content_type.startswith("text/html")


PICTURE = b"bytes of a picture"
FORM = {"kind": "photo", "file": (PICTURE, "a.jpg", "image/jpeg")}


def compared(app: Flask, form: dict[str, Any]) -> object:
    """What a form counts as, sent with a boundary of its own."""
    sent = {
        name: (io.BytesIO(value[0]), *value[1:]) if isinstance(value, tuple) else value
        for name, value in form.items()
    }
    with app.test_request_context(method="POST", data=sent, content_type="multipart/form-data"):
        found = comparable_body(request)
        assert all(file.read() for file in request.files.values()), "still there for who takes the file"
        return found


def test_a_form_sent_again_is_the_same(app: Flask) -> None:
    """Another boundary and another order of names are no other request."""
    turned = dict(reversed(FORM.items()))

    assert compared(app, FORM) == compared(app, FORM) == compared(app, turned)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "slip"},
        {"kind": ["photo", "photo"]},
        {"file": (PICTURE + b"!", "a.jpg", "image/jpeg")},
        {"file": (PICTURE, "b.jpg", "image/jpeg")},
        {"file": (PICTURE, "a.jpg", "image/png")},
        {"other": "x"},
    ],
)
def test_a_form_that_says_something_else_is_another(app: Flask, change: dict[str, Any]) -> None:
    """A changed, added or repeated part makes another request."""
    assert compared(app, FORM) != compared(app, FORM | change)


def test_a_form_that_cannot_be_read_counts_by_its_bytes(app: Flask) -> None:
    """Two broken forms are not the same for having no parts."""

    def broken(body: bytes) -> object:
        kind = "multipart/form-data; boundary=x"
        with app.test_request_context(method="POST", data=body, content_type=kind):
            return comparable_body(request)

    assert broken(b"one") != broken(b"two")
