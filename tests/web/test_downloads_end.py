"""Until when the file of labels is given out."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import NOW
from tests.web.label_world import Station, at_another_time, code_of


@pytest.mark.parametrize("file", ["labels_pdf", "labels_zpl", "labels_tspl", "preview"])
def test_a_confirmed_print_is_not_given_out_again(station: Station, file: str) -> None:
    """In no language and not as a picture; an approved reprint opens its range alone, until that is confirmed."""
    run = station.run(40, stock="roll-70x50")
    station.tell(run, "confirmations")
    path, part = run["links"][file], {"from": 3, "to": 4} if file != "preview" else {"serial": 3}

    assert code_of(station.packer.get(path)) == (409, "run-already-printed")
    asked = station.tell(run, "reprints", first=3, last=4, reason="blurred").get_json()
    assert asked["state"] == "approved"
    assert station.packer.get(path, query_string=part).status_code == 200
    station.tell(run, "confirmations", first=3, last=4)
    assert code_of(station.packer.get(path, query_string=part)) == (409, "run-already-printed")


def test_a_download_is_noted_and_ends_after_a_day(station: Station, app: Flask) -> None:
    """With its bytes; for 24 hours it is given out again, since printers eat paper, and then no more."""
    run = station.run(40)
    pdf = station.packer.get(run["links"]["labels_pdf"]).data
    [entry] = station.packer.get(run["links"]["log"]).get_json()["items"]

    assert (entry["kind"], entry["from"], entry["to"], entry["bytes_sent"]) == ("fetched", 1, 40, len(pdf))
    at_another_time(app, NOW + timedelta(hours=24))
    assert station.packer.get(run["links"]["labels_pdf"]).data == pdf
    at_another_time(app, NOW + timedelta(hours=24, seconds=1))
    assert code_of(station.packer.get(run["links"]["labels_pdf"])) == (409, "run-already-printed")


def test_a_download_that_is_cut_short_can_be_made_again(station: Station, app: Flask) -> None:
    """It is noted as such, and locks nothing however late."""
    run = station.run(40)
    answer = station.packer.get(run["links"]["labels_pdf"], buffered=False)
    chunks = iter(answer.response)
    next(chunks)
    answer.close()
    del chunks

    log = station.packer.get(run["links"]["log"]).get_json()["items"]
    assert [entry["kind"] for entry in log] == ["fetched_part"]
    at_another_time(app, NOW + timedelta(days=3))
    assert station.packer.get(run["links"]["labels_pdf"]).status_code == 200
