"""Pictures made anew: upright, in sRGB, in a few sizes, as JPEG without a word of what the camera added.

What is kept is drawn from pixels alone, so that no metadata and nothing hidden in a file gets through.
"""

import struct
import threading
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms

from batches.documents.containers import MOST_PROFILE_BYTES, Container, open_container
from batches.documents.errors import FILE, ImageNotReadable
from batches.documents.rules import EDGES, MOST_KEPT_EDGE, MOST_PIXELS, digest, fit

QUALITY = 82

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, OverflowError, struct.error, zlib.error)
_TURNS = {  # by Exif's orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")
_ONE_AT_A_TIME = threading.Lock()  # the largest picture takes hundreds of megabytes while it is decoded

# A second lock on the door: `open_container` has refused what is larger before Pillow opens it.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A JPEG as it is kept."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return digest(self.content)


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture as sharp as it is kept, and its renditions by size."""

    original: Drawn
    renditions: dict[str, Drawn]


def redraw(content: bytes, content_type: str) -> Picture:
    """Make a picture anew from the bytes that somebody sent.

    Raises:
        ImageNotReadable, ImageTooLarge, ImageAnimated: as `open_container`; or the pixels are broken.
    """
    container = open_container(content, content_type)
    with _ONE_AT_A_TIME:
        try:
            picture = _decode(container)
        except _BROKEN as error:
            raise ImageNotReadable(pointer=FILE) from error
        return _in_all_sizes(picture)


def _in_all_sizes(picture: Image.Image) -> Picture:
    """Each size from the next larger one; those that would be alike are the same bytes."""
    original = _encode(picture)
    renditions: dict[str, Drawn] = {}
    for size, edge in sorted(EDGES.items(), key=lambda item: -item[1]):
        picture = _shrunk(picture, edge)
        renditions[size] = _encode(picture)
    return Picture(original=original, renditions=renditions)


def _decode(container: Container) -> Image.Image:
    """The pixels as a person sees them: whole, turned, in sRGB, on white where they are transparent."""
    kind = container.content_type.removeprefix("image/").upper()
    with Image.open(BytesIO(container.content), formats=[kind]) as opened:
        if opened.size != (container.width, container.height):
            raise ImageNotReadable(pointer=FILE)
        opened.draft(opened.mode, fit(*opened.size, MOST_KEPT_EDGE))  # JPEG alone: decodes it smaller
        opened.load()
        profile = opened.info.get("icc_profile")
        picture = _shrunk(_smooth(opened), MOST_KEPT_EDGE)
    picture = _turned(_in_srgb(_on_white(picture), profile), container.orientation)
    picture.info.clear()  # Pillow writes a comment that it finds here
    return picture


def _smooth(picture: Image.Image) -> Image.Image:
    """In a mode that can be shrunk without loss: no palette, no single bits, no 16-bit grey."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")  # 16 bits of grey
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _shrunk(picture: Image.Image, edge: int) -> Image.Image:
    size = fit(*picture.size, edge)
    if size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours in sRGB. A profile that is broken, or another mode's, says nothing."""
    if profile and len(profile) <= MOST_PROFILE_BYTES:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, *_BROKEN):
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB")


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _encode(picture: Image.Image) -> Drawn:
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawn(content=made.getvalue(), width=picture.width, height=picture.height)
