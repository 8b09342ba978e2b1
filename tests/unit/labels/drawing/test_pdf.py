"""The PDF: what it says, that it streams, and that it is the same each time."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Design, Image
from labels.design.errors import CharacterNotInFont, StockDoesNotFit
from labels.drawing.errors import LabelRangeBeyondRun
from labels.drawing.job import Label, LabelJob
from labels.drawing.pdf import render_pdf
from labels.qr.payload import Payload
from labels.stock.errors import StartPositionBeyondSheet, StockNotPossible
from labels.stock.imposition import place
from labels.stock.stocks import A4_3X8
from tests.unit.labels.drawing.jobs import CARTON, HOST, labels_of, make_facts, make_job, make_label, stock_of

PX_PER_MM = 300 / 25.4


def render(job: LabelJob, first: int = 1, last: int | None = None) -> bytes:
    return b"".join(render_pdf(job, first=first, last=last or job.quantity))


def pages(data: bytes) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    yield from document
    document.close()


def read_codes(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Text and centre (mm from the top left) of each symbol, page by page, in reading order."""
    return [_read_page(page) for page in pages(data)]


def _read_page(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    found = []
    for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil().convert("L")):
        corners = (code.position.top_left, code.position.bottom_right)
        x, y = (sum(values) / 2 / PX_PER_MM for values in zip(*((c.x, c.y) for c in corners), strict=True))
        found.append((code.text, x, y))
    return sorted(found, key=lambda code: (round(code[2] / 10), code[1]))


def test_every_code_of_every_page_says_its_label() -> None:
    """At 300 dpi another library reads exactly the payloads of the run, in order, on both pages."""
    job = make_job()

    read = [text for page in read_codes(render(job)) for text, _, _ in page]

    assert read == [make_label(number).payload.text for number in range(1, 31)]


def test_every_code_stands_in_its_cell() -> None:
    """The run starts where a used sheet has its first free label, and each symbol is where its cell is."""
    job = make_job(start_position=20, quantity=8)

    first, second = read_codes(render(job))

    assert (len(first), len(second)) == (5, 3)
    for index, (_, x, y) in enumerate(first + second):
        cell = place(A4_3X8, 20, index)
        assert x == pytest.approx(cell.x_mm + FRUIT_A4.qr.x_mm + 12, abs=0.3)
        assert y == pytest.approx(cell.y_mm + FRUIT_A4.qr.y_mm + 12, abs=0.3)


def test_a_part_looks_like_the_whole() -> None:
    """Labels 26 to 28 take the cells and the content that they have in the whole run; page 1 is left out."""
    whole, part = read_codes(render(make_job())), read_codes(render(make_job(), 26, 28))

    assert len(part) == 1
    assert part[0] == whole[1][1:4]


def test_the_same_job_gives_the_same_bytes_in_another_process() -> None:
    """No clock, no random name: a lost file is made again exactly."""
    program = (
        "import hashlib; from tests.unit.labels.drawing.test_pdf import render, make_job;"
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


def test_the_texts_are_the_values_and_can_be_searched() -> None:
    """Decomposed input is drawn composed; nothing is lost, in three scripts."""
    facts = make_facts(organisation_name=unicodedata.normalize("NFD", "HTX Phú Hựu"))
    job = make_job(facts, quantity=1)
    job = replace(job, values={**job.values, "organisation": facts.organisation_name})

    text = next(pages(render(job))).get_textpage().get_text_range()

    for value in ("Sầu riêng Ri6 Châu Thành", "HTX Phú Hựu", "榴莲", "演示，非卖品", "PHU2610057K3Q"):
        assert value in text
    assert make_label(1).values["code"] in text
    assert "Số 1" in text


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


def test_a_design_smaller_than_the_label_stands_in_its_middle() -> None:
    """Two millimetres less give one on each side."""
    small = replace(FRUIT_A4, width_mm=FRUIT_A4.width_mm - 2)
    (((_, x, _),),) = read_codes(render(make_job(design=small, quantity=1)))
    (((_, full_x, _),),) = read_codes(render(make_job(quantity=1)))

    assert x - full_x == pytest.approx(1, abs=0.1)


def test_brackets_and_backslashes_are_text() -> None:
    """Characters that end a string of the format are drawn like any other."""
    text = next(pages(render(make_job(make_facts(lot="A)(\\B"), quantity=1)))).get_textpage().get_text_range()

    assert "A)(\\B" in text


def test_many_chinese_characters_take_a_second_font() -> None:
    """A font has 255 codes; the 129th character beyond ASCII starts the next, and all can be read."""
    characters = "".join(
        bytes((row, cell)).decode("gb2312") for row in (0xB0, 0xB1) for cell in range(0xA1, 0xFF)
    )

    def label_of(number: int) -> Label:
        label = make_label(number)
        return replace(label, values={**label.values, "serial": characters[(number - 1) * 6 : number * 6]})

    text = "".join(
        page.get_textpage().get_text_range() for page in pages(render(make_job(label_of=label_of)))
    )

    assert set(characters[:180]) <= set(text)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (1, 31)])
