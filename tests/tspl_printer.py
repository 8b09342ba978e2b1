"""A small TSPL printer of one resolution: it reads what a program wrote and makes the pictures that would come out.

Written from the manual (TSPL/TSPL2 Programming Language, TSC), not from the writer. What it does not know it
refuses. A set bit of `BITMAP` is white: "0 = black dot".
"""

import re
from dataclasses import dataclass, field

from PIL import Image

DOTS_PER_MM = {203: 8.0, 300: 300 / 25.4, 600: 600 / 25.4}
_SIZE = re.compile(r"SIZE ([\d.]+) mm,([\d.]+) mm")
_GAP = re.compile(r"GAP ([\d.]+) mm,0 mm")
_BITMAP = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,")
_END = b"\r\n"


@dataclass(kw_only=True, slots=True)
class TsplPrinter:
    """What was set, and what has come out; `paper` is None before the first `CLS`."""

    dpi: int
    size_mm: tuple[float, float] = (0, 0)
    gap_mm: float | None = None
    paper: Image.Image | None = None
    labels: list[Image.Image] = field(default_factory=list)

    def print(self, data: bytes) -> list[Image.Image]:
        """All labels of a file, black on white, in mode "L"."""
        while data:
            bitmap = _BITMAP.match(data)
            if bitmap:
                x, y, row_bytes, height = (int(bitmap[at]) for at in range(1, 5))
                data = self._draw(data[bitmap.end() :], x, y, row_bytes, height)
                continue
            line, found, data = data.partition(_END)
            if not found:
                raise ValueError(f"a line without an end: {line[:40]!r}")
            self._obey(line.decode("ascii"))
        return self.labels

    def _obey(self, line: str) -> None:
        if size := _SIZE.fullmatch(line):
            self.size_mm = float(size[1]), float(size[2])
        elif gap := _GAP.fullmatch(line):
            self.gap_mm = float(gap[1])
        elif line == "CLS":
            width, height = (round(length * DOTS_PER_MM[self.dpi]) for length in self.size_mm)
            self.paper = Image.new("L", (width, height), 255)
        elif line == "PRINT 1,1" and self.paper and self.gap_mm is not None:
            self.labels.append(self.paper.copy())
        elif line not in {"DIRECTION 1", "REFERENCE 0,0"}:
            raise ValueError(f"unknown command {line[:40]!r}")

    def _draw(self, data: bytes, x: int, y: int, row_bytes: int, height: int) -> bytes:
        """`BITMAP`; what follows its bytes."""
        size = row_bytes * height
        if self.paper is None or len(data) < size:
            raise ValueError("no CLS before, or bytes are missing")
        if x % 8 or x + row_bytes * 8 - self.paper.width >= 8 or y + height > self.paper.height:
            raise ValueError("a bitmap leaves the label")
        drawn = Image.frombytes("1", (row_bytes * 8, height), data[:size])
        self.paper.paste(drawn.convert("L"), (x, y))
        if data[size : size + 2] != _END:
            raise ValueError("expected the end of a line after a bitmap")
        return data[size + 2 :]
