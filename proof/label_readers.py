"""Two readers of QR codes that share no code: zxing-cpp and zbar (of the machine, `apt install zbar-tools`)."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from xml.etree import ElementTree as ET

import zxingcpp
from PIL import Image, ImageOps

PROGRAMS = MappingProxyType({"zbarimg": "zbar-tools", "pdftoppm": "poppler-utils", "qpdf": "qpdf"})
_AT_ONCE = 200


class Reader(Protocol):
    def __call__(self, pictures: Sequence[Image.Image]) -> list[list[str]]:
        """What each picture says."""


def missing_programs() -> list[str]:
    """Debian packages that the proof needs and the machine lacks."""
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


def read_zxing(pictures: Sequence[Image.Image]) -> list[list[str]]:
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return [[code.text for code in zxingcpp.read_barcodes(one, formats=formats)] for one in pictures]


def read_zbar(pictures: Sequence[Image.Image]) -> list[list[str]]:
    """Many pictures a call: the program takes longer to start than to read one."""
    return [
        texts
        for start in range(0, len(pictures), _AT_ONCE)
        for texts in _zbarimg(pictures[start : start + _AT_ONCE])
    ]


def _zbarimg(pictures: Sequence[Image.Image]) -> list[list[str]]:
    """With more of its own paper around each: the program wants some beyond the quiet zone."""
    with tempfile.TemporaryDirectory(prefix="ro-nguon-proof-") as folder:
        files = [Path(folder) / f"{at}.pgm" for at in range(len(pictures))]
        for file, picture in zip(files, pictures, strict=True):
            ImageOps.expand(picture, 16, _paper(picture)).save(file)
        command = ["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *map(str, files)]
        told = subprocess.run(command, capture_output=True, check=False).stdout
        root = ET.fromstring(told.decode()) if told else ET.Element("barcodes")
        found = {
            source.get("href"): [data.text or "" for data in source.iter() if data.tag.endswith("data")]
            for source in root
        }
    return [found.get(str(file), []) for file in files]


def _paper(picture: Image.Image) -> int:
    """The lightest value that it has."""
    return max(value for value, count in enumerate(picture.histogram()) if count)


READERS: Mapping[str, Reader] = MappingProxyType({"zxing-cpp": read_zxing, "zbar": read_zbar})