def test_labels_outside_the_run_are_refused(first: int, last: int) -> None:
    """The refusal comes from the call, before a byte is written."""
    with pytest.raises(LabelRangeBeyondRun, match="the labels 1 to 30"):
        render_pdf(make_job(), first=first, last=last)


def test_a_job_that_cannot_be_drawn_is_refused_at_once() -> None:
    """Stock, start position, size and characters are checked before the first byte."""
    with pytest.raises(StockNotPossible):
        render_pdf(make_job(stock=replace(A4_3X8, columns=9)), first=1, last=1)
    with pytest.raises(StartPositionBeyondSheet):
        render_pdf(make_job(start_position=25), first=1, last=1)
    with pytest.raises(StockDoesNotFit):
        render_pdf(make_job(design=replace(FRUIT_A4, width_mm=70)), first=1, last=1)
    with pytest.raises(CharacterNotInFont):
        render_pdf(make_job(make_facts(lot="☃")), first=1, last=1)


def test_a_shorter_link_keeps_the_version_of_the_run() -> None:
    """All symbols of a run are equally large."""
    short = Payload(host=HOST, rest="/t/0000000000000000")

    def label_of(number: int) -> Label:
        return replace(make_label(number), payload=short) if number == 1 else make_label(number)

    (page,) = read_codes(render(make_job(label_of=label_of, quantity=2)))

    assert [text for text, _, _ in page] == [short.text, make_label(2).payload.text]


def _streams(data: bytes) -> list[bytes]:
    return [zlib.decompress(found) for found in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)]


def test_a_picture_is_drawn_pixel_by_pixel() -> None:
    """Black where a bit is 1, bare paper where it is 0, the first bit at the top left."""
    image = Image(x_mm=40, y_mm=10, width_mm=10, height_mm=10, width_px=2, height_px=2, bits="gEA=")
    design = replace(FRUIT_A4, elements=(FRUIT_A4.qr, image))
    data = render(make_job(design=design, quantity=1))
    page = next(pages(data)).render(scale=300 / 72).to_pil().convert("L")
    cell = place(A4_3X8, 1, 0)

    greys = [
        page.getpixel((round((cell.x_mm + 40 + x) * PX_PER_MM), round((cell.y_mm + 10 + y) * PX_PER_MM)))
        for y in (2.5, 7.5)
        for x in (2.5, 7.5)
    ]

    assert greys == [0, 255, 255, 0]


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_every_design_is_read_from_a_coarse_print(design: Design) -> None:
    """At 203 dpi, in the demo's form, its code says its link, on a host of twenty characters."""
    facts = make_facts(**CARTON)
    labels = labels_of(design, host="https://truyxuat.dongthap.vn")
    job = make_job(facts, design=design, stock=stock_of(design), quantity=1, label_of=labels)
    page = next(pages(render(job))).render(scale=203 / 72).to_pil().convert("L")

    assert [code.text for code in zxingcpp.read_barcodes(page)] == [labels(1).payload.text]
