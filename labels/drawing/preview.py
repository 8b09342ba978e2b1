"""What a label looks like, as a PNG for screens: a label of a run, or a design with values of its own."""

from collections.abc import Mapping

from labels.design.designs import Design
from labels.design.fields import FIELDS, label_values
from labels.drawing.job import Label, LabelJob
from labels.drawing.plan import check_range, plan_job
from labels.drawing.png import to_png
from labels.drawing.raster import Raster
from labels.qr.payload import Payload
from labels.stock.geometry import Stock


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
