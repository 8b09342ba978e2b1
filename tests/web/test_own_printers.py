"""An organisation's printers over the API: calibrated in two pages, frozen in runs, never another's."""

from typing import Any

import pytest

from labels.stock.calibration import EXACT, Calibration
from labels.stock.stocks import BUILT_IN
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_labels import make_printer_document
from tests.conftest import Writing
from tests.simulated_printer import left_over_mm, lines_sent, read_to_half_a_line, readings_of
from tests.web.callers import Caller
from tests.web.printed import qr_lefts_mm

PRINTERS = "/api/v1/printers"
RUNS = "/api/v1/print-runs"
ASKEW = Calibration(offset_x_mm=2.2, offset_y_mm=-1.4, scale_x=0.985, scale_y=1.02)


def create(manager: Caller, **but: Any) -> Any:
    return manager.post(PRINTERS, json=make_printer_document(**but))


def change(manager: Caller, printer: dict[str, Any], body: dict[str, Any]) -> Any:
    path = printer["links"]["self"]
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": manager.get(path).headers["ETag"]}
    return manager.client.patch(path, json=body, headers=headers)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def read_a_page(caller: Caller, printer: dict[str, Any], truth: Calibration) -> dict[str, Any]:
    """Fetch the test page, print it askew, read it, and say what was read."""
    stock, now = BUILT_IN[printer["stock"]], Calibration(**printer["calibration"])
    page = caller.get(printer["links"]["test_page"])
    lines = lines_sent(page.data, stock, now, language=printer["language"], dpi=printer["dpi"] or 600)
    read = readings_of(stock, lines, truth, read_to_half_a_line)
    return {
        "page": printer["page"],
        "left_mm": read.left_mm,
        "right_mm": read.right_mm,
        "top_mm": read.top_mm,
        "bottom_mm": read.bottom_mm,
    }


