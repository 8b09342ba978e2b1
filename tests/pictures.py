"""Pictures as phones make them, with all that a phone adds, and files that are meant to hurt a decoder.

Made by hand, byte by byte, from a seed: the same on every machine.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from tests.builders_documents import encode, make_picture

SECRETS = (b"GPS-SECRET", b"MAKER-SECRET", b"XMP-SECRET", b"IPTC-SECRET", b"COMMENT-SECRET", b"THUMB-SECRET")
_UNTURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture lies in a file whose orientation turns it back."""


def lying(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _UNTURN.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def exif(orientation: int, order: str = ">") -> bytes:
    """A TIFF block: orientation, make, a maker note, a place, and a thumbnail behind it (Exif 3.0, 4.6)."""
    thumb = b"\xff\xd8\xff\xe0THUMB-SECRET\xff\xd9"
    note, place, make = b"MAKER-SECRET" * 3, b"GPS-SECRET\0\0", b"Phone Co\0"
    at = 8 + 2 + 4 * 12 + 4  # behind the first directory
    blob_at = {"make": at, "exif": at + len(make) + 1}
    exif_ifd = struct.pack(order + "H", 1) + _entry(order, 0x927C, 7, len(note), blob_at["exif"] + 2 + 12 + 4)
    exif_ifd += bytes(4) + note
    gps_at = blob_at["exif"] + len(exif_ifd)
    gps_ifd = (
        struct.pack(order + "H", 1)
        + _entry(order, 0x001B, 7, len(place), gps_at + 2 + 12 + 4)
        + bytes(4)
        + place
    )
    thumb_at = gps_at + len(gps_ifd)
    first = struct.pack(order + "H", 4)
    first += _entry(order, 0x010F, 2, len(make), blob_at["make"])
    first += struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    first += _entry(order, 0x8769, 4, 1, blob_at["exif"])
    first += _entry(order, 0x8825, 4, 1, gps_at)
    first += struct.pack(order + "I", thumb_at)
    thumb_ifd = struct.pack(order + "H", 2)
    thumb_ifd += _entry(order, 0x0201, 4, 1, thumb_at + 2 + 24 + 4)
    thumb_ifd += _entry(order, 0x0202, 4, 1, len(thumb)) + bytes(4) + thumb
    start = b"MM\0*" if order == ">" else b"II*\0"
    return start + struct.pack(order + "I", 8) + first + make + b"\0" + exif_ifd + gps_ifd + thumb_ifd


def profile() -> bytes:
    """An ICC matrix profile (ICC.1:2001-04) of Display P3 as phones embed it, gamma 2.2."""
    columns = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    text = b"Display P3, PROFILE-NAME\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz((0.9642, 1.0, 0.8249)),
        **{name: _xyz(column) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        padded = value + bytes(-len(value) % 4)
        table += name + struct.pack(">II", at + len(body), len(value))
        body += padded
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02200000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">iii", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def phone_jpeg(
    picture: Image.Image, orientation: int, *, order: str = ">", progressive: bool = False
) -> bytes:
    """A JPEG with Exif, XMP, IPTC, a P3 profile, a comment, and a second picture behind its end (MPF)."""
    plain = encode(lying(picture, orientation), quality=90, progressive=progressive)
    added = segment(0xE1, b"Exif\0\0" + exif(orientation, order))
    added += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>XMP-SECRET</x:xmpmeta>")
    added += segment(0xE2, b"ICC_PROFILE\0\x01\x01" + profile())
    added += segment(0xE2, b"MPF\0MM\0*\0\0\0\x08XMP-SECRET")
    added += segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0bIPTC-SECRET\0")
    added += segment(0xFE, b"COMMENT-SECRET")
    return plain[:2] + added + plain[2:] + plain + b"COMMENT-SECRET"


def phone_png(picture: Image.Image, orientation: int, **_: object) -> bytes:
    """A PNG with text chunks, also packed ones, Exif, a time, a profile, and bytes behind its end."""
    plain = encode(lying(picture, orientation), "PNG")
    packed = zlib.compress(b"IPTC-SECRET" * 9)
    added = chunk(b"tEXt", b"Comment\0COMMENT-SECRET") + chunk(b"zTXt", b"Raw profile type iptc\0\0" + packed)
    added += chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>XMP-SECRET</x>") + chunk(
        b"eXIf", exif(orientation)
    )
    added += chunk(b"tIME", b"\x07\xea\x0a\x05\x07\x14\x00")
    added += chunk(b"iCCP", b"P3\0\0" + zlib.compress(profile()))
    return plain[:33] + added + plain[33:] + b"MAKER-SECRET"


def phone_webp(picture: Image.Image, orientation: int, **_: object) -> bytes:
    """A WebP with Exif, XMP and a profile."""
    return encode(
        lying(picture, orientation),
        "WEBP",
        quality=95,
        exif=b"Exif\0\0" + exif(orientation),
        xmp=b"<x>XMP-SECRET</x>",
        icc_profile=profile(),
    )


def phone_pictures(count: int, *, seed: int) -> Iterator[tuple[str, bytes, Image.Image]]:
    """What it is, its bytes, and the picture as its photographer saw it."""
    chance = random.Random(seed)
    makers: tuple[tuple[str, Callable[..., bytes]], ...] = (
        ("jpeg", phone_jpeg),
        ("png", phone_png),
        ("webp", phone_webp),
    )
    for number in range(count):
        name, make = makers[0] if number % 2 else makers[number // 2 % 3]
        orientation = number % 8 + 1
        width, height = chance.randrange(48, 400), chance.randrange(48, 400)
        seen = make_picture(width, height)
        options = {"order": chance.choice("><"), "progressive": chance.random() < 0.3}
        yield f"{number} {name} {orientation}", make(seen, orientation, **options), seen


def _entry(order: str, tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack(order + "HHII", tag, kind, count, value)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">iii", *(round(value * 65536) for value in values))
