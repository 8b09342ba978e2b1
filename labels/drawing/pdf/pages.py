"""The pages of a label PDF: which labels each has, and what it draws. What a page says depends on no other page."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from labels.drawing.job import Label, LabelJob
from labels.drawing.pdf.content import correct, draw_image, draw_rects, draw_texts, points
from labels.drawing.pdf.document import pack
from labels.drawing.pdf.fonts import PdfFonts
from labels.drawing.pdf.symbols import Mode, make_pen, shared_name
from labels.drawing.plan import Plan
from labels.qr.symbol import Symbol
from labels.stock.imposition import Cell, place

LEVELS: dict[Mode, int] = {"vector": 5, "compact": 9}  # 9 takes paths six times as long and saves a tenth
FORM = b"S"  # resource name of what is the same on every label
WORTH_FORMS = 500  # labels drawn; the forms take 7 kB
_SAMPLES = 64
_USUAL = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"  # characters of codes and numbers


def image_name(at: int) -> bytes:
    """The resource name of a layout's image."""
    return b"I%d" % at


def split_into_pages(job: LabelJob, numbers: range) -> Iterator[Sequence[int]]:
    """The labels of each page that has any, in order."""
    drawn = (number for number in numbers if number not in job.left_out)
    for _, on_page in groupby(drawn, lambda number: place(job.stock, job.start_position, number - 1).page):
        yield tuple(on_page)


class Pages:
    """Draws the pages of a plan.

    Attributes:
        fonts: know from the start what all labels share and what codes and numbers are made of, so that a page
            is the same whichever pages were drawn before it; another character is added when it comes.
        symbol_forms: what the symbols of many labels share, by resource name.
        form: the content that every label uses (ISO 32000-1, 8.10).
    """

    def __init__(self, plan: Plan, mode: Mode, *, labels: int = 1) -> None:
        self._plan, design = plan, plan.job.design
        self.fonts = PdfFonts()
        self.form = draw_rects(plan.layout.rects, height_mm=design.height_mm)
        for at, image in enumerate(plan.layout.images):
            self.form += draw_image(image, image_name(at), height_mm=design.height_mm)
        self.form += draw_texts(plan.layout.texts, self.fonts, height_mm=design.height_mm)
        for slot in plan.layout.slots:
            self.fonts.encode(slot.prefix + _USUAL, bold=slot.bold)
        self._corners: dict[tuple[float, float], bytes] = {}
        self._pack = partial(pack, level=LEVELS[mode])
        samples = _samples(plan) if labels >= WORTH_FORMS else ()
        size = 17 + 4 * plan.version
        self._pen = make_pen(mode, size, plan.layout.qr, height_mm=design.height_mm, samples=samples)
        self.symbol_forms = {shared_name(at): drawn for at, drawn in enumerate(self._pen.forms)}

    @property
    def symbol_box(self) -> bytes:
        """Around a form of `symbol_forms`, with room so that nothing is clipped at its edge."""
        end = 18 + 4 * self._plan.version
        return b"-1 -1 %d %d" % (end, end)

    def draw(self, numbers: Sequence[int]) -> bytes:
        """The packed content of the page with these labels.

        They are drawn in the order of their masks: two symbols of the same mask have half of their modules in common,
        which saves a tenth of the page.
        """
        plan, job = self._plan, self._plan.job
        labels = [(number, job.label_of(number)) for number in numbers]
        drawn = [(plan.symbol(label), number, label) for number, label in labels]
        drawn.sort(key=lambda one: one[0].mask)
        correction = correct(job.calibration, height_mm=job.stock.page_height_mm)
        return self._pack(correction + b"".join([self._draw(*one) for one in drawn]))

    def _draw(self, symbol: Symbol, number: int, label: Label) -> bytes:
        return b"q 1 0 0 1 %b cm /%b Do\n%b%bQ\n" % (
            self._corner(place(self._plan.job.stock, self._plan.job.start_position, number - 1)),
            FORM,
            draw_texts(self._plan.texts(label), self.fonts, height_mm=self._plan.job.design.height_mm),
            self._pen.draw(symbol),
        )

    def _corner(self, cell: Cell) -> bytes:
        """The bottom left of a design in a cell, from the page's; one smaller than the label stands in its middle."""
        at = cell.x_mm, cell.y_mm
        if at not in self._corners:
            design, stock = self._plan.job.design, self._plan.job.stock
            x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
            y_mm = cell.y_mm + (stock.label_height_mm + design.height_mm) / 2
            self._corners[at] = b"%b %b" % (points(x_mm), points(stock.page_height_mm - y_mm))
        return self._corners[at]


def _samples(plan: Plan) -> list[Symbol]:
    """Symbols of labels from all over the job, whichever of them are drawn."""
    job = plan.job
    step = max(1, job.quantity // _SAMPLES)
    return [plan.symbol(job.label_of(number)) for number in range(1, job.quantity + 1, step)]
