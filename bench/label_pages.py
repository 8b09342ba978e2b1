"""What `make bench-labels` sees on drawn pages: are codes read, do dark modules touch without a seam?"""

import io
import math
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pypdfium2
from PIL import Image

from labels.drawing.job import LabelJob
from labels.drawing.plan import plan_job
from labels.qr.symbol import Symbol
from proof.label_pictures import MM_PER_INCH, by_pdfium, by_poppler, label_box, labels_of
from proof.label_readers import READERS

RESOLUTIONS = (203, 300, 600)
DARKEST_SEEN = 8  # of 255; a seam of half a pixel is 60 and more


def first_pages(pdf: bytes, count: int) -> bytes:
    """A file of the first pages alone, their content as it is."""
    written = io.BytesIO()
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, list(range(count)))
        target.save(written)
    return written.getvalue()


def count_read(pdf: bytes, job: LabelJob) -> dict[str, int]:
    """How many of the job's codes each reader reads at each resolution, in the colours that it needs."""
    wanted = [[job.label_of(number).payload.text] for number in range(1, job.quantity + 1)]
    found = {}
    for dpi in RESOLUTIONS:
        pictures = labels_of(by_pdfium(pdf, dpi), job, dpi)
        for name, read in READERS.items():
            said = read(pictures)
            found[f"{name}, {dpi} dpi"] = sum(one == all_ for one, all_ in zip(said, wanted, strict=True))
    return found


def count_seams(pages: list[Image.Image], job: LabelJob, dpi: int) -> tuple[int, int]:
    """Edges between two dark modules that are not black from centre to centre, and how many such edges there are."""
    plan = plan_job(job)
    qr, per_mm, seams, edges = plan.layout.qr, dpi / MM_PER_INCH, 0, 0
    pixels = [page.load() for page in pages]
    for number in range(1, job.quantity + 1):
        page, (left, top, _, _) = label_box(job, number)
        module = qr.module_mm * per_mm
        x0, y0 = (left + qr.x_mm) * per_mm, (top + qr.y_mm) * per_mm
        at = pixels[page]
        assert at is not None
        for x, y, is_across in _dark_edges(plan.symbol(job.label_of(number))):
            edges += 1
            start = (x0 + (x + 0.5) * module, y0 + (y + 0.5) * module)
            steps = range(math.ceil(module) + 1)
            line = (
                (int(start[0] + step * is_across), int(start[1] + step * (not is_across))) for step in steps
            )
            seams += any(at[spot] > DARKEST_SEEN for spot in line)  # type: ignore[operator] # a grey picture has numbers
    return seams, edges


def _dark_edges(symbol: Symbol) -> Iterator[tuple[int, int, bool]]:
    """Column and row of a dark module, and whether it is its right (or lower) neighbour that is dark as well."""
    dark = [[row >> symbol.size - 1 - x & 1 for x in range(symbol.size)] for row in symbol.rows]
    for y in range(symbol.size):
        for x in range(symbol.size):
            if dark[y][x] and x + 1 < symbol.size and dark[y][x + 1]:
                yield x, y, True
            if dark[y][x] and y + 1 < symbol.size and dark[y + 1][x]:
                yield x, y, False


def by_mupdf(pdf: bytes, dpi: int) -> list[Image.Image]:
    return _by_program(
        ["mutool", "draw", "-q", "-c", "gray", "-r", str(dpi), "-o", "page%04d.pgm", "in.pdf"], pdf
    )


def by_ghostscript(pdf: bytes, dpi: int) -> list[Image.Image]:
    """With smoothed edges: without, no seam can be seen."""
    smooth = ["-dGraphicsAlphaBits=4", "-dTextAlphaBits=4"]
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pgmraw", f"-r{dpi}", *smooth]
    return _by_program([*command, "-sOutputFile=page%04d.pgm", "in.pdf"], pdf)


def _by_program(command: list[str], pdf: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory(prefix="ro-nguon-bench-") as folder:
        (Path(folder) / "in.pdf").write_bytes(pdf)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        written = sorted(Path(folder).glob("page*.pgm"))
        return [Image.open(io.BytesIO(page.read_bytes())).convert("L") for page in written]


Engine = Callable[[bytes, int], list[Image.Image]]
_ENGINES: Mapping[str, tuple[str, Engine]] = MappingProxyType(
    {
        "poppler": ("pdftoppm", by_poppler),
        "pdfium": ("", by_pdfium),
        "mupdf": ("mutool", by_mupdf),
        "Ghostscript": ("gs", by_ghostscript),
    }
)


def engines() -> dict[str, Engine | None]:
    """The PDF engines by name; None for one that this machine lacks."""
    return {
        name: engine if not program or shutil.which(program) else None
        for name, (program, engine) in _ENGINES.items()
    }
