"""The sheet by pylabels, which draws with reportlab, and segno's PNG: what one finds first when one looks for it."""

import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import segno
from PIL import Image
from reportlab.graphics import shapes
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from labels import Sheet, Specification  # pylabels' package, not this project's


def draw(job: dict[str, Any], out: str) -> None:
    for name, path in job["fonts"].items():
        registerFont(TTFont(name, path))
    (width, height), (page_width, page_height) = job["label_mm"], job["page_mm"]
    sheet = Sheet(
        Specification(
            page_width,
            page_height,
            job["columns"],
            job["rows"],
            width,
            height,
            left_margin=job["cells"][0][0],
            top_margin=job["cells"][0][1],
            column_gap=job["cells"][1][0] - job["cells"][0][0] - width,
            row_gap=0,
        ),
        lambda label, _width, _height, one: _draw_label(label, one, job, height),
    )
    sheet.add_labels(job["labels"])
    sheet.save(out)


def _draw_label(label: Any, one: dict[str, Any], job: dict[str, Any], height: float) -> None:
    for x, y, wide, high in job["rects"]:
        label.add(shapes.Rect(x * mm, (height - y - high) * mm, wide * mm, high * mm, strokeWidth=0))
    for x, y, size, font, text in job["texts"] + one["texts"]:
        label.add(shapes.String(x * mm, (height - y) * mm, text, fontName=font, fontSize=size))
    x, y, side = job["qr"]
    label.add(shapes.Image(x * mm, (height - y - side) * mm, side * mm, side * mm, _symbol(one["payload"])))


def _symbol(payload: str) -> Image.Image:
    written = io.BytesIO()
    segno.make(payload, error="m", boost_error=False, micro=False).save(written, kind="png", border=0)
    written.seek(0)
    return Image.open(written)


if __name__ == "__main__":
    with Path(sys.argv[1]).open() as source:
        read = json.load(source)
    began = time.process_time()
    draw(read, sys.argv[2])
    print(time.process_time() - began)
