"""Fetching a run's labels over a bad network: the same file in pieces, and never two files in one."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.api.downloads import Lengths
from tests.web.label_world import Station, code_of


@pytest.fixture
def path(station: Station) -> str:
    found: str = station.run(40)["links"]["labels_pdf"]
    return found


def fetch(station: Station, path: str, asked: str, **headers: str) -> TestResponse:
    return station.packer.get(path, headers={"Range": asked, **headers})


def log_of(station: Station, path: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = station.packer.get(path.replace("labels.pdf", "log")).get_json()["items"]
    return entries


def test_a_download_that_was_cut_goes_on_where_it_ended(app: Flask, station: Station, path: str) -> None:
    """The rest after any byte makes the same file, whether this process has drawn it before or not."""
    whole = station.packer.get(path)
    etag = whole.headers["ETag"]

    for start in (1, 1000, len(whole.data) - 1):
        app.extensions["ronguon.file_lengths"] = Lengths()  # as another process, or after a restart
        rest = fetch(station, path, f"bytes={start}-", **{"If-Range": etag})
        assert rest.status_code == 206
        assert rest.headers["Content-Range"] == f"bytes {start}-{len(whole.data) - 1}/{len(whole.data)}"
        assert (rest.headers["ETag"], rest.content_length) == (etag, len(whole.data) - start)
        assert whole.data[:start] + rest.data == whole.data


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=10-10", 10, 10), ("bytes=-5", -5, None)]
)
def test_a_part_is_that_part(station: Station, path: str, asked: str, first: int, last: int | None) -> None:
    """From the beginning, a single byte, the end."""
    whole = station.packer.get(path).data

    part = fetch(station, path, asked)

    assert part.status_code == 206
    assert part.data == whole[first : None if last is None else last + 1]


def test_another_file_is_given_from_its_beginning(station: Station, path: str) -> None:
    """What was cut was other labels, another form or an older program's: nothing is glued together."""
    whole = station.packer.get(path)
    others = [station.packer.get(f"{path}?{query}") for query in ("to=24", "mode=compact")]

    for other in others:
        again = fetch(station, path, "bytes=10-", **{"If-Range": other.headers["ETag"]})
        assert again.status_code == 200
        assert again.data == whole.data
    assert len({answer.headers["ETag"] for answer in (whole, *others)}) == 3


def test_what_is_no_range_of_the_file_is_told(station: Station, path: str) -> None:
    """Beyond its end: 416 with how long it is; several ranges or another unit: the whole file."""
    length = len(station.packer.get(path).data)

    beyond = fetch(station, path, f"bytes={length}-")

    assert code_of(beyond) == (416, "range-beyond-file")
    assert str(length) in beyond.get_json()["detail"]
    for asked in ("bytes=0-1,5-6", "labels=1-24", "bytes=x"):
        assert fetch(station, path, asked).status_code == 200


def test_pieces_stand_in_the_log_as_what_they_are(station: Station, path: str) -> None:
    """A part locks nothing; who fetched the end has the file, as by a download that was not cut."""
    whole = len(station.packer.get(path).data)
    before = log_of(station, path)
    pieces = [fetch(station, path, asked).data for asked in ("bytes=0-99", "bytes=100-")]
    assert [len(piece) for piece in pieces] == [100, whole - 100]

    new = [entry for entry in log_of(station, path) if entry["id"] not in {old["id"] for old in before}]

    assert sorted((entry["kind"], entry["bytes_sent"]) for entry in new) == [
        ("fetched", whole - 100),
        ("fetched_part", 100),
    ]


def test_labels_for_a_printer_resume_too(station: Station) -> None:
    """ZPL, at a resolution of its own."""
    run = station.run(10, design="fruit-50x30", stock="roll-50x30")
    path = run["links"]["labels_zpl"]
    whole = station.packer.get(path)

    rest = fetch(station, path, "bytes=500-", **{"If-Range": whole.headers["ETag"]})
    other = fetch(station, f"{path}?dpi=300", "bytes=500-", **{"If-Range": whole.headers["ETag"]})

    assert whole.data[:500] + rest.data == whole.data
    assert other.status_code == 200
