"""Ranges that hold void labels: refused as they stand, taken without them where that is asked; files leave them out."""

from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient

from batches.events.model import Event
from tests.builders import Cooperative
from tests.conftest import NOW, Writing
from tests.web.label_world import Station, at_another_time, code_of, make_station


@pytest.fixture
def station(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> Station:
    return make_station(client, writing, cooperative)


@pytest.fixture
def run(station: Station) -> dict[str, Any]:
    """Of 40 labels 5 and 6, and 20 are torn."""
    made = station.run()
    for first, last in ((5, 6), (20, 20)):
        assert (
            station.tell(made, "voids", first=first, last=last, reason="torn", note=None).status_code == 201
        )
    return made


def codes_on(pdf: bytes) -> set[str]:
    """The last 16 characters of each code of a file."""
    read = (
        zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil()) for page in pypdfium2.PdfDocument(pdf)
    )
    return {found.text[-16:] for page in read for found in page}


def test_the_others_are_applied(station: Station, run: dict[str, Any], writing: Writing) -> None:
    """One clear refusal, or all but the void ones, told one by one as events; again changes nothing."""
    refused = station.tell(run, "applications", first=1, last=24)
    told = station.tell(run, "applications", first=1, last=24, skip_void=True)
    again = station.tell(run, "applications", first=1, last=24, skip_void=True)

    assert code_of(refused) == (409, "labels-void")
    assert "5-6, 20" in refused.get_json()["detail"]
    expected = {"serials": [[1, 4], [7, 19], [21, 24]], "skipped_void": [[5, 6], [20, 20]]}
    for answer in (told, again):
        assert answer.status_code == 201
        assert answer.get_json()["told"] == expected
        assert answer.get_json()["labels"]["applied"] == 21
    with writing() as session:
        assert session.query(Event).filter_by(kind="labels_applied").count() == 3


@pytest.mark.parametrize("what", ["applications", "confirmations"])
def test_nothing_but_void_labels_is_refused(station: Station, run: dict[str, Any], what: str) -> None:
    """There is nothing to take, so passing them over would only hide a wrong range; so would one beyond the run."""
    assert code_of(station.tell(run, what, first=5, last=6, skip_void=True)) == (409, "labels-void")
    assert code_of(station.tell(run, what, first=40, last=41, skip_void=True)) == (422, "serials-beyond-run")


def test_a_run_is_closed_over_its_void_labels(station: Station, run: dict[str, Any]) -> None:
    """Closed twice it is the same; what closing made void is not passed over afterwards."""
    refused = station.tell(run, "close", applied=[[1, 30]])
    closed = station.tell(run, "close", applied=[[1, 30]], skip_void=True)
    again = station.tell(run, "close", applied=[[1, 30]], skip_void=True)
    more = station.tell(run, "close", applied=[[1, 31]], skip_void=True)

    assert code_of(refused) == (409, "labels-void")
    for answer in (closed, again):
        assert answer.status_code == 201
        assert answer.get_json()["labels"] == {
            "printed": 27, "applied": 27, "void": 13, "open": 0, "reprinted": 0
        }  # fmt: skip
        assert answer.get_json()["told"]["skipped_void"] == [[5, 6], [20, 20]]
    assert code_of(more) == (409, "run-closed")


def test_a_file_leaves_void_labels_out(station: Station, run: dict[str, Any]) -> None:
    """It has every other code and none of theirs; with one more void it is another file, resumed by nobody."""
    path = run["links"]["labels_pdf"]
    first = station.packer.get(path)
    same = station.packer.get(path)
    station.tell(run, "voids", first=30, last=30, reason="jam", note=None)
    other = station.packer.get(path, headers={"Range": "bytes=100-", "If-Range": first.headers["ETag"]})
    before = station.packer.get(f"{path}?from=21&to=29")

    assert first.status_code == 200
    codes = codes_on(first.data)
    assert len(codes) == 37
    assert len(codes_on(other.data)) == 36
    assert codes_on(other.data) < codes
    assert (same.data, same.headers["ETag"]) == (first.data, first.headers["ETag"])
    assert other.status_code == 200  # whole, not the rest of the former file
    assert other.headers["ETag"] != first.headers["ETag"]
    assert (
        before.headers["ETag"].count("-") == 5
    )  # a part without void labels keeps the name that it always had


def test_files_of_void_labels_alone_are_refused(station: Station, run: dict[str, Any]) -> None:
    """As PDF and as a picture; so is a reprint of a range with one, and what was printed, void or not."""
    assert code_of(station.packer.get(f"{run['links']['labels_pdf']}?from=5&to=6")) == (409, "labels-void")
    assert code_of(station.packer.get(f"{run['links']['preview']}?serial=20")) == (409, "labels-void")
    station.tell(run, "confirmations")
    reprint = station.tell(run, "reprints", first=4, last=7, reason="jam", note=None)
    assert code_of(reprint) == (409, "labels-void")
    assert code_of(station.packer.get(run["links"]["labels_pdf"])) == (409, "run-already-printed")


def test_what_was_printed_is_confirmed_over_void_labels(
    app: Flask, station: Station, run: dict[str, Any]
) -> None:
    """The range of the file that was fetched; a day later the labels are locked all the same."""
    told = station.tell(run, "confirmations", first=1, last=24, skip_void=True)
    at_another_time(app, NOW + timedelta(days=2))

    assert told.get_json()["told"]["skipped_void"] == [[5, 6], [20, 20]]
    assert told.get_json()["labels"]["printed"] == 21
    assert code_of(station.packer.get(f"{run['links']['labels_pdf']}?from=1&to=24")) == (
        409, "run-already-printed"
    )  # fmt: skip
