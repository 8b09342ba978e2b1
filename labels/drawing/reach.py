"""Where the ink of a job lands on its page, and that a calibration moves none of it off. Millimetres, y downwards.

A page ends where the paper does: what a correction moves beyond is not printed, and nobody is told.
"""

from collections.abc import Iterator, Sequence

from labels.design.fitting import MM_PER_PT
from labels.design.wrapping import Typeface
from labels.drawing.errors import CalibrationLeavesPage
from labels.drawing.instructions import Layout, PlacedImage, PlacedText, Rect
from labels.drawing.job import LabelJob
from labels.stock.calibration import EXACT
from labels.stock.imposition import place

TOLERANCE_MM = 0.1
_ASCENT_EM, _DESCENT_EM = (
    0.75,
    0.22,
)  # of capitals and the tail of a "g"; marks above capitals may lose a hair
_EDGES = (("trái", "left"), ("trên", "top"), ("phải", "right"), ("dưới", "bottom"))


def check_stays_on_page(
    job: LabelJob, layout: Layout, texts: Sequence[PlacedText], *, symbol_size: int, typeface: Typeface
) -> None:
    """Accept a job whose calibration leaves everything black on the page.

    Args:
        texts: those of one label in its slots.
        symbol_size: modules on each side of the job's QR symbols.

    Raises:
        CalibrationLeavesPage: names the position, the edge and by how much.
    """
    if job.calibration == EXACT:
        return
    areas = [*_areas(layout, symbol_size), *(_area(text, typeface) for text in (*layout.texts, *texts))]
    ink = (
        min(area.x_mm for area in areas),
        min(area.y_mm for area in areas),
        max(area.x_mm + area.width_mm for area in areas),
        max(area.y_mm + area.height_mm for area in areas),
    )
    for index in range(min(job.quantity, job.stock.per_page)):
        beyond = _beyond(job, ink, index)
        worst = max(range(4), key=beyond.__getitem__)
        if beyond[worst] > TOLERANCE_MM:
            edge_vi, edge_en = _EDGES[worst]
            raise CalibrationLeavesPage(
                position=(job.start_position - 1 + index) % job.stock.per_page + 1,
                met=f"{beyond[worst]:.1f}",
                edge_vi=edge_vi,
                edge_en=edge_en,
                pointer="/calibration",
            )


def _beyond(job: LabelJob, ink: tuple[float, float, float, float], index: int) -> tuple[float, ...]:
    """How far the ink of a label passes each edge of the page; less than 0 where it does not."""
    stock, design = job.stock, job.design
    cell = place(stock, job.start_position, index)
    x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
    y_mm = cell.y_mm + (stock.label_height_mm - design.height_mm) / 2
    left, top = job.calibration.apply(x_mm + ink[0], y_mm + ink[1])
    right, bottom = job.calibration.apply(x_mm + ink[2], y_mm + ink[3])
    return -left, -top, right - stock.page_width_mm, bottom - stock.page_height_mm


def _areas(layout: Layout, symbol_size: int) -> Iterator[Rect]:
    side = symbol_size * layout.qr.module_mm
    yield Rect(x_mm=layout.qr.x_mm, y_mm=layout.qr.y_mm, width_mm=side, height_mm=side)
    drawn: tuple[Rect | PlacedImage, ...] = (*layout.rects, *layout.images)
    for one in drawn:
        yield Rect(x_mm=one.x_mm, y_mm=one.y_mm, width_mm=one.width_mm, height_mm=one.height_mm)


def _area(text: PlacedText, typeface: Typeface) -> Rect:
    em = text.size_pt * MM_PER_PT
    return Rect(
        x_mm=text.x_mm,
        y_mm=text.baseline_mm - _ASCENT_EM * em,
        width_mm=typeface.width_mm(text.text, bold=text.bold, size_pt=text.size_pt),
        height_mm=(_ASCENT_EM + _DESCENT_EM) * em,
    )
