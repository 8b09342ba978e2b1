"""Where things stand in a PDF, read back from the file by pdfium: the QR's edges, and what must stay white."""

import ctypes
import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from labels.drawing.instructions import PlacedQr
from labels.drawing.job import LabelJob
from labels.drawing.plan import plan_job
from labels.qr.size import QUIET_ZONE_MODULES
from proof.label_pictures import by_pdfium, dots_of, label_box, pdf_of

MM_PER_PT = 25.4 / 72
WHITE = 250
_DPI = 300


def farthest_edge_mm(pdf: bytes, job: LabelJob) -> float:
    """How far the worst corner of a module is from where the layout says, over all labels of the first page."""
    plan = plan_job(job)
    qr, side = plan.layout.qr, 17 + 4 * plan.version  # ISO/IEC 18004:2015, 6.3.1
    worst = 0.0
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        page = document[0]
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
        symbols = sorted((list(_corners_mm(path, page.get_height())) for path in paths), key=_reading_order)
        on_page = [box for on, box in (label_box(job, n) for n in range(1, job.quantity + 1)) if on == 0]
        if len(symbols) != len(on_page):
            raise AssertionError(f"expected {len(on_page)} symbols, found {len(symbols)}")
        for points, box in zip(symbols, on_page, strict=True):
            for axis, start in ((0, box[0] + qr.x_mm), (1, box[1] + qr.y_mm)):
                steps = [(point[axis] - start) / qr.module_mm for point in points]
                ends = (round(min(steps)), round(max(steps)))
                if ends != (0, side):
                    raise AssertionError(f"expected a symbol of 0 to {side} modules, found {ends}")
                worst = max(worst, *(abs(step - round(step)) * qr.module_mm for step in steps))
    return worst


def _reading_order(points: list[tuple[float, float]]) -> tuple[int, float]:
    """Row by row, as the labels of a page are numbered."""
    return round(min(y for _, y in points)), min(x for x, _ in points)


def _corners_mm(path: pypdfium2.PdfObject, page_height_pt: float) -> Iterator[tuple[float, float]]:
    """The points of a path, from the top left of the page."""
    matrix = path.get_matrix()
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        x_pt, y_pt = matrix.on_point(x.value, y.value)
        yield x_pt * MM_PER_PT, (page_height_pt - y_pt) * MM_PER_PT


def strays(job: LabelJob) -> list[str]:
    """What a page with a single label shows outside of it, or in the quiet zone of its symbol."""
    plan = plan_job(job)
    page = by_pdfium(pdf_of(job), _DPI)[0]
    _, box = label_box(job, 1)
    found = []
    around = page.copy()
    around.paste(255, dots_of(box, _DPI))
    if _bounds(around):
        found.append(f"outside of the label: {_bounds(around)}")
    quiet = _quiet_zone(page, box, plan.layout.qr, 17 + 4 * plan.version)
    if _bounds(quiet):
        found.append(f"in the quiet zone: {_bounds(quiet)}")
    return found


def _quiet_zone(
    page: Image.Image, box: tuple[float, float, float, float], qr: PlacedQr, side: int
) -> Image.Image:
    """Four modules around the symbol, less a dot at either edge; the symbol itself is painted over."""
    left, top, size = box[0] + qr.x_mm, box[1] + qr.y_mm, side * qr.module_mm
    dot, quiet = 25.4 / _DPI, QUIET_ZONE_MODULES * qr.module_mm
    grown = page.copy()
    grown.paste(255, dots_of((left - dot, top - dot, left + size + dot, top + size + dot), _DPI))
    rim = quiet - dot
    return grown.crop(dots_of((left - rim, top - rim, left + size + rim, top + size + rim), _DPI))


def _bounds(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Where it is not white."""
    return picture.point([255 * (value < WHITE) for value in range(256)]).getbbox()
