"""The same PDF by other ways: pictures instead of paths, several processes instead of one."""

import multiprocessing
from dataclasses import replace

import pytest

from labels.design.built_in import FRUIT_A4
from labels.drawing.job import Label
from labels.drawing.pdf import pages
from labels.drawing.pdf import render as rendering
from labels.drawing.pdf.render import render_pdf
from labels.qr.symbol import Level
from labels.stock.calibration import Calibration
from labels.stock.imposition import place
from labels.stock.stocks import A4_3X8
from tests.unit.labels.drawing.jobs import make_job, make_label
from tests.unit.labels.drawing.reading import read_codes, render


def with_snowflake(number: int) -> Label:
    """The last label says something that no label before it says."""
    label = make_label(number)
    return label if number < 60 else replace(label, values={**label.values, "serial": "số 榴"})


def test_a_compact_pdf_says_the_same_in_the_same_places() -> None:
    """Every code is read where the paths have it, and the file is much smaller."""
    job = make_job(quantity=240)
    compact = b"".join(render_pdf(job, first=1, last=240, mode="compact"))

    for as_picture, as_path in zip(read_codes(compact), read_codes(render(job)), strict=True):
        for (text, x, y), (expected, as_path_x, as_path_y) in zip(as_picture, as_path, strict=True):
            assert text == expected
            assert (x, y) == pytest.approx((as_path_x, as_path_y), abs=0.1)
    assert len(render(job)) - len(compact) > 240 * 140


@pytest.mark.parametrize("level", ["M", "Q"])
def test_codes_of_a_large_run_are_read(level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where symbols share forms each still says its label, and the file is smaller."""
    job = make_job(design=replace(FRUIT_A4, qr_level=level), quantity=96)
    usual = render(job)
    monkeypatch.setattr(pages, "WORTH_FORMS", 96)
    shared = render(job)

    read = [text for page in read_codes(shared) for text, _, _ in page]

    assert read == [make_label(number).payload.text for number in range(1, 97)]
    assert b"/M0 " in shared
    assert len(shared) < len(usual)


@pytest.mark.parametrize("label_of", [make_label, with_snowflake], ids=["usual", "new-letter"])
def test_several_processes_write_the_same_bytes(monkeypatch: pytest.MonkeyPatch, label_of: object) -> None:
    """A character that their fonts lack is drawn by the one that owns the document."""
    monkeypatch.setattr(rendering, "WORTH_PROCESSES", 1)
    job = make_job(quantity=60, label_of=label_of)

    assert b"".join(render_pdf(job, first=2, last=60, processes=2)) == render(job, 2, 60)


def test_who_stops_reading_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packer closes the browser: nothing goes on drawing."""
    monkeypatch.setattr(rendering, "WORTH_PROCESSES", 1)
    chunks = render_pdf(make_job(quantity=24_000), first=1, last=24_000, processes=2)
    next(chunks), next(chunks)
    assert multiprocessing.active_children()

    chunks.close()  # type: ignore[attr-defined]  # a generator, which a server closes

    assert not multiprocessing.active_children()


def test_a_calibrated_page_is_moved_and_stretched() -> None:
    """2 mm to the right, 1 mm up, and 1 % longer downwards: each code stands where the printer then puts it right."""
    calibration = Calibration(offset_x_mm=2, offset_y_mm=-1, scale_y=1.01)
    found = read_codes(render(make_job(quantity=24, calibration=calibration)))[0]

    for index, ((_, x, y), (_, exact_x, exact_y)) in enumerate(
        zip(found, read_codes(render(make_job(quantity=24)))[0], strict=True)
    ):
        assert place(A4_3X8, 1, index).page == 0
        assert (x, y) == pytest.approx((exact_x + 2, exact_y * 1.01 - 1), abs=0.15)
