"""A form with a file is read strictly, and only its route takes a long body."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from tests.web.callers import Caller
from tests.web.uploads import DOCUMENTS, PHOTO, form, send


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"kind": "selfie"}, "/kind", "not-a-choice"),
        ({"visibility": "secret"}, "/visibility", "not-a-choice"),
        ({"name": "x"}, "/name", "unknown-field"),
        ({"file": "no file"}, "/file", "not-a-file"),
        ({"kind": ["photo", "slip"]}, "/kind", "repeated-parameter"),
    ],
)
def test_a_form_is_read_strictly(manager: Caller, fields: dict[str, Any], pointer: str, code: str) -> None:
    """Words that are none, fields that are none, text for a file, a field twice."""
    answer = manager.post(DOCUMENTS, data=form() | fields, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert [(found["pointer"], found["code"]) for found in answer.get_json()["errors"]] == [(pointer, code)]


def test_two_files_are_refused(manager: Caller) -> None:
    """Which of them is meant is not ours to guess."""
    files = [("file", FileStorage(BytesIO(PHOTO), "a.jpg")), ("file", FileStorage(BytesIO(PHOTO), "b.jpg"))]
    answer = manager.post(
        DOCUMENTS, data=MultiDict([*files, ("kind", "photo")]), content_type="multipart/form-data"
    )

    assert answer.get_json()["errors"][0]["code"] == "repeated-parameter"


def test_what_is_no_form_is_refused(manager: Caller) -> None:
    """JSON is told what is expected; a form without its boundary lacks its fields."""
    as_json = manager.post(DOCUMENTS, json={"kind": "photo"})
    broken = manager.post(DOCUMENTS, data=b"--x\r\n", content_type="multipart/form-data; boundary=x")

    assert (as_json.status_code, as_json.get_json()["code"]) == (415, "not-multipart")
    assert broken.status_code == 422
    assert {found["code"] for found in broken.get_json()["errors"]} == {"missing-field"}


@pytest.mark.parametrize(
    "fields", [{f"part{number}": "x" for number in range(20)}, {"kind": "x" * 200_000}], ids=["parts", "text"]
)
def test_a_form_of_many_parts_or_much_text_is_too_much(manager: Caller, fields: dict[str, str]) -> None:
    """413: a form has a file and two words."""
    answer = manager.post(DOCUMENTS, data=form() | fields, content_type="multipart/form-data")

    assert answer.status_code == 413


def test_only_this_route_takes_a_long_body(manager: Caller, harvest: dict[str, Any]) -> None:
    """Two megabytes are a photo, and no harvest; nor is a change of a photo so long."""
    paper = send(manager, b"%PDF-" + bytes(2 << 20), kind="slip")

    assert paper.status_code == 201
    assert manager.post("/api/v1/batches", json=harvest | {"x": "y" * (2 << 20)}).status_code == 413
    change = {"visibility": "public", "x": "y" * (2 << 20)}
    assert manager.patch(paper.get_json()["links"]["self"], json=change).status_code == 413
