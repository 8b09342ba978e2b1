"""Label PDFs as a reader sees them: their pages, and the codes on each with where they stand."""

import io
from collections.abc import Iterator

import pypdfium2
import zxingcpp

from labels.drawing.job import LabelJob
from labels.drawing.pdf.render import render_pdf

PX_PER_MM = 300 / 25.4


def render(job: LabelJob, first: int = 1, last: int | None = None) -> bytes:
    return b"".join(render_pdf(job, first=first, last=last or job.quantity))


def pages(data: bytes) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    yield from document
    document.close()


def read_codes(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Text and centre (mm from the top left) of each symbol, page by page, in reading order."""
    return [_read_page(page) for page in pages(data)]


def _read_page(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    found = []
    for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil().convert("L")):
        corners = (code.position.top_left, code.position.bottom_right)
        x, y = (sum(values) / 2 / PX_PER_MM for values in zip(*((c.x, c.y) for c in corners), strict=True))
        found.append((code.text, x, y))
    return sorted(found, key=lambda code: (round(code[2] / 10), code[1]))
