"""A label as a picture of dots, from the same instructions as the PDF: 1 bit for printers, grey for screens.

Edges are rounded to whole dots, those of a QR code's modules from its own corner, so that no module is grey and
none is more than a dot wider than another. 0 is black, 255 white.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

from labels.drawing.dots import dots, dots_per_mm
from labels.drawing.errors import PictureTooLarge
from labels.drawing.glyphs import draw_line
from labels.drawing.instructions import PlacedImage, PlacedQr, Rect
from labels.drawing.job import Label
from labels.drawing.plan import Plan
from labels.qr.symbol import Symbol

MAX_DOTS = 40_000_000  # an A4 page at 600 dpi has 35 million; Pillow takes a byte for each
_WHITE, _HALF = 255, 128
_DARK = re.compile("1+")

Mode = Literal["1", "L"]


@dataclass(frozen=True, slots=True)
class Raster:
    """Draws the labels of one plan; what all of them share is drawn once."""

    plan: Plan
    dots_per_mm: float
    _static: Image.Image

    @classmethod
    def of(cls, plan: Plan, *, dpi: int, mode: Mode) -> "Raster":
        """Get ready for so many dots per inch; on the printer that the plan is for, its modules are whole dots.

        Args:
            mode: "1" for black and white, "L" for grey with smooth text.

        Raises:
            PictureTooLarge: a label would have more than MAX_DOTS.
        """
        design, per_mm = plan.job.design, dots_per_mm(dpi)
        static = blank(mode, design.width_mm, design.height_mm, dpi=dpi)
        for rect in plan.layout.rects:
            _draw_rect(static, rect, per_mm)
        for image in plan.layout.images:
            _draw_image(static, image, per_mm)
        for text in plan.layout.texts:
            draw_line(static, text, dots_per_mm=per_mm)
        return cls(plan, per_mm, static)

    def draw(self, label: Label) -> Image.Image:
        """One label, as large as its design.

        Raises:
            CharacterNotInFont: one of its texts cannot be drawn whole.
        """
        picture = self._static.copy()
        for text in self.plan.texts(label):
            draw_line(picture, text, dots_per_mm=self.dots_per_mm)
        _draw_qr(picture, self.plan.symbol(label), self.plan.layout.qr, self.dots_per_mm)
        return picture


def blank(mode: Mode, width_mm: float, height_mm: float, *, dpi: int) -> Image.Image:
    """A white picture of that size.

    Raises:
        PictureTooLarge: it would have more than MAX_DOTS.
    """
    width, height = (dots(length, dots_per_mm(dpi)) for length in (width_mm, height_mm))
    if width * height > MAX_DOTS:
        raise PictureTooLarge(width=width, height=height, dpi=dpi, expected=MAX_DOTS)
    return Image.new(mode, (max(1, width), max(1, height)), _WHITE)


def _draw_rect(picture: Image.Image, rect: Rect, per_mm: float) -> None:
    """At least one dot wide and high."""
    left, top = dots(rect.x_mm, per_mm), dots(rect.y_mm, per_mm)
    right = max(left + 1, dots(rect.x_mm + rect.width_mm, per_mm))
    bottom = max(top + 1, dots(rect.y_mm + rect.height_mm, per_mm))
    picture.paste(0, (left, top, right, bottom))


def _draw_image(picture: Image.Image, image: PlacedImage, per_mm: float) -> None:
    """Its black over what is there; its white leaves that alone."""
    left, top = dots(image.x_mm, per_mm), dots(image.y_mm, per_mm)
    right = max(left + 1, dots(image.x_mm + image.width_mm, per_mm))
    bottom = max(top + 1, dots(image.y_mm + image.height_mm, per_mm))
    stretched = _ink(image.columns, image.rows).resize((right - left, bottom - top), Image.Resampling.BOX)
    if picture.mode == "1":
        stretched = stretched.point(lambda value: _WHITE * (value >= _HALF), mode="1")
    picture.paste(0, (left, top), stretched)


def _ink(columns: int, rows: Iterable[int]) -> Image.Image:
    """A grey picture in which what is black has the value 255."""
    bits = [f"{row:0{columns}b}" for row in rows]
    flat = bytes(_WHITE * (bit == "1") for row in bits for bit in row)
    return Image.frombytes("L", (columns, len(bits)), flat)


def _draw_qr(picture: Image.Image, symbol: Symbol, qr: PlacedQr, per_mm: float) -> None:
    """The dark runs of each row, on whole dots."""
    left, top = dots(qr.x_mm, per_mm), dots(qr.y_mm, per_mm)
    edges = [dots(at * qr.module_mm, per_mm) for at in range(symbol.size + 1)]
    pen = ImageDraw.Draw(picture)
    for down, row in enumerate(symbol.rows):
        for run in _DARK.finditer(f"{row:0{symbol.size}b}"):
            upper_left = (left + edges[run.start()], top + edges[down])
            pen.rectangle((upper_left, (left + edges[run.end()] - 1, top + edges[down + 1] - 1)), fill=0)
