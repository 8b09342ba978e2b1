"""What a label looks like, as a PNG for screens: a label of a run, or a design with the values given."""

from labels.drawing.job import LabelJob
from labels.drawing.plan import check_range, plan_job
from labels.drawing.png import to_png
from labels.drawing.raster import Raster


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
