"""Designs that are meant to harm: refused in few words and little time, or drawn as the text that they are."""

import base64
import json
import time
from typing import Any

import pytest

from labels.design.errors import MOST_TOLD
from proof.hostile_texts import COMMANDS
from tests.builders_labels import make_design_document
from tests.web.callers import Caller

DESIGNS = "/api/v1/label-designs"
PICTURE = {"kind": "image", "x_mm": 22, "y_mm": 1, "width_mm": 10, "height_mm": 10}


def image(width_px: Any, height_px: Any, size: int) -> dict[str, Any]:
    bits = base64.b64encode(bytes(size)).decode()
    return {**PICTURE, "width_px": width_px, "height_px": height_px, "bits": bits}


def with_elements(*more: Any) -> dict[str, Any]:
    document = make_design_document()
    return {**document, "elements": [*document["elements"], *more]}


HOSTILE = {
    "10,000 elements": with_elements(*[{"kind": "qr"}] * 10_000),
    "10,000 passages": with_elements({"kind": "text", "passages": [{"size_pt": 7, "words": "x"}] * 10_000}),
    "41 passages": with_elements(
        *[
            {
                "kind": "text",
                "x_mm": 22,
                "y_mm": at,
                "width_mm": 9,
                "height_mm": 1,
                "passages": [{"words": "x", "size_pt": 6}] * 20,
            }
            for at in (1, 3)
        ]
    ),
    "unknown names": with_elements({"kind": "qr", **{f"n{at}": 1 for at in range(30_000)}}),
    "an image of a byte that says it is huge": with_elements(image(640, 640, 3)),
    "an image larger than any": with_elements(image(65_535, 65_535, 30)),
    "an image as long as a body": with_elements(image(640, 640, 600_000)),
    "images large together": with_elements(*[image(640, 640, 51_200)] * 2),
    "an image that is no base64": with_elements({**image(8, 8, 8), "bits": "<svg onload='x'/>"}),
    "a number beyond floats": with_elements({**PICTURE, "x_mm": 10**400}),
    "a width beyond printers": make_design_document(width_mm=1e308),
    "texts for numbers": make_design_document(width_mm="NaN", height_mm="1e999"),
    "an object for a text": make_design_document(name_vi={"$ref": "file:///etc/passwd"}),
    "a path for a key": make_design_document(key="../../etc/passwd"),
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_with_pointers(manager: Caller, document: dict[str, Any]) -> None:
    """422 in an answer of moderate size, whatever was sent; nothing is kept."""
    answer = manager.post(DESIGNS, json=document)
    problem = answer.get_json()

    assert (answer.status_code, problem["code"]) == (422, "design-not-possible")
    assert 1 <= len(problem["errors"]) <= MOST_TOLD
    assert all(error["pointer"] for error in problem["errors"])
    assert len(answer.data) < 50_000
    assert all(item["is_built_in"] for item in manager.get(DESIGNS).get_json()["items"])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1" * 5_000])
def test_what_is_no_number_of_json_is_malformed(manager: Caller, number: str) -> None:
    """400, as for any other body."""
    body = json.dumps(make_design_document(width_mm=-7)).replace("-7", number)

    answer = manager.post(DESIGNS, data=body, content_type="application/json")

    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed-json")


def test_infinity_by_another_name_is_out_of_range(manager: Caller) -> None:
    """1e999 is a number of JSON that no float holds."""
    body = json.dumps(make_design_document(width_mm=-7)).replace("-7", "1e999")

    answer = manager.post(DESIGNS, data=body, content_type="application/json")

    assert [(one["pointer"], one["code"]) for one in answer.get_json()["errors"]] == [
        ("/width_mm", "out-of-range")
    ]


def test_depth_ends(manager: Caller) -> None:
    """Beyond the depth of any body it is malformed, within it a wrong value."""
    deep: Any = 1
    for _ in range(20):
        deep = [deep]
    assert manager.post(DESIGNS, json=make_design_document(elements=deep)).status_code == 422
    for _ in range(20):
        deep = {"elements": deep}
    assert manager.post(DESIGNS, json=make_design_document(elements=[deep])).status_code == 400


def test_the_slowest_design_is_judged_in_seconds(manager: Caller) -> None:
    """As many passages as may be, each of the length that takes most sizes and lines to try: it took minutes."""
    passage = {
        "words": "Sầuriêng" * 25,
        "size_pt": 200,
        "max_lines": 30,
        "balanced": True,
        "break_at": "abcde",
        "optional": True,
    }
    box = {
        "kind": "text",
        "x_mm": 10,
        "y_mm": 40,
        "width_mm": 230,
        "height_mm": 10,
        "passages": [passage] * 30,
    }
    began = time.process_time()

    answer = manager.post(DESIGNS, json={**with_elements(box), "width_mm": 500, "height_mm": 500})

    assert answer.status_code == 201, answer.get_json()
    assert time.process_time() - began < 20


@pytest.mark.parametrize("payload", COMMANDS[::50])
def test_markup_is_text(manager: Caller, payload: str) -> None:
    """A design's own words and names are kept letter by letter. What is drawn of them, `make proof-labels` proves."""
    document = with_elements(
        {
            "kind": "text",
            "x_mm": 2,
            "y_mm": 40,
            "width_mm": 150,
            "height_mm": 20,
            "passages": [{"words": payload, "size_pt": 7, "max_lines": 4}],
        }
    )

    made = manager.post(DESIGNS, json={**document, "name_vi": payload, "width_mm": 160, "height_mm": 70})

    assert made.status_code == 201, made.get_json()
    kept = manager.get(made.headers["Location"]).get_json()
    assert (kept["name_vi"], kept["elements"][-1]["passages"][0]["words"]) == (payload, payload)
    assert manager.get(kept["links"]["preview"]).status_code == 200
