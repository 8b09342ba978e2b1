"""Placed instructions as PDF content operators (ISO 32000-1, annex A), in points from the bottom left."""

import re
from collections.abc import Iterable
from functools import lru_cache

from labels.design.fitting import MM_PER_PT
from labels.drawing.instructions import PlacedImage, PlacedText, Rect
from labels.drawing.pdf.fonts import PdfFonts
from labels.stock.calibration import EXACT, Calibration

_ESCAPED = re.compile(rb"[\\()\r\n]")


@lru_cache(maxsize=4096)  # most places are those of the label before
def points(millimetres: float) -> bytes:
    """A length in points, to a hundredth (3.5 µm)."""
    return b"%g" % round(millimetres / MM_PER_PT, 2)


def correct(calibration: Calibration, *, height_mm: float) -> bytes:
    """What moves and stretches all that follows on a page; nothing for a printer that hits.

    A calibration counts from the top left corner downwards, the format from the bottom left upwards.
    """
    if calibration == EXACT:
        return b""
    x_mm, bottom_mm = calibration.apply(0.0, height_mm)
    scales = b"%g 0 0 %g" % (round(calibration.scale_x, 6), round(calibration.scale_y, 6))
    return b"%b %b %b cm\n" % (scales, points(x_mm), points(height_mm - bottom_mm))


def draw_rects(rects: Iterable[Rect], *, height_mm: float) -> bytes:
    """Black areas on something `height_mm` high, in one fill: touching areas show no seam."""
    drawn = b"".join(
        b"%b %b %b %b re\n"
        % (
            points(rect.x_mm),
            points(height_mm - rect.y_mm - rect.height_mm),
            points(rect.width_mm),
            points(rect.height_mm),
        )
        for rect in rects
    )
    return drawn + b"f\n" if drawn else b""


def draw_image(image: PlacedImage, name: bytes, *, height_mm: float) -> bytes:
    """An image object stretched over its area (ISO 32000-1, 8.9)."""
    return b"q %b 0 0 %b %b %b cm/%b Do Q\n" % (
        points(image.width_mm),
        points(image.height_mm),
        points(image.x_mm),
        points(height_mm - image.y_mm - image.height_mm),
        name,
    )


def image_mask(image: PlacedImage) -> tuple[bytes, bytes]:
    """The data of an image mask and its entries (8.9.6.2): what is black is painted, all else left as it is."""
    size = (image.columns + 7) // 8
    spare = size * 8 - image.columns
    data = b"".join((row << spare).to_bytes(size, "big") for row in image.rows)
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ImageMask true/BitsPerComponent 1/Decode[1 0]"
    return data, entries % (image.columns, len(image.rows))


def draw_texts(texts: Iterable[PlacedText], fonts: PdfFonts, *, height_mm: float) -> bytes:
    """Lines of text in one text object; the colour is black again after it."""
    drawn: list[bytes] = []
    is_white = False
    for text in texts:
        if text.is_white != is_white:
            is_white = text.is_white
            drawn.append(b"%d g" % is_white)
        drawn.append(_start(text.x_mm, height_mm - text.baseline_mm))
        for font, codes in fonts.encode(text.text, bold=text.bold):
            drawn.append(b"%b (%b) Tj" % (_choose(font, text.size_pt), _escape(codes)))
    if not drawn:
        return b""
    if is_white:
        drawn.append(b"0 g")
    return b"BT\n%b\nET\n" % b"\n".join(drawn)


@lru_cache(maxsize=1024)  # as `points`
def _start(x_mm: float, y_mm: float) -> bytes:
    return b"1 0 0 1 %b %b Tm" % (points(x_mm), points(y_mm))


@lru_cache(maxsize=1024)
def _choose(font: bytes, size_pt: float) -> bytes:
    return b"/%b %g Tf" % (font, round(size_pt, 3))


def _escape(codes: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: b"\\%03o" % found[0][0], codes)
