"""A PDF of one page from placed instructions, for what is no label job: the same page gives the same bytes."""

from collections.abc import Iterable

from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf.content import correct, draw_rects, draw_texts, points
from labels.drawing.pdf.document import PageTree, PdfDocument, pack, text_string
from labels.drawing.pdf.fonts import PdfFonts
from labels.stock.calibration import Calibration


def write_page(
    *,
    width_mm: float,
    height_mm: float,
    rects: Iterable[Rect],
    texts: Iterable[PlacedText],
    title: str,
    language: str,
    calibration: Calibration,
) -> bytes:
    """The whole file; viewers are told to print it at 100 %."""
    document, fonts = PdfDocument(), PdfFonts()
    stream, resources, root, info = (document.reserve() for _ in range(4))
    tree = PageTree(document)
    content = correct(calibration, height_mm=height_mm)
    content += draw_rects(rects, height_mm=height_mm) + draw_texts(texts, fonts, height_mm=height_mm)
    size = b"%b %b" % (points(width_mm), points(height_mm))
    written = [
        document.begin(),
        document.write_stream(stream, pack(content)),
        tree.add(stream),
    ]
    embedded, names = fonts.write(document)
    catalogue = (
        b"<</Type/Catalog/Pages %d 0 R/Lang %b/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>"
    ) % (tree.root, text_string(language))
    written += [
        embedded,
        document.write(resources, b"<</Font%b>>" % names),
        tree.end(b"/MediaBox[0 0 %b]/Resources %d 0 R" % (size, resources)),
        document.write(root, catalogue),
        document.write(info, b"<</Title %b>>" % text_string(title)),
        *document.end(root=root, info=info),
    ]
    return b"".join(written)
