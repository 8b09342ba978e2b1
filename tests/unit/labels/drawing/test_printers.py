"""Printers' own languages, read by small printers that know only the manuals."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from labels.design.built_in import FRUIT_A4
from labels.drawing.errors import LabelRangeBeyondRun, SheetOnLabelPrinter
from labels.drawing.job import Label, LabelJob
from labels.drawing.label_printers.tspl import render_tspl
from labels.drawing.label_printers.zpl import render_zpl
from labels.drawing.plan import plan_job
from labels.drawing.raster import Raster
from labels.qr.errors import ModuleTooSmall
from labels.stock.calibration import Calibration
from labels.stock.stocks import A4_3X8
from tests.tspl_printer import DOTS_PER_MM, TsplPrinter
from tests.unit.labels.drawing.jobs import make_facts, make_job, make_label
from tests.zpl_printer import decode_z64, print_zpl

ROLL = replace(
    A4_3X8,
    key="roll",
    page_width_mm=132,
    page_height_mm=34,
    columns=2,
    rows=1,
    margin_left_mm=1,
    margin_top_mm=0,
    gap_y_mm=2,
    kind="roll",
)


def make_roll_job(**but: Any) -> LabelJob:
    return make_job(**{"stock": ROLL, "quantity": 5, **but})


def printed(
    job: LabelJob, language: str, *, dpi: int = 203, first: int = 1, last: int = 5
) -> list[Image.Image]:
    if language == "zpl":
        return print_zpl(b"".join(render_zpl(job, first=first, last=last, dpi=dpi)))
    return TsplPrinter(dpi=dpi).print(b"".join(render_tspl(job, first=first, last=last, dpi=dpi)))


def read(row: Image.Image) -> list[str]:
    """What the codes of a row say, from left to right."""
    found = sorted(zxingcpp.read_barcodes(row), key=lambda code: code.position.top_left.x)
    return [code.text for code in found]


LINKS = [make_label(number).payload.text for number in range(1, 6)]


@pytest.mark.parametrize("language", ["zpl", "tspl"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_what_comes_out_says_its_labels(language: str, dpi: int) -> None:
    """Two lanes, the first row from the second lane on, each label where and what it is in the run."""
    rows = printed(make_roll_job(start_position=2), language, dpi=dpi)

    assert [read(row) for row in rows] == [LINKS[:1], LINKS[1:3], LINKS[3:]]
    assert {row.size for row in rows} == {tuple(round(length * DOTS_PER_MM[dpi]) for length in (132, 34))}


def test_both_languages_print_the_same_dots() -> None:
    """And these are the picture of the label, whose QR modules are whole dots."""
    job = make_roll_job()
    rows = printed(job, "zpl")

    assert [row.tobytes() for row in rows] == [row.tobytes() for row in printed(job, "tspl")]
    label = Raster.of(plan_job(replace(job, printer_dpi=203)), dpi=203, mode="1").draw(make_label(1))
    assert rows[0].crop((8, 0, 8 + label.width, label.height)).tobytes() == label.convert("L").tobytes()


def test_a_part_looks_like_the_whole() -> None:
    """Label 4 alone stands in its lane, and the lane beside it is empty."""
    whole, part = printed(make_roll_job(), "tspl")[1], printed(make_roll_job(), "tspl", first=4, last=4)[0]

    assert read(whole) == LINKS[2:4]
    middle = whole.width // 2
    assert part.crop((0, 0, middle, part.height)).getextrema() == (255, 255)
    right = (middle, 0, part.width, part.height)
    assert part.crop(right).tobytes() == whole.crop(right).tobytes()


@pytest.mark.parametrize("language", ["zpl", "tspl"])
@pytest.mark.parametrize(("offset_mm", "moved"), [((1.0, 0.5), (8, 4)), ((-2.0, -1.0), (-16, -8))])
def test_calibration_moves_labels_by_dots(
    language: str, offset_mm: tuple[float, float], moved: tuple[int, int]
) -> None:
    """To the right and down; what leaves the paper is cut, and the dots stay the same."""
    plain = printed(make_roll_job(), language)[0]
    calibration = Calibration(offset_x_mm=offset_mm[0], offset_y_mm=offset_mm[1])

    row = printed(make_roll_job(calibration=calibration), language)[0]

    expected = Image.new("L", plain.size, 255)
    expected.paste(plain, moved)
    assert row.tobytes() == expected.tobytes()


def test_calibration_stretches_the_distance_of_lanes() -> None:
    """At 1 % the second lane is 0.67 mm further right, 5 dots by rounding, and its dots are the same."""
    plain = printed(make_roll_job(), "zpl")[0]
    row = printed(make_roll_job(calibration=Calibration(scale_x=1.01)), "zpl")[0]

    assert read(row) == LINKS[:2]
    assert row.crop((541, 0, 1045, 272)).tobytes() == plain.crop((536, 0, 1040, 272)).tobytes()


@pytest.mark.parametrize("render", [render_zpl, render_tspl])
def test_rows_come_as_they_are_drawn(render: Any) -> None:
    """The first row is there before a label of the second is asked for, so memory does not grow."""
    asked: list[int] = []

    def label_of(number: int) -> Label:
        asked.append(number)
        return make_label(number)

    chunks = render(make_roll_job(label_of=label_of, quantity=9_998), first=1, last=9_998, dpi=203)
    list(islice(chunks, 1 if render is render_zpl else 2))

    assert asked == [9_998, 1, 2]


def test_the_same_job_gives_the_same_bytes_in_another_process() -> None:
    """No clock and no name: a file can be made again exactly."""
    program = "import hashlib; from tests.unit.labels.drawing.test_printers import digests; print(*digests())"
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )

    assert other.stdout.split() == digests()


def digests() -> list[str]:
    job = make_roll_job()
    files = (b"".join(render(job, first=1, last=5, dpi=203)) for render in (render_zpl, render_tspl))
    return [hashlib.sha256(data).hexdigest() for data in files]


@pytest.mark.parametrize("render", [render_zpl, render_tspl])
def test_what_cannot_be_printed_is_refused_at_once(render: Any) -> None:
    """Before a byte: a range beyond the run, a sheet, a module that would be under the minimum at 203 dpi."""
    with pytest.raises(LabelRangeBeyondRun):
        render(make_roll_job(), first=1, last=6, dpi=203)
    with pytest.raises(SheetOnLabelPrinter, match="“a4-3x8” is a sheet, not a roll"):
        render(make_job(), first=1, last=1, dpi=203)
    small = replace(FRUIT_A4, elements=(replace(FRUIT_A4.qr, size_mm=20), *FRUIT_A4.elements[1:]))
    with pytest.raises(ModuleTooSmall):
        render(make_roll_job(design=small), first=1, last=1, dpi=203)
    render(make_roll_job(design=small), first=1, last=1, dpi=300)


def test_texts_cannot_speak_to_the_printer() -> None:
    """They are dots: commands of a printer in a name do not stand in the file."""
    facts = make_facts(product_name_vi="^XZ~JA ^FS", organisation_name='HTX "PRINT 9,9" CLS')
    job = make_roll_job(facts=facts, quantity=1)
    zpl = b"".join(render_zpl(job, first=1, last=1, dpi=203))
    tspl = b"".join(render_tspl(job, first=1, last=1, dpi=203))

    assert (zpl.count(b"^XA"), zpl.count(b"^XZ"), zpl.count(b"~")) == (1, 1, 0)
    assert b"PRINT 9" not in tspl
    assert [read(row) for row in (*print_zpl(zpl), *TsplPrinter(dpi=203).print(tspl))] == [LINKS[:1]] * 2


@pytest.mark.parametrize(
    ("field", "size"),
    [
        (":Z64:eJzj4KAKYJChDmCwoQ5gEKAOYAAAavEfEQ==:24EF", 288),
        (":Z64:eJxjYKAnOADEDxgYGD8AMZBmBvKZgULsQMxEV4fAAQBLYQRC:3CC2", 256),
    ],
)
def test_the_reading_printer_reads_what_zebras_programs_write(field: str, size: int) -> None:
    """Two graphics of ZebraDesigner: the check and the compression are those of real files."""
    assert len(decode_z64(field)) == size
    with pytest.raises(ValueError, match="wrong check"):
        decode_z64(field[:-1] + "0")
