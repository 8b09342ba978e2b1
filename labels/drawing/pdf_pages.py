"""The pages of a label PDF: which labels each has, and what it draws. What a page says depends on no other page."""

from collections.abc import Iterator
from itertools import groupby

from labels.drawing.job import Label, LabelJob
from labels.drawing.pdf_content import draw_image, draw_rects, draw_texts, points
from labels.drawing.pdf_document import pack
from labels.drawing.pdf_fonts import PdfFonts
from labels.drawing.pdf_symbols import Mode, make_pen
from labels.drawing.plan import Plan
from labels.stock.calibration import EXACT
from labels.stock.imposition import Cell, place

FORM = b"S"  # resource name of what is the same on every label
_USUAL = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"  # characters of codes and numbers


def image_name(at: int) -> bytes:
    """The resource name of a layout's image."""
    return b"I%d" % at


def split_into_pages(job: LabelJob, numbers: range) -> Iterator[range]:
    """The labels of each page, in order."""
    paged = groupby(numbers, lambda number: place(job.stock, job.start_position, number - 1).page)
    for _, on_page in paged:
        labels = list(on_page)
        yield range(labels[0], labels[-1] + 1)


class Pages:
    """Draws the pages of a plan.

    Attributes:
        fonts: know from the start what all labels share and what codes and numbers are made of, so that a page
            is the same whichever pages were drawn before it; another character is added when it comes.
        form: the content that every label uses (ISO 32000-1, 8.10).
    """

    def __init__(self, plan: Plan, mode: Mode) -> None:
        self._plan, design = plan, plan.job.design
        self.fonts = PdfFonts()
        self.form = draw_rects(plan.layout.rects, height_mm=design.height_mm)
        for at, image in enumerate(plan.layout.images):
            self.form += draw_image(image, image_name(at), height_mm=design.height_mm)
        self.form += draw_texts(plan.layout.texts, self.fonts, height_mm=design.height_mm)
        for slot in plan.layout.slots:
            self.fonts.encode(slot.prefix + _USUAL, bold=slot.bold)
        self._pen = make_pen(mode, 17 + 4 * plan.version, plan.layout.qr, height_mm=design.height_mm)

    def draw(self, numbers: range) -> bytes:
        """The packed content of the page with these labels.

        All texts come first, in the order of the labels. The symbols follow by their masks: two of the same mask
        have half of their modules in common, which saves a tenth of the page.
        """
        plan, job = self._plan, self._plan.job
        texts, symbols = [], []
        for number in numbers:
            label = job.label_of(number)
            x_mm, y_mm = self._corner(place(job.stock, job.start_position, number - 1))
            texts.append(self._draw_texts(label, x_mm, y_mm))
            symbols.append((plan.symbol(label), x_mm, y_mm))
        symbols.sort(key=lambda drawn: drawn[0].mask)
        return pack(b"".join((self._calibrate(), *texts, *(self._pen.draw(*drawn) for drawn in symbols))))

    def _calibrate(self) -> bytes:
        """The printer's correction; it is measured from the top, and y goes up here."""
        miss = self._plan.job.calibration
        if miss == EXACT:
            return b""
        down_mm = miss.offset_y_mm - self._plan.job.stock.page_height_mm * (1 - miss.scale_y)
        scales = b"%g 0 0 %g" % (round(miss.scale_x, 6), round(miss.scale_y, 6))
        return b"%b %b %b cm\n" % (scales, points(miss.offset_x_mm), points(-down_mm))

    def _corner(self, cell: Cell) -> tuple[float, float]:
        """The bottom left of a design in a cell, from the page's; one smaller than the label stands in its middle."""
        design, stock = self._plan.job.design, self._plan.job.stock
        x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
        y_mm = cell.y_mm + (stock.label_height_mm + design.height_mm) / 2
        return x_mm, stock.page_height_mm - y_mm

    def _draw_texts(self, label: Label, x_mm: float, y_mm: float) -> bytes:
        """What all labels share and a label's own texts."""
        own = draw_texts(self._plan.texts(label), self.fonts, height_mm=self._plan.job.design.height_mm)
        return b"q 1 0 0 1 %b %b cm /%b Do\n%bQ\n" % (points(x_mm), points(y_mm), FORM, own)
