"""What a label looks like, as a PNG for screens: a label of a run, or a design with values of its own."""

from collections.abc import Mapping

from PIL import ImageDraw

from labels.design.designs import Design
from labels.design.fields import FIELDS, label_values
from labels.design.rules import check_design_fits
from labels.drawing.dots import dots, dots_per_mm
from labels.drawing.job import Label, LabelJob
from labels.drawing.plan import check_range, plan_job
from labels.drawing.png import to_png
from labels.drawing.raster import Raster, blank
from labels.qr.payload import Payload
from labels.stock.geometry import Stock
from labels.stock.imposition import place

EDGE_GREY = 190  # of where a label ends on its paper: seen, but not taken for print


def render_preview(job: LabelJob, *, number: int, dpi: int) -> bytes:
    """One label of a job in grey, as large as its design.

    Raises:
        LabelRangeBeyondRun: the job has no such label.
        StockNotPossible, StartPositionBeyondSheet, StockDoesNotFit: stock and design do not go together.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: a label cannot be drawn whole.
        PictureTooLarge: at so many dots per inch it has more dots than we draw.
    """
    check_range(job, first=number, last=number)
    raster = Raster.of(plan_job(job), dpi=dpi, mode="L")
    return to_png(raster.draw(job.label_of(number)), dpi=dpi)


def render_design_preview(design: Design, values: Mapping[str, str], *, dpi: int) -> bytes:
    """A design in grey without a run: with these texts by field key, and a code that was never issued.

    Raises:
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: it cannot be drawn whole.
        PictureTooLarge: at so many dots per inch it has more dots than we draw.
    """
    return render_preview(sample_job(design, values), number=1, dpi=dpi)


def render_page_preview(design: Design, stock: Stock, values: Mapping[str, str], *, dpi: int) -> bytes:
    """The first page of a stock, or the first row of a roll, full of such labels; thin lines are its labels' edges.

    Raises:
        StockDoesNotFit: the design is larger than a label of the stock.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: it cannot be drawn whole.
        PictureTooLarge: at so many dots per inch it has more dots than we draw.
    """
    check_design_fits(design, stock)
    job = sample_job(design, values)
    label = Raster.of(plan_job(job), dpi=dpi, mode="L").draw(job.label_of(1))
    page = blank("L", stock.page_width_mm, stock.page_height_mm, dpi=dpi)
    pen, per_mm = ImageDraw.Draw(page), dots_per_mm(dpi)
    for index in range(stock.per_page):
        cell = place(stock, 1, index)
        left, top = dots(cell.x_mm, per_mm), dots(cell.y_mm, per_mm)
        right = dots(cell.x_mm + stock.label_width_mm, per_mm) - 1
        bottom = dots(cell.y_mm + stock.label_height_mm, per_mm) - 1
        x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
        y_mm = cell.y_mm + (stock.label_height_mm - design.height_mm) / 2
        page.paste(label, (dots(x_mm, per_mm), dots(y_mm, per_mm)))
        pen.rectangle((left, top, right, bottom), outline=EDGE_GREY)
    return to_png(page, dpi=dpi)


def sample_job(design: Design, values: Mapping[str, str]) -> LabelJob:
    """One label of a design on paper of its own size; its link is as long as the design's real ones can be."""
    code, gtin, lot = (FIELDS[key].sample for key in ("code", "gtin", "lot"))
    digits = code.replace("-", "")
    between = f"/10/{lot}" if design.packaging_level == "carton" else ""
    rest = f"/t/{digits}" if design.link == "short" else f"/01/{gtin}{between}/21/{digits}"
    payload = Payload(host=f"https://{values.get('host') or FIELDS['host'].sample}", rest=rest)
    label = Label(payload=payload, values=label_values(code, int(FIELDS["serial"].sample)))
    return LabelJob(
        design=design,
        stock=_paper(design),
        start_position=1,
        quantity=1,
        values=values,
        label_of=lambda _: label,
        title=design.name_vi,
        language="vi",
    )


def _paper(design: Design) -> Stock:
    """A page that is one label."""
    return Stock(
        key="design",
        name_vi=design.name_vi,
        name_en=design.name_en,
        page_width_mm=design.width_mm,
        page_height_mm=design.height_mm,
        columns=1,
        rows=1,
        label_width_mm=design.width_mm,
        label_height_mm=design.height_mm,
        margin_left_mm=0.0,
        margin_top_mm=0.0,
        gap_x_mm=0.0,
        gap_y_mm=0.0,
        source="The design's own size.",
    )
