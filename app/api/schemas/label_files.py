"""What may be asked of a run's labels as files for printers and as pictures."""

from app.api.fields import Choice, Input, QueryWhole
from app.api.schemas.print_runs import RangeQuery
from labels.codes.codes import MAX_SERIAL
from labels.drawing.pdf.symbols import MODES
from labels.stock.geometry import PRINTER_DPIS

LEAST_PREVIEW_DPI, MOST_PREVIEW_DPI = 72, 600


class PdfQuery(RangeQuery):
    mode = Choice(
        *MODES,
        load_default="vector",
        metadata={
            "description": "compact: each QR code as a picture of one bit a module, in a third of the bytes"
        },
    )


class PrinterQuery(RangeQuery):
    dpi = Choice(*map(str, PRINTER_DPIS), load_default=None)


class PreviewQuery(Input):
    serial = QueryWhole(least=1, most=MAX_SERIAL, load_default=1)
    dpi = QueryWhole(least=LEAST_PREVIEW_DPI, most=MOST_PREVIEW_DPI, load_default=203)
