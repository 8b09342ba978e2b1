"""A label PDF as a file: the same bytes each time, written from front to back, whole by the standard, small."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from labels.drawing.job import Label
from labels.drawing.pdf.render import render_pdf
from labels.stock.stocks import A4_3X8
from tests.unit.labels.drawing.jobs import make_job, make_label
from tests.unit.labels.drawing.reading import pages, render


def test_the_same_job_gives_the_same_bytes_in_another_process() -> None:
    """No clock, no random name: a lost file is made again exactly."""
    program = (
        "import hashlib; from tests.unit.labels.drawing.jobs import make_job;"
        "from tests.unit.labels.drawing.reading import render;"
        "print(hashlib.sha256(render(make_job())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )

    assert hashlib.sha256(render(make_job())).hexdigest() == other.stdout.strip()


def test_pages_come_as_they_are_drawn() -> None:
    """The first page is there before a label of the second is asked for, so memory does not grow."""
    asked: list[int] = []

    def label_of(number: int) -> Label:
        asked.append(number)
        return make_label(number)

    chunks = render_pdf(make_job(label_of=label_of, quantity=9_999), first=1, last=9_999)
    head, page = next(chunks), next(chunks)

    assert head.startswith(b"%PDF-1.4")
    assert b"/Type/Page/" in page
    assert asked[-24:] == list(range(1, 25))
    assert len(asked) < 100  # some from all over the run tell what its symbols share


def test_a_full_node_of_the_page_tree_is_written_at_once() -> None:
    """A run of more pages than a node takes has a second node, and all pages are found."""
    single = replace(A4_3X8, columns=1, rows=1)
    label = make_label(1)
    data = render(make_job(stock=single, quantity=258, label_of=lambda _: label))

    assert data.count(b"/Type/Pages/Parent") == 2
    assert len(list(pages(data))) == 258


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    """Cross references, streams and the page tree are as the standard wants them."""
    (tmp_path / "labels.pdf").write_bytes(render(make_job()))

    checked = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "labels.pdf")], capture_output=True, check=False
    )

    assert checked.returncode == 0, checked.stderr


def test_the_document_says_what_it_is() -> None:
    """Title and language for people who cannot see it, printing at 100 %, and no script or action."""
    data = render(make_job(quantity=1))
    document = pypdfium2.PdfDocument(io.BytesIO(data))

    assert document.get_metadata_value("Title") == "Tem lô PHU2610057K3Q"
    assert b"/Lang <FEFF00760069>" in data
    assert b"/PrintScaling/None" in data
    assert not re.search(rb"/JavaScript|/JS|/OpenAction|/AA\b|CreationDate|ModDate", data)
    document.close()


def test_what_is_the_same_on_every_label_is_written_once() -> None:
    """One form is used by all labels; a page holds only codes and serials."""
    streams = _streams(render(make_job()))
    content = b"".join(stream for stream in streams if b"/S Do" in stream)

    assert content.count(b"/S Do") == 30
    assert content.count(b" Tj") == 60


def test_a_symbol_is_one_path_with_one_fill() -> None:
    """Separate fills would show hairlines between columns."""
    page = next(stream for stream in _streams(render(make_job(quantity=1))) if b"/S Do" in stream)

    assert len(re.findall(rb"^f$", page, re.MULTILINE)) == 1


def _streams(data: bytes) -> list[bytes]:
    return [zlib.decompress(found) for found in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)]
