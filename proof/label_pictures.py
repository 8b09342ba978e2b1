"""Pages and labels as pictures by several programs, and what paper, hands and cameras do to them."""

import io
import random
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from labels.drawing.instructions import PlacedQr
from labels.drawing.job import LabelJob
from labels.drawing.pdf.render import render_pdf
from labels.drawing.plan import plan_job
from labels.drawing.raster import Raster
from labels.qr.errors import ModuleTooSmall
from labels.stock.imposition import place

MM_PER_INCH = 25.4


def pdf_of(job: LabelJob) -> bytes:
    return b"".join(render_pdf(job, first=1, last=job.quantity))


def by_pdfium(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page in grey, by the engine of Chrome."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def by_poppler(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The same by the engine of most Linux desktops."""
    with tempfile.TemporaryDirectory(prefix="ro-nguon-proof-") as folder:
        source = Path(folder) / "labels.pdf"
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), source, Path(folder) / "page"], check=True)
        return [Image.open(io.BytesIO(page.read_bytes())) for page in sorted(Path(folder).glob("page*.pgm"))]


def labels_of(pages: list[Image.Image], job: LabelJob, dpi: int) -> list[Image.Image]:
    """Each label cut out of its page where it should be."""
    return [
        pages[page].crop(dots_of(box, dpi))
        for page, box in (label_box(job, number) for number in range(1, job.quantity + 1))
    ]


def label_box(job: LabelJob, number: int) -> tuple[int, tuple[float, float, float, float]]:
    """Page, and left, top, right and bottom of a label's design on it, in millimetres."""
    design, stock = job.design, job.stock
    cell = place(stock, job.start_position, number - 1)
    left = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
    top = cell.y_mm + (stock.label_height_mm - design.height_mm) / 2
    return cell.page, (left, top, left + design.width_mm, top + design.height_mm)


def dots_of(box: tuple[float, float, float, float], dpi: int) -> tuple[int, int, int, int]:
    """Edges in millimetres as edges in dots."""
    left, top, right, bottom = (round(edge * dpi / MM_PER_INCH) for edge in box)
    return left, top, right, bottom


def by_us(job: LabelJob, dpi: int) -> list[Image.Image]:
    """Our own pictures in black and white, for a printer of that resolution when it can print them."""
    try:
        plan = plan_job(replace(job, printer_dpi=dpi))
    except ModuleTooSmall:
        plan = plan_job(job)
    raster = Raster.of(plan, dpi=dpi, mode="1")
    return [raster.draw(job.label_of(number)).convert("L") for number in range(1, job.quantity + 1)]


Harm = Callable[[Image.Image, PlacedQr, int, float, random.Random], Image.Image]
"""A label, its symbol (side in modules), dots a millimetre, and chance."""


def blur(label: Image.Image, qr: PlacedQr, side: int, per_mm: float, chance: random.Random) -> Image.Image:
    """Out of focus by a third of a module."""
    return label.filter(ImageFilter.GaussianBlur(qr.module_mm * per_mm / 3))


def smear(label: Image.Image, qr: PlacedQr, side: int, per_mm: float, chance: random.Random) -> Image.Image:
    """The ink of a tenth of the symbol's height, somewhere, dragged along by four modules.

    The trail is three fifths as dark as the ink it comes from. When it is 85 % as dark, zxing-cpp reads four of
    five: no error correction helps where a whole row of a finder pattern is black.
    """
    height = side * qr.module_mm
    top = (qr.y_mm + chance.uniform(0, 0.9) * height) * per_mm
    box = (0, round(top), label.width, round(top + 0.1 * height * per_mm))
    ink = label.crop(box)
    width = max(1, round(ink.width / (4 * qr.module_mm * per_mm)))
    trail = ink.resize((width, ink.height), Image.Resampling.BOX).resize(ink.size, Image.Resampling.BILINEAR)
    trail = Image.blend(Image.new("L", ink.size, 255), trail, 0.6)
    harmed = label.copy()
    harmed.paste(ImageChops.darker(ink, trail), box)
    return harmed


def turn(label: Image.Image, qr: PlacedQr, side: int, per_mm: float, chance: random.Random) -> Image.Image:
    """By five degrees, to one side or the other."""
    return label.rotate(chance.choice((-5, 5)), Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def jpeg(label: Image.Image, qr: PlacedQr, side: int, per_mm: float, chance: random.Random) -> Image.Image:
    """Saved at quality 40."""
    written = io.BytesIO()
    label.save(written, "JPEG", quality=40)
    return Image.open(written).convert("L")


def fade(label: Image.Image, qr: PlacedQr, side: int, per_mm: float, chance: random.Random) -> Image.Image:
    """Black and white with two fifths of the distance that they had."""
    return label.point([round(76 + 0.4 * value) for value in range(256)])


HARMS: Mapping[str, Harm] = MappingProxyType(
    {"blur": blur, "10 % smear": smear, "5 degrees": turn, "JPEG 40": jpeg, "contrast 40 %": fade}
)
