"""A label job as a PDF, page by page: the same job gives the same bytes, and memory does not grow with it."""

from collections.abc import Iterator

from labels.drawing.job import LabelJob
from labels.drawing.pdf.content import image_mask, points
from labels.drawing.pdf.document import PageTree, PdfDocument, pack, text_string
from labels.drawing.pdf.pages import FORM, Pages, image_name, split_into_pages
from labels.drawing.pdf.processes import draw_in_processes
from labels.drawing.pdf.symbols import Mode
from labels.drawing.plan import Plan, check_range, plan_job

WORTH_PROCESSES = 5_000  # labels; starting processes takes about as long as drawing so many


def render_pdf(
    job: LabelJob, *, first: int, last: int, mode: Mode = "vector", processes: int = 1
) -> Iterator[bytes]:
    """The labels `first` to `last` of a job, each in the cell that it has in the whole job.

    Pages before the first label are left out. Every refusal comes from this call; what it returns draws a
    page when it is asked for the next bytes.

    Args:
        job: with more than one process its `label_of` must be one that can be pickled.
        first: number of a label, from 1.
        last: likewise.
        mode: `vector` draws a QR code as a path; `compact` as a picture of one bit a module, in a third of the
            bytes, for printers that were seen to keep its edges.
        processes: that draw pages while this one writes, when there are enough labels; the bytes are the same.

    Raises:
        LabelRangeBeyondRun: the job has no such labels.
        StockNotPossible, StartPositionBeyondSheet, StockDoesNotFit: stock and design do not go together.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, PayloadTooLong: a label cannot be drawn whole.
    """
    numbers = check_range(job, first=first, last=last)
    writer = _Writer(plan_job(job), mode, labels=len(numbers))
    return writer.write(numbers, processes=processes if len(numbers) >= WORTH_PROCESSES else 1)


class _Writer:
    """One document on its way: what its parts share."""

    def __init__(self, plan: Plan, mode: Mode, *, labels: int) -> None:
        self._plan, self._mode = plan, mode
        self._pages = Pages(plan, mode, labels=labels)
        self._document = PdfDocument()
        self._form, self._resources = self._document.reserve(), self._document.reserve()
        self._images = [self._document.reserve() for _ in plan.layout.images]
        self._symbols = [self._document.reserve() for _ in self._pages.symbol_forms]
        self._tree = PageTree(self._document)

    def write(self, numbers: range, *, processes: int) -> Iterator[bytes]:
        """The file's bytes, a page at a time."""
        job, draw = self._plan.job, self._pages.draw
        yield self._document.begin() + self._write_images() + self._write_form()
        if processes > 1:
            drawn = draw_in_processes(job, numbers, mode=self._mode, processes=processes, draw=draw)
        else:
            drawn = map(draw, split_into_pages(job, numbers))
        for packed in drawn:
            yield self._write_page(packed)
        yield from self._write_end()

    def _write_images(self) -> bytes:
        masks = zip(self._images, map(image_mask, self._plan.layout.images), strict=True)
        return b"".join(
            self._document.write_stream(number, pack(data), entries) for number, (data, entries) in masks
        )

    def _write_form(self) -> bytes:
        design = self._plan.job.design
        box = b"%b %b" % (points(design.width_mm), points(design.height_mm))
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R" % (box, self._resources)
        written = self._document.write_stream(self._form, pack(self._pages.form), entries)
        return written + self._write_symbol_forms()

    def _write_symbol_forms(self) -> bytes:
        entries = b"/Type/XObject/Subtype/Form/BBox[%b]" % self._pages.symbol_box
        forms = zip(self._symbols, self._pages.symbol_forms.values(), strict=True)
        return b"".join(self._document.write_stream(number, pack(form), entries) for number, form in forms)

    def _write_page(self, packed: bytes) -> bytes:
        content = self._document.reserve()
        return self._document.write_stream(content, packed) + self._tree.add(content)

    def _write_end(self) -> Iterator[bytes]:
        """Fonts, page tree, catalogue (7.7.2) and trailer; viewers are told to print at 100 %."""
        document, job, stock = self._document, self._plan.job, self._plan.job.stock
        embedded, names = self._pages.fonts.write(document)
        root, info = document.reserve(), document.reserve()
        catalogue = (
            b"<</Type/Catalog/Pages %d 0 R/Lang %b"
            b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>"
        ) % (self._tree.root, text_string(job.language))
        size = b"%b %b" % (points(stock.page_width_mm), points(stock.page_height_mm))
        resources = b"<</Font%b/XObject<<%b>>>>" % (names, self._named_objects())
        yield embedded + document.write(self._resources, resources)
        yield self._tree.end(b"/MediaBox[0 0 %b]/Resources %d 0 R" % (size, self._resources))
        yield document.write(root, catalogue)
        yield document.write(info, b"<</Title %b>>" % text_string(job.title))
        yield from document.end(root=root, info=info)

    def _named_objects(self) -> bytes:
        """What pages and forms use, by name."""
        named = {FORM: self._form}
        named |= {image_name(at): number for at, number in enumerate(self._images)}
        named |= dict(zip(self._pages.symbol_forms, self._symbols, strict=True))
        return b"".join(b"/%b %d 0 R" % entry for entry in named.items())
