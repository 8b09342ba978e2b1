"""A small ZPL II printer: it reads what a program wrote and makes the pictures that would come out.

Written from the manual (ZPL II Programming Guide, Zebra), not from the writer. What it does not know it refuses,
so that a command misspelt fails a test instead of being skipped, as real printers do.
"""

import base64
import re
import zlib
from collections.abc import Iterator

from PIL import Image, ImageChops

_COMMAND = re.compile(r"([\^~])([A-Z@][A-Z0-9@])([^\^~]*)")
_GRAPHIC = re.compile(r"A,(\d+),(\d+),(\d+),(.*)", re.DOTALL)
_Z64 = re.compile(r":Z64:([A-Za-z0-9+/=]*):([0-9A-F]{4})")
_ONLY = {"LS": "0", "PO": "N"}


def print_zpl(data: bytes) -> list[Image.Image]:
    """The labels, black on white, in mode "L"."""
    text = data.decode("ascii")
    formats = re.findall(r"\^XA(.*?)\^XZ", text, re.DOTALL)
    rest = re.sub(r"\^XA.*?\^XZ", "", text, flags=re.DOTALL)
    if rest.strip():
        raise ValueError(f"outside of a format: {rest[:40]!r}")
    return [label for one in formats for label in _run(one)]


def _run(text: str) -> Iterator[Image.Image]:
    """One format: `^XA` to `^XZ`."""
    width = length = 0
    home = origin = (0, 0)
    fields: list[tuple[tuple[int, int], Image.Image]] = []
    copies = 1
    for prefix, name, raw in _commands(text):
        value = raw.strip()
        if prefix == "^" and name in {"PW", "LL", "PQ"}:
            number = int(value)
            width, length, copies = {
                "PW": (number, length, copies),
                "LL": (width, number, copies),
                "PQ": (width, length, number),
            }[name]
        elif prefix == "^" and name in {"LH", "FO"}:
            x, y = (int(part) for part in value.split(","))
            home, origin = ((x, y), origin) if name == "LH" else (home, (home[0] + x, home[1] + y))
        elif prefix == "^" and name == "GF":
            fields.append((origin, graphic(value)))
        elif (prefix == "^" and _ONLY.get(name) == value) or (prefix, name, value) == ("^", "FS", ""):
            continue
        else:
            raise ValueError(f"unknown command {prefix}{name}{value[:20]}")
    paper = Image.new("1", (width, length))
    for corner, ink in fields:
        if corner[0] + ink.width - width >= 8 or corner[1] + ink.height > length:
            raise ValueError("a graphic leaves the label")
        paper.paste(255, corner, ink)
    yield from [ImageChops.invert(paper).convert("L")] * copies


def _commands(text: str) -> list[tuple[str, str, str]]:
    found = [(match[1], match[2], match[3]) for match in _COMMAND.finditer(text)]
    if "".join("".join(one) for one in found) != text.lstrip():
        raise ValueError("text between commands")
    return found


def graphic(value: str) -> Image.Image:
    """The parameters of `^GF` as a picture in which ink is 1."""
    found = _GRAPHIC.fullmatch(value)
    if found is None:
        raise ValueError(f"^GF{value[:30]}")
    total, size, row_bytes = (int(found[at]) for at in (1, 2, 3))
    data = decode_z64(found[4]) if found[4].startswith(":") else bytes.fromhex(found[4])
    if not total == size == len(data) or size % row_bytes:
        raise ValueError(f"{len(data)} bytes in rows of {row_bytes}, told {total} and {size}")
    return Image.frombytes("1", (row_bytes * 8, size // row_bytes), data)


def decode_z64(field: str) -> bytes:
    """The bytes of `:Z64:…:crc`; a printer drops a graphic whose check is wrong."""
    found = _Z64.fullmatch(field)
    if found is None:
        raise ValueError(f"no Z64: {field[:30]}")
    if _crc(found[1].encode("ascii")) != int(found[2], 16):
        raise ValueError("wrong check of a graphic")
    return zlib.decompress(base64.b64decode(found[1], validate=True))


def _crc(data: bytes) -> int:
    """CRC-16-CCITT bit by bit, from 0."""
    register = 0
    for byte in data:
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1 ^ (0x1021 if register & 0x8000 else 0)) & 0xFFFF
    return register
