"""What a label PDF says and shows, and what is refused before a byte is written."""

import unicodedata
from dataclasses import replace

import pytest
import zxingcpp

from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Design, Image
from labels.design.errors import CharacterNotInFont, StockDoesNotFit
from labels.drawing.errors import LabelRangeBeyondRun
from labels.drawing.job import Label
from labels.drawing.pdf.render import render_pdf
from labels.qr.payload import Payload
from labels.stock.errors import StartPositionBeyondSheet, StockNotPossible
from labels.stock.imposition import place
from labels.stock.stocks import A4_3X8
from tests.unit.labels.drawing.jobs import CARTON, HOST, labels_of, make_facts, make_job, make_label, stock_of
from tests.unit.labels.drawing.reading import PX_PER_MM, pages, read_codes, render


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
