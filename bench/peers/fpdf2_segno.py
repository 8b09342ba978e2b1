"""The sheet by fpdf2, with segno's PNG."""

import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import segno
from fpdf import FPDF
from PIL import Image


def draw(job: dict[str, Any], out: str) -> None:
    pdf = FPDF(unit="mm", format=tuple(job["page_mm"]))
    pdf.set_auto_page_break(False)
    for name, path in job["fonts"].items():
        pdf.add_font(name, fname=path)
    cells = job["cells"]
    for number, one in enumerate(job["labels"]):
        if number % len(cells) == 0:
            pdf.add_page()
        left, top = cells[number % len(cells)]
        for x, y, wide, high in job["rects"]:
            pdf.rect(left + x, top + y, wide, high, style="F")
        for x, y, size, font, text in job["texts"] + one["texts"]:
            pdf.set_font(font, size=size)
            pdf.text(left + x, top + y, text)
        x, y, side = job["qr"]
        pdf.image(_symbol(one["payload"]), left + x, top + y, side, side)
    pdf.output(out)


def _symbol(payload: str) -> Image.Image:
    written = io.BytesIO()
    segno.make(payload, error="m", boost_error=False, micro=False).save(written, kind="png", border=0)
    return Image.open(written)


if __name__ == "__main__":
    with Path(sys.argv[1]).open() as source:
        read = json.load(source)
    began = time.process_time()
    draw(read, sys.argv[2])
    print(time.process_time() - began)