@pytest.fixture
def batch(manager: Caller, harvest: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = manager.post("/api/v1/batches", json=harvest).get_json()
    return made


@pytest.fixture
def packer(manager: Caller, writing: Writing, cooperative: Cooperative) -> Caller:
    with writing() as session:
        return Caller(manager.client, make_token(session, cooperative.organisation, role="packer"))


@pytest.mark.parametrize(
    ("stock", "language", "dpi"), [("a4-3x8", "pdf", None), ("roll-105x22", "tspl", 203)]
)
def test_a_packer_calibrates_a_printer_in_two_pages(
    manager: Caller, packer: Caller, stock: str, language: str, dpi: int | None
) -> None:
    """Each page is printed as the calibration before has corrected it; what is left is under 0.2 mm, and is kept."""
    printer = create(manager, stock=stock, language=language, dpi=dpi).get_json()
    pages = [printer["page"]]
    for _ in range(2):
        answer = packer.post(printer["links"]["readings"], json=read_a_page(packer, printer, ASKEW))
        assert answer.status_code == 201, answer.get_json()
        printer = answer.get_json()
        pages.append(printer["page"])

    assert left_over_mm(BUILT_IN[stock], ASKEW, Calibration(**printer["calibration"])) < 0.2
    assert printer["calibrated_at"] is not None
    told = manager.get(printer["links"]["calibrations"]).get_json()["items"]
    assert [one["page"] for one in told] == pages[1::-1]
    assert told[0]["calibration"] == printer["calibration"]


def test_readings_of_a_page_that_is_not_the_last_are_refused(manager: Caller) -> None:
    """Sent twice, or read off a page from before the last calibration: told which page is wanted; nothing changes."""
    printer = create(manager).get_json()
    first = read_a_page(manager, printer, ASKEW)
    after = manager.post(printer["links"]["readings"], json=first).get_json()

    again = manager.post(printer["links"]["readings"], json=first)

    assert refused(again) == (409, "test-page-outdated")
    assert [one["pointer"] for one in again.get_json()["errors"]] == ["/page"]
    assert first["page"] in again.get_json()["detail"]
    assert after["page"] in again.get_json()["detail"]
    assert manager.get(printer["links"]["self"]).get_json() == after


def test_what_is_beyond_correction_is_refused(manager: Caller) -> None:
    """By one page, or by two together: 6 mm are corrected, 6 more are not; a page fitted to the paper never is."""
    printer = create(manager, stock="a4-3x8", language="pdf", dpi=600).get_json()

    def post(**but: float) -> Any:
        page = manager.get(printer["links"]["self"]).get_json()["page"]
        read = {"left_mm": 20, "right_mm": 180, "top_mm": 20, "bottom_mm": 260} | but
        return manager.post(printer["links"]["readings"], json={"page": page, **read})

    assert refused(post(left_mm=19, right_mm=170)) == (422, "calibration-beyond-limits")
    assert refused(post(right_mm=30)) == (422, "calibration-readings-disagree")
    assert post(left_mm=26, right_mm=186).get_json()["calibration"]["offset_x_mm"] == -6
    assert refused(post(left_mm=26, right_mm=186)) == (422, "calibration-beyond-limits")


@pytest.mark.parametrize(
    ("but", "status", "code", "pointer"),
    [
        ({"stock": "a5"}, 422, "unknown-stock", "/stock"),
        ({"stock": "a4-3x8"}, 422, "printer-needs-roll", "/stock"),
        ({"dpi": None}, 422, "printer-dpi-missing", "/dpi"),
        ({"dpi": 1200}, 422, "invalid-input", "/dpi"),
        ({"language": "escp"}, 422, "invalid-input", "/language"),
        ({"calibration": {"scale_x": 1.01}}, 422, "invalid-input", "/calibration"),
        ({}, 409, "printer-name-taken", "/name"),
    ],
)
def test_a_printer_that_could_not_print_is_refused(
    manager: Caller, but: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    """A paper that there is not or that it cannot take, dots that no head has, a calibration that nobody measured."""
    printer = create(manager).get_json()
    document = make_printer_document(name="Máy thứ hai", **but) if but else make_printer_document()

    answer = manager.post(PRINTERS, json=document)

    assert refused(answer) == (status, code)
    assert [one["pointer"] for one in answer.get_json()["errors"]] == [pointer]
    if but and "calibration" not in but:
        assert refused(change(manager, printer, but)) == (status, code)
    assert len(manager.get(PRINTERS).get_json()["items"]) == 1


def test_another_paper_ends_a_calibration_and_another_name_does_not(manager: Caller) -> None:
    """What was measured on one roll is not true of another."""
    printer = create(manager).get_json()
    body = read_a_page(manager, printer, ASKEW)
    calibrated = manager.post(printer["links"]["readings"], json=body).get_json()

    named = change(manager, printer, {"name": "Máy in mới"}).get_json()
    other = change(manager, printer, {"stock": "roll-50x30"}).get_json()

    assert (named["calibration"], named["page"]) == (calibrated["calibration"], calibrated["page"])
    assert Calibration(**other["calibration"]) == EXACT
    assert other["calibrated_at"] is None
    assert other["page"] != printer["page"]


def test_a_run_takes_all_of_its_printer_and_keeps_it(manager: Caller, batch: dict[str, Any]) -> None:
    """Paper, dots, calibration and kind of file; a later change of the printer changes no byte of the run."""
    printer = create(manager, stock="roll-110x22").get_json()
    slightly = Calibration(offset_x_mm=-0.4)
    body = read_a_page(manager, printer, slightly)
    printer = manager.post(printer["links"]["readings"], json=body).get_json()
    wanted = {"batch_id": batch["id"], "quantity": 5, "design": "fruit-35x22", "printer_id": printer["id"]}

    run = manager.post(RUNS, json=wanted).get_json()

    assert (run["stock"], run["printer_dpi"], run["file_kind"]) == ("roll-110x22", 203, "tspl")
    assert (run["printer_id"], run["calibration"]) == (printer["id"], printer["calibration"])
    assert run["links"]["labels"] == run["links"]["labels_tspl"]
    before = [manager.get(run["links"][name]).data for name in ("labels", "labels_pdf")]
    plain = manager.post(RUNS, json={**wanted, "printer_id": None, "stock": "roll-110x22"}).get_json()
    assert (plain["printer_id"], plain["file_kind"]) == (None, "pdf")
    lefts = [qr_lefts_mm(one)[0] for one in (before[1], manager.get(plain["links"]["labels_pdf"]).data)]
    assert lefts[0] - lefts[1] == pytest.approx(0.4, abs=0.12)

    change(manager, printer, {"stock": "roll-50x30", "language": "zpl", "dpi": 300})
    change(manager, printer, {"retired": True})

    assert [manager.get(run["links"][name]).data for name in ("labels", "labels_pdf")] == before
    assert manager.get(run["links"]["self"]).get_json() == run
    assert refused(manager.post(RUNS, json=wanted)) == (409, "printer-retired")
    assert manager.get(PRINTERS).get_json()["items"][0]["retired_at"] is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [("stock", "a4-3x8"), ("printer_dpi", 600), ("calibration", {"offset_x_mm": 0.5})],
)
def test_a_run_that_says_otherwise_than_its_printer_is_refused(
    manager: Caller, batch: dict[str, Any], field: str, value: object
) -> None:
    """The same is accepted, anything else is refused with its field: labels would not lie where was measured."""
    printer = create(manager).get_json()
    own = {"stock": printer["stock"], "printer_dpi": 203, "calibration": printer["calibration"]}
    wanted = {
        "batch_id": batch["id"],
        "quantity": 1,
        "design": "fruit-35x22",
        "printer_id": printer["id"],
        **own,
    }

    answer = manager.post(RUNS, json=wanted | {field: value})

    assert refused(answer) == (422, "printer-differs")
    assert [one["pointer"] for one in answer.get_json()["errors"]] == [f"/{field}"]
    assert manager.post(RUNS, json=wanted).status_code == 201


def test_anothers_printer_is_not_there(
    manager: Caller, batch: dict[str, Any], cooperative: Cooperative, writing: Writing
) -> None:
    """Not to read, to calibrate, to change or to print with; its name is free."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        stranger = Caller(manager.client, make_token(session, other.organisation))
    theirs = create(stranger).get_json()
    body = read_a_page(stranger, theirs, ASKEW)
    run = {"batch_id": batch["id"], "quantity": 1, "design": "fruit-35x22", "printer_id": theirs["id"]}
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": '"none"'}

    answers = [
        *(manager.get(theirs["links"][name]) for name in ("self", "test_page", "calibrations")),
        manager.post(theirs["links"]["readings"], json=body),
        manager.client.patch(theirs["links"]["self"], json={"name": "x"}, headers=headers),
        manager.post(RUNS, json=run),
    ]

    assert {refused(answer) for answer in answers} == {(404, "not-found")}
    assert manager.get(PRINTERS).get_json()["items"] == []
    assert create(manager).status_code == 201
