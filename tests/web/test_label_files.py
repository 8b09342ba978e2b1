"""Labels as files for label printers, and their pictures, over the API."""

import io
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from app.secrets import label_keys
from labels.runs.model import PrintRun
from labels.runs.snapshot import Snapshot
from tests.builders import Cooperative, make_cooperative, make_run, make_token
from tests.conftest import MakeApp, Writing
from tests.tspl_printer import DOTS_PER_MM, TsplPrinter
from tests.web.callers import Caller
from tests.zpl_printer import print_zpl

QUANTITY, TOKEN = 5, "prometheus-of-the-cooperative"


@pytest.fixture
def on_sheet(app: Flask, writing: Writing, cooperative: Cooperative) -> dict[str, Any]:
    """Where a run on sheets is, and what its labels say."""
    with app.app_context(), writing() as session:
        return _told(make_run(session, cooperative, label_keys(), quantity=QUANTITY))


@pytest.fixture
def on_roll(app: Flask, writing: Writing, cooperative: Cooperative) -> dict[str, Any]:
    """The same of a run on a roll."""
    with app.app_context(), writing() as session:
        return _told(make_run(session, cooperative, label_keys(), quantity=QUANTITY, stock="roll-70x50"))


def _told(run: PrintRun) -> dict[str, Any]:
    job = Snapshot.of(run).job(label_keys())
    links = [job.label_of(serial).payload.text for serial in range(1, run.quantity + 1)]
    return {"path": f"/api/v1/print-runs/{run.id}", "code": run.run_code, "links": links}


def read(picture: Image.Image) -> list[str]:
    found = sorted(zxingcpp.read_barcodes(picture.convert("L")), key=lambda one: one.position.top_left.x)
    return [one.text for one in found]


@pytest.mark.parametrize(("query", "dpi"), [("", 203), ("?dpi=300", 300)])
@pytest.mark.parametrize("kind", ["zpl", "tspl"])
def test_a_printer_prints_the_labels_of_the_run(
    manager: Caller, on_roll: dict[str, Any], kind: str, query: str, dpi: int
) -> None:
    """Every code of the run, a label in a row, at the resolution of the printer; a file that no cache keeps."""
    answer = manager.get(f"{on_roll['path']}/labels.{kind}{query}")
    rows = print_zpl(answer.data) if kind == "zpl" else TsplPrinter(dpi=dpi).print(answer.data)

    assert [link for row in rows for link in read(row)] == on_roll["links"]
    assert rows[0].width == round(70 * DOTS_PER_MM[dpi])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tem-{on_roll["code"]}.{kind}"'


def test_a_range_gives_its_labels_alone(manager: Caller, on_roll: dict[str, Any]) -> None:
    """Both serials included; the name tells the part."""
    answer = manager.get(f"{on_roll['path']}/labels.zpl?from=2&to=3")

    assert [read(row) for row in print_zpl(answer.data)] == [[link] for link in on_roll["links"][1:3]]
    assert answer.headers["Content-Disposition"].endswith('-2-3.zpl"')


@pytest.mark.parametrize("query", ["from=0", "to=6", "from=4&to=2", "dpi=204", "dpi=x", "darkness=9"])
@pytest.mark.parametrize("kind", ["zpl", "tspl"])
def test_a_wrong_question_is_refused(manager: Caller, on_roll: dict[str, Any], kind: str, query: str) -> None:
    """A problem, not a file that jams a printer."""
    answer = manager.get(f"{on_roll['path']}/labels.{kind}?{query}")

    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_a_run_on_sheets_is_for_no_label_printer(
    manager: Caller, on_sheet: dict[str, Any], on_roll: dict[str, Any]
) -> None:
    """409 names the stock; the run's links offer only what can be had."""
    answer = manager.get(f"{on_sheet['path']}/labels.tspl")
    links = [manager.get(run["path"]).get_json()["links"] for run in (on_sheet, on_roll)]

    assert (answer.status_code, answer.get_json()["code"]) == (409, "sheet-on-label-printer")
    assert [link["labels_zpl"] for link in links] == [None, f"{on_roll['path']}/labels.zpl"]
    assert [link["labels_tspl"] for link in links] == [None, f"{on_roll['path']}/labels.tspl"]


def test_a_preview_shows_the_label(manager: Caller, on_sheet: dict[str, Any]) -> None:
    """The first one or the one asked for, at the resolution asked for, the same bytes each time."""
    first = manager.get(f"{on_sheet['path']}/preview.png")
    fourth = manager.get(f"{on_sheet['path']}/preview.png?serial=4&dpi=96")

    assert (first.status_code, first.content_type) == (200, "image/png")
    assert first.headers["Cache-Control"] == "no-store"
    assert read(Image.open(io.BytesIO(first.data))) == on_sheet["links"][:1]
    picture = Image.open(io.BytesIO(fourth.data))
    assert read(picture) == on_sheet["links"][3:4]
    assert picture.size == (240, 128)
    assert fourth.data == manager.get(f"{on_sheet['path']}/preview.png?serial=4&dpi=96").data


@pytest.mark.parametrize("query", ["serial=6", "serial=0", "dpi=71", "dpi=601", "page=1"])
def test_a_wrong_preview_is_refused(manager: Caller, on_sheet: dict[str, Any], query: str) -> None:
    """No label of the run, or a size that is for no screen."""
    assert manager.get(f"{on_sheet['path']}/preview.png?{query}").status_code == 422


def test_who_may_not_print_sees_no_label(
    manager: Caller, writing: Writing, cooperative: Cooperative, on_roll: dict[str, Any]
) -> None:
    """A picture can be printed: viewers and farmers get none; another cooperative finds nothing."""
    with writing() as session:
        stranger = make_token(session, make_cooperative(session, gtin=None).organisation)
        tokens = [make_token(session, cooperative.organisation, role=role) for role in ("viewer", "farmer")]
        tokens.append(make_token(session, cooperative.organisation, scopes={"batch:read"}))
    for name in ("labels.zpl", "labels.tspl", "preview.png"):
        statuses = [
            Caller(manager.client, token).get(f"{on_roll['path']}/{name}").status_code
            for token in (*tokens, stranger)
        ]
        assert statuses == [403, 403, 403, 404], name


def test_labels_for_printers_are_counted(
    make_app: MakeApp, manager: Caller, on_roll: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """Like those of PDFs."""
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    client = make_app(METRICS_TOKEN=TOKEN).test_client()
    with writing() as session:
        caller = Caller(client, make_token(session, cooperative.organisation))
    assert caller.get(f"{on_roll['path']}/labels.zpl").status_code == 200
    assert caller.get(f"{on_roll['path']}/labels.tspl?from=2&to=3").status_code == 200

    assert "ronguon_labels_rendered_total 7.0" in client.get("/metrics", headers=bearer).text
