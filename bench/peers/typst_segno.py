"""The sheet by Typst, with segno's SVG; Typst works on all cores, and all their time counts."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import segno
import typst

FAMILIES = {
    "regular": ("Be Vietnam Pro", 400),
    "bold": ("Be Vietnam Pro", 700),
    "chinese": ("Noto Sans SC", 400),
}


def draw(job: dict[str, Any], out: str) -> None:
    width, height = job["page_mm"]
    cells = job["cells"]
    written = [f"#set page(width: {width}mm, height: {height}mm, margin: 0mm)\n"]
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(job["labels"]):
            if number and number % len(cells) == 0:
                written.append("#pagebreak()\n")
            symbol = segno.make(one["payload"], error="m", boost_error=False, micro=False)
            symbol.save(f"{folder}/{number}.svg", border=0)
            written.append(_label(job, cells[number % len(cells)], one, f"{number}.svg"))
        source = Path(folder) / "labels.typ"
        source.write_text("".join(written))
        fonts = {str(Path(path).parent) for path in job["fonts"].values()}
        typst.compile(str(source), output=out, font_paths=sorted(fonts), ignore_system_fonts=True)


def _label(job: dict[str, Any], cell: list[float], one: dict[str, Any], picture: str) -> str:
    (left, top), (x, y, side) = cell, job["qr"]
    drawn = [_place(left + x, top + y, f'image("{picture}", width: {side}mm)')]
    drawn += [
        _place(left + x, top + y, f"rect(width: {wide}mm, height: {high}mm, fill: black)")
        for x, y, wide, high in job["rects"]
    ]
    for x, y, size, font, text in job["texts"] + one["texts"]:
        family, weight = FAMILIES[font]
        style = f'font: "{family}", weight: {weight}, size: {size}pt, top-edge: "baseline"'
        drawn.append(_place(left + x, top + y, f"text({style}, {json.dumps(text, ensure_ascii=False)})"))
    return "".join(drawn)


def _place(x: float, y: float, content: str) -> str:
    return f"#place(top + left, dx: {x}mm, dy: {y}mm, {content})\n"


if __name__ == "__main__":
    with Path(sys.argv[1]).open() as source:
        read = json.load(source)
    began = time.process_time()
    draw(read, sys.argv[2])
    print(time.process_time() - began)
