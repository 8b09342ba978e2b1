"""Labels as pictures."""

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from labels.design.built_in import FRUIT_A4
from labels.design.errors import CharacterNotInFont
from labels.design.fields import read_values
from labels.drawing.dots import dots, dots_per_mm
from labels.drawing.errors import LabelRangeBeyondRun, PictureTooLarge
from labels.drawing.instructions import PlacedImage, Rect
from labels.drawing.plan import Plan, plan_job
from labels.drawing.preview import render_design_preview, render_preview
from labels.drawing.raster import Mode, Raster
from tests.unit.labels.drawing.jobs import make_facts, make_job, make_label


def draw(plan: Plan, *, dpi: int = 203, mode: Mode = "1", number: int = 7) -> Image.Image:
    return Raster.of(plan, dpi=dpi, mode=mode).draw(plan.job.label_of(number))


@pytest.mark.parametrize("mode", ["1", "L"])
@pytest.mark.parametrize("dpi", [72, 150, 203, 300, 600])
def test_the_picture_says_its_label(dpi: int, mode: Mode) -> None:
    """Another library reads it at each resolution, in black and white and in grey."""
    picture = draw(plan_job(make_job()), dpi=dpi, mode=mode)

    assert picture.size == tuple(dots(length, dots_per_mm(dpi)) for length in (63.5, 33.9))
    assert [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))] == [
        make_label(7).payload.text
    ]


def _symbol(picture: Image.Image) -> Image.Image:
    """The area of the QR code's box, which nothing else enters."""
    per_mm = picture.width / 63.5
    return picture.convert("L").crop(tuple(round(edge * per_mm) for edge in (0.45, 5.8, 24.45, 29.8)))  # type: ignore[arg-type]


def test_no_module_is_grey() -> None:
    """Only text has smooth edges, at a resolution that divides nothing."""
    symbol = _symbol(draw(plan_job(make_job()), dpi=131, mode="L"))

    assert {value for _, value in symbol.getcolors() or ()} == {0, 255}


@pytest.mark.parametrize(("dpi", "dots"), [(203, 4), (300, 6), (600, 12)])
def test_on_its_printer_every_module_has_the_same_number_of_dots(dpi: int, dots: int) -> None:
    """Shrunk by that number the symbol is the encoder's, module by module."""
    plan = plan_job(make_job(printer_dpi=dpi))
    symbol = _symbol(draw(plan, dpi=dpi))
    inner = symbol.crop(Image.eval(symbol, lambda value: 255 - value).getbbox())

    assert inner.size == (37 * dots, 37 * dots)
    modules = inner.resize((37, 37), Image.Resampling.NEAREST)
    assert modules.resize(inner.size, Image.Resampling.NEAREST).tobytes() == inner.tobytes()
    read = [int("".join("01"[modules.getpixel((x, y)) == 0] for x in range(37)), 2) for y in range(37)]
    assert tuple(read) == plan.symbol(make_label(7)).rows


def test_the_thinnest_line_is_a_dot() -> None:
    """0.02 mm are less than a dot at any resolution, and are seen."""
    plan = plan_job(make_job())
    thin = Rect(x_mm=30.03, y_mm=1, width_mm=0.02, height_mm=1)
    picture = draw(replace(plan, layout=replace(plan.layout, rects=(thin,), texts=(), slots=())))

    assert picture.convert("L").crop((200, 0, 508, 40)).histogram()[0] == 8


@pytest.mark.parametrize("mode", ["1", "L"])
def test_a_picture_of_the_design_is_stretched_over_its_area(mode: Mode) -> None:
    """Each of its pixels becomes an area; what is white in it covers nothing."""
    plan = plan_job(make_job())
    image = PlacedImage(x_mm=30, y_mm=10, width_mm=2.54, height_mm=2.54, columns=2, rows=(0b10, 0b01))
    bar = Rect(x_mm=30, y_mm=10, width_mm=2.54, height_mm=1.27)
    plan = replace(plan, layout=replace(plan.layout, rects=(bar,), texts=(), slots=(), images=(image,)))
    part = draw(plan, dpi=200, mode=mode).convert("L").crop((236, 79, 256, 99))

    assert [part.getpixel(at) for at in ((2, 2), (17, 2), (2, 17), (17, 17))] == [0, 0, 255, 0]


def test_a_preview_is_the_same_file_in_another_process() -> None:
    """Deterministic bytes, with its true size and as sRGB."""
    program = (
        "import hashlib; from labels.drawing.preview import render_preview;"
        "from tests.unit.labels.drawing.jobs import make_job;"
        "print(hashlib.sha256(render_preview(make_job(), number=3, dpi=150)).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    png = render_preview(make_job(), number=3, dpi=150)

    assert other.stdout.strip() == hashlib.sha256(png).hexdigest()
    assert b"pHYs" + (5906).to_bytes(4, "big") * 2 + b"\x01" in png
    assert b"sRGB\x00" in png


def test_a_preview_of_no_label_or_of_too_many_dots_is_refused() -> None:
    """The picture is never larger than what a page at 600 dpi takes."""
    with pytest.raises(LabelRangeBeyondRun):
        render_preview(make_job(), number=31, dpi=150)
    with pytest.raises(PictureTooLarge, match="at 9000 dpi is too large"):
        render_preview(make_job(), number=1, dpi=9000)


def test_a_design_can_be_seen_without_a_run() -> None:
    """With the texts given and a link of the usual length whose code was never issued."""
    values = read_values(FRUIT_A4, make_facts())
    png = render_design_preview(FRUIT_A4, values, dpi=203)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))

    assert [one.text for one in found] == ["https://label.example.vn/01/09521234567899/21/7KX3Q9MT2A4B0CDE"]
    with pytest.raises(CharacterNotInFont):
        render_design_preview(FRUIT_A4, values | {"lot": "☃"}, dpi=203)
