"""Printers over the API: those that miss, and those of coarse dots."""

from typing import Any

import pytest

from labels.qr.size import dot_mm
from tests.web.callers import Caller
from tests.web.printed import qr_lefts_mm, qr_width_mm

STOCKS = "/api/v1/stocks"
DESIGNS = "/api/v1/label-designs"
RUNS = "/api/v1/print-runs"
READ = {"left_mm": 20, "right_mm": 180, "top_mm": 20, "bottom_mm": 260}


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


@pytest.fixture
def batch(manager: Caller, harvest: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = manager.post("/api/v1/batches", json=harvest).get_json()
    return made


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("offset_x_mm=10.1", "calibration-beyond-limits"),
        ("scale_y=0.9", "calibration-beyond-limits"),
        ("scale_y=nan", "invalid-input"),
        ("scale_y=1e999", "invalid-input"),
        ("zoom=2", "invalid-input"),
    ],
)
def test_a_correction_that_is_none_is_refused(manager: Caller, query: str, code: str) -> None:
    """Beyond 10 mm or 5 % the page was not printed at 100 %; what is no number is told so."""
    assert refused(manager.get(f"{STOCKS}/a4-3x8/test-page.pdf?{query}")) == (422, code)


def test_what_is_read_becomes_the_calibration_of_a_run(manager: Caller, batch: dict[str, Any]) -> None:
    """Two millimetres too far right: the run's labels are drawn two further left, and stay so for ever."""
    found = manager.get(f"{STOCKS}/a4-3x8/calibration", query_string=READ | {"left_mm": 22, "right_mm": 182})
    calibration = found.get_json()
    links = calibration.pop("links")

    assert calibration == {"offset_x_mm": -2.0, "offset_y_mm": 0.0, "scale_x": 1.0, "scale_y": 1.0}
    assert links["test_page"].endswith("?offset_x_mm=-2.0&offset_y_mm=0.0&scale_x=1.0&scale_y=1.0")
    assert manager.get(links["test_page"]).status_code == 200
    body = {"batch_id": batch["id"], "quantity": 3}
    plain = manager.post(RUNS, json=body).get_json()
    run = manager.post(RUNS, json=body | {"calibration": calibration}).get_json()
    assert run["calibration"] == calibration
    assert plain["calibration"]["offset_x_mm"] == 0
    drawn = [qr_lefts_mm(manager.get(one["links"]["labels_pdf"]).data) for one in (plain, run)]
    assert [left - 2 for left in drawn[0]] == pytest.approx(drawn[1], abs=0.1)


@pytest.mark.parametrize(
    ("but", "code"),
    [
        ({"left_mm": 19, "right_mm": 169}, "calibration-beyond-limits"),
        ({"left_mm": 30.5, "right_mm": 190.5}, "calibration-beyond-limits"),
        ({"right_mm": 20}, "calibration-readings-disagree"),
        ({"top_mm": "mười"}, "invalid-input"),
    ],
)
def test_readings_that_make_no_calibration_are_refused(
    manager: Caller, but: dict[str, object], code: str
) -> None:
    """A printer that misses by more than 10 mm or 5 % is set up anew, and opposite edges must agree."""
    answer = manager.get(f"{STOCKS}/a4-3x8/calibration", query_string=READ | but)

    assert refused(answer) == (422, code)


def test_a_run_with_a_calibration_beyond_reason_is_refused(manager: Caller, batch: dict[str, Any]) -> None:
    """As on the test page; nothing is made."""
    body = {"batch_id": batch["id"], "quantity": 1, "calibration": {"scale_x": 1.06}}

    assert refused(manager.post(RUNS, json=body)) == (422, "calibration-beyond-limits")


def test_a_run_whose_labels_would_be_cut_off_is_refused(manager: Caller, batch: dict[str, Any]) -> None:
    """A tag as wide as its roll cannot go 3 mm further left: told where, and nothing is made."""
    body = small(batch, design="fruit-50x30", stock="roll-50x30", calibration={"offset_x_mm": -3})
    answer = manager.post(RUNS, json=body)

    assert refused(answer) == (422, "calibration-leaves-page")
    assert [one["pointer"] for one in answer.get_json()["errors"]] == ["/calibration"]
    assert "mép trái" in answer.get_json()["detail"]
    assert manager.get(RUNS).get_json()["items"] == []


@pytest.mark.parametrize(("printer_dpi", "dots"), [(203, 4), (300, 5), (600, 11)])
def test_modules_are_whole_dots_of_the_printer(
    manager: Caller, batch: dict[str, Any], printer_dpi: int, dots: int
) -> None:
    """What the run names is kept, and each of the 37 modules of its PDF is so many dots wide."""
    body = {"batch_id": batch["id"], "quantity": 1, "design": "fruit-50x30", "stock": "roll-50x30"}
    run = manager.post(RUNS, json=body | {"printer_dpi": printer_dpi}).get_json()

    assert run["printer_dpi"] == printer_dpi
    module_mm = dots * dot_mm(printer_dpi)
    assert 0.396 <= module_mm <= 0.99
    pdf = manager.get(run["links"]["labels_pdf"]).data
    assert qr_width_mm(pdf) / module_mm == pytest.approx(37, abs=0.3)


def test_a_roll_is_for_the_printers_that_usually_take_it(manager: Caller, batch: dict[str, Any]) -> None:
    """A run that names none is drawn for 203 dpi on rolls, for no dots on sheets."""
    roll = small(batch)
    sheet = {"batch_id": batch["id"], "quantity": 1}

    assert manager.post(RUNS, json=roll).get_json()["printer_dpi"] == 203
    assert manager.post(RUNS, json=sheet).get_json()["printer_dpi"] is None


def test_a_module_too_small_for_the_printer_is_refused_with_what_would_do(
    manager: Caller, batch: dict[str, Any]
) -> None:
    """16.4 mm hold a short code at 300 dpi; at 203 the same box would take a larger one, or a finer printer."""
    design = manager.get(f"{DESIGNS}/fruit-35x22").get_json()
    for name in ("is_built_in", "updated_at", "retired_at", "links"):
        del design[name]
    design["elements"][0]["size_mm"] = 16.4
    assert manager.post(DESIGNS, json=design | {"key": "tem-hep"}).status_code == 201

    coarse = manager.post(RUNS, json=small(batch, design="tem-hep", printer_dpi=203))
    fine = manager.post(RUNS, json=small(batch, design="tem-hep", printer_dpi=300))

    assert refused(coarse) == (422, "module-too-small")
    assert "203 dpi" in coarse.get_json()["detail"]
    assert "300 dpi" in coarse.get_json()["detail"]
    assert fine.status_code == 201, fine.get_json()


def small(batch: dict[str, Any], **but: Any) -> dict[str, Any]:
    return {"batch_id": batch["id"], "quantity": 1, "design": "fruit-35x22", "stock": "roll-105x22"} | but
