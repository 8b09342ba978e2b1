"""The sheet as HTML by WeasyPrint, with segno's PNG."""

import html
import json
import sys
import time
from pathlib import Path
from typing import Any

import segno
from weasyprint import HTML

STYLE = "@page{{size:{}mm {}mm;margin:0}}body{{margin:0}}section{{position:relative;height:{}mm;break-after:page}}"
STYLE += "div,img,span,b{{position:absolute;white-space:pre;line-height:1}}b{{background:#000}}"


def draw(job: dict[str, Any], out: str) -> None:
    width, height = job["page_mm"]
    pages, cells = [], job["cells"]
    for start in range(0, len(job["labels"]), len(cells)):
        on_page = zip(cells, job["labels"][start : start + len(cells)], strict=False)
        pages.append(f"<section>{''.join(_label(job, x, y, one) for (x, y), one in on_page)}</section>")
    faces = "".join(
        f"@font-face{{font-family:{name};src:url(file://{path})}}" for name, path in job["fonts"].items()
    )
    style = STYLE.format(width, height, height - 0.01) + faces
    HTML(string=f"<meta charset=utf-8><style>{style}</style>{''.join(pages)}").write_pdf(out)


def _label(job: dict[str, Any], left: float, top: float, one: dict[str, Any]) -> str:
    x, y, side = job["qr"]
    uri = segno.make(one["payload"], error="m", boost_error=False, micro=False).png_data_uri(border=0)
    drawn = [f"<img src='{uri}' style='left:{x}mm;top:{y}mm;width:{side}mm;image-rendering:pixelated'>"]
    drawn += [
        f"<b style='left:{x}mm;top:{y}mm;width:{wide}mm;height:{high}mm'></b>"
        for x, y, wide, high in job["rects"]
    ]
    drawn += [
        f"<span style='left:{x}mm;top:{y - size * 0.3}mm;font:{size}pt/1 {font}'>{html.escape(text)}</span>"
        for x, y, size, font, text in job["texts"] + one["texts"]
    ]
    return f"<div style='left:{left}mm;top:{top}mm'>{''.join(drawn)}</div>"


if __name__ == "__main__":
    with Path(sys.argv[1]).open() as source:
        read = json.load(source)
    began = time.process_time()
    draw(read, sys.argv[2])
    print(time.process_time() - began)
