"""A job that can be drawn: its texts fit, its paper holds it, its symbols have one version. Renderers start here."""

from dataclasses import dataclass

from labels.codes.codes import MAC_LENGTH, SERIAL_LENGTH
from labels.design.rules import check_design_fits
from labels.design.wrapping import Typeface
from labels.drawing.errors import LabelRangeBeyondRun
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import Layout, PlacedText
from labels.drawing.job import Label, LabelJob
from labels.drawing.layout import lay_out
from labels.drawing.passages import check_value
from labels.drawing.reach import check_stays_on_page
from labels.qr.choice import encode_to_fit
from labels.qr.encoder import PayloadEncoder
from labels.qr.symbol import Symbol
from labels.stock.imposition import check_start_position
from labels.stock.rules import check_stock


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What all labels of a job share.

    Attributes:
        encoder: knows the job's links, which differ in a code's serial and MAC.
    """

    job: LabelJob
    layout: Layout
    version: int
    typeface: Typeface
    encoder: PayloadEncoder

    def symbol(self, label: Label) -> Symbol:
        """The QR symbol of one label, as large as all others of the job."""
        return self.encoder.encode(label.payload)

    def texts(self, label: Label) -> list[PlacedText]:
        """The lines that differ from label to label.

        Raises:
            CharacterNotInFont: one cannot be drawn whole.
        """
        placed = []
        for slot in self.layout.slots:
            value = label.values[slot.field]
            if not (value.isascii() and value.isprintable()):  # what is has a glyph in all our fonts
                value = check_value(value, (slot.field,), self.typeface, bold=slot.bold)
            placed.append(slot.place(value, self.typeface))
        return placed


def plan_job(job: LabelJob) -> Plan:
    """Check a job whole and lay it out.

    Sizes are chosen from the job's last label, so that a part of a job looks like the whole.

    Raises:
        StockNotPossible, StartPositionBeyondSheet, StockDoesNotFit: stock and design do not go together.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: a label cannot be drawn whole.
        CalibrationLeavesPage: a label would be moved off its page.
    """
    check_stock(job.stock)
    check_start_position(job.stock, job.start_position)
    check_design_fits(job.design, job.stock)
    typeface = LabelTypeface()
    label = job.label_of(job.quantity)
    level, box_mm = job.design.qr_level, job.design.qr.size_mm
    symbol = encode_to_fit(label.payload, level, box_mm=box_mm, dpi=job.printer_dpi)
    layout = lay_out(
        job.design,
        job.values,
        typical=typical_values(label),
        symbol_size=symbol.size,
        typeface=typeface,
        printer_dpi=job.printer_dpi,
    )
    encoder = PayloadEncoder(level, symbol.version, tail=SERIAL_LENGTH + MAC_LENGTH)
    plan = Plan(job=job, layout=layout, version=symbol.version, typeface=typeface, encoder=encoder)
    check_stays_on_page(job, layout, plan.texts(label), symbol_size=symbol.size, typeface=typeface)
    return plan


def check_range(job: LabelJob, *, first: int, last: int) -> range:
    """The numbers of a part of a job.

    Raises:
        LabelRangeBeyondRun: the job has no such labels.
    """
    beyond = [f"{serial}" for serial in (first, last) if not 1 <= serial <= job.quantity]
    if beyond or first > last:
        raise LabelRangeBeyondRun(met=beyond[0] if beyond else f"{first}-{last}", quantity=job.quantity)
    return range(first, last + 1)


def typical_values(label: Label) -> dict[str, str]:
    """Texts of average width and the same length as the label's own: all labels of a run share one type size."""
    return {
        key: "".join("0" if character.isalnum() else character for character in text)
        for key, text in label.values.items()
    }
