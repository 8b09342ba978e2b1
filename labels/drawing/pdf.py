"""A label job as a PDF, page by page: the same job gives the same bytes, and memory does not grow with it."""

from collections.abc import Iterator
from itertools import groupby

from labels.drawing.job import Label, LabelJob
from labels.drawing.pdf_content import draw_image, draw_qr, draw_rects, draw_texts, image_mask, points
from labels.drawing.pdf_document import PageTree, PdfDocument, text_string
from labels.drawing.pdf_fonts import PdfFonts
from labels.drawing.plan import Plan, check_range, plan_job
from labels.stock.imposition import Cell, place

_STATIC = b"S"  # resource name of what is the same on every label


def render_pdf(job: LabelJob, *, first: int, last: int) -> Iterator[bytes]:
    """The labels `first` to `last` of a job, each in the cell that it has in the whole job.

    Pages before the first label are left out. Every refusal comes from this call; what it returns draws a
    page when it is asked for the next bytes.

    Raises:
        LabelRangeBeyondRun: the job has no such labels.
        StockNotPossible, StartPositionBeyondSheet, StockDoesNotFit: stock and design do not go together.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: a label cannot be drawn whole.
    """
    numbers = check_range(job, first=first, last=last)
    return _Writer(plan_job(job)).write(numbers)


class _Writer:
    """One document on its way: what its parts share."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._document, self._fonts = PdfDocument(), PdfFonts()
        self._static, self._resources = self._document.reserve(), self._document.reserve()
        self._images = [self._document.reserve() for _ in plan.layout.images]
        self._tree = PageTree(self._document)

    def write(self, numbers: range) -> Iterator[bytes]:
        """The file's bytes, a page at a time."""
        job = self._plan.job
        yield self._document.begin() + self._write_images() + self._write_static()
        cells = ((place(job.stock, job.start_position, number - 1), number) for number in numbers)
        for _, on_page in groupby(cells, lambda found: found[0].page):
            yield self._write_page(
                b"".join(self._draw(cell, job.label_of(number)) for cell, number in on_page)
            )
        yield self._write_end()

    def _write_images(self) -> bytes:
        masks = zip(self._images, map(image_mask, self._plan.layout.images), strict=True)
        return b"".join(
            self._document.write_stream(number, data, entries) for number, (data, entries) in masks
        )

    def _write_static(self) -> bytes:
        """The form (ISO 32000-1, 8.10) that every label uses."""
        design, layout = self._plan.job.design, self._plan.layout
        drawn = draw_rects(layout.rects, height_mm=design.height_mm)
        for number, image in zip(self._images, layout.images, strict=True):
            drawn += draw_image(image, b"I%d" % number, height_mm=design.height_mm)
        drawn += draw_texts(layout.texts, self._fonts, height_mm=design.height_mm)
        box = b"%b %b" % (points(design.width_mm), points(design.height_mm))
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R" % (box, self._resources)
        return self._document.write_stream(self._static, drawn, entries)

    def _write_page(self, content: bytes) -> bytes:
        stock, stream = self._plan.job.stock, self._document.reserve()
        written = self._document.write_stream(stream, content)
        size = b"%b %b" % (points(stock.page_width_mm), points(stock.page_height_mm))
        entries = b"/MediaBox[0 0 %b]/Resources %d 0 R/Contents %d 0 R" % (size, self._resources, stream)
        return written + self._tree.add(entries)

    def _draw(self, cell: Cell, label: Label) -> bytes:
        """One label; a design smaller than the label stands in its middle."""
        plan, design, stock = self._plan, self._plan.job.design, self._plan.job.stock
        x_mm = cell.x_mm + (stock.label_width_mm - design.width_mm) / 2
        y_mm = cell.y_mm + (stock.label_height_mm + design.height_mm) / 2
        return b"q\n1 0 0 1 %b %b cm\n/%b Do\n%b%bQ\n" % (
            points(x_mm),
            points(stock.page_height_mm - y_mm),
            _STATIC,
            draw_texts(plan.texts(label), self._fonts, height_mm=design.height_mm),
            draw_qr(plan.symbol(label), plan.layout.qr, height_mm=design.height_mm),
        )

    def _write_end(self) -> bytes:
        """Fonts, page tree, catalogue (7.7.2) and trailer; viewers are told to print at 100 %."""
        document, job = self._document, self._plan.job
        embedded, names = self._fonts.write(document)
        root, info = document.reserve(), document.reserve()
        catalogue = (
            b"<</Type/Catalog/Pages %d 0 R/Lang %b"
            b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>"
        ) % (self._tree.root, text_string(job.language))
        images = b"".join(b"/I%d %d 0 R" % (number, number) for number in self._images)
        resources = b"<</Font%b/XObject<</%b %d 0 R%b>>>>" % (names, _STATIC, self._static, images)
        return b"".join(
            (
                embedded,
                document.write(self._resources, resources),
                self._tree.end(),
                document.write(root, catalogue),
                document.write(info, b"<</Title %b>>" % text_string(job.title)),
                document.end(root=root, info=info),
            )
        )
