"""A picture as a PNG file: the same bytes each time, with its true size and as sRGB."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_PERCEPTUAL = b"\x00"  # rendering intent, PNG (third edition) 11.3.2.5


def to_png(picture: Image.Image, *, dpi: int) -> bytes:
    """The file; no time and no name of a program stand in it."""
    info = PngInfo()
    info.add(b"sRGB", _PERCEPTUAL)
    written = io.BytesIO()
    picture.save(written, "PNG", dpi=(dpi, dpi), pnginfo=info, compress_level=6)
    return written.getvalue()
