"""A label job in TSPL, the language of TSC printers and of most cheap ones (Xprinter XP-360B and others).

By the TSPL/TSPL2 Programming Language manual (TSC Auto ID): `SIZE`, `GAP`, `DIRECTION`, `REFERENCE`, `CLS`,
`BITMAP`, `PRINT`. Only the first TSPL is used: raw bytes, nothing compressed, nothing stored on the printer, and
no `DENSITY` or `SPEED`, which belong to printer and paper.
"""

from collections.abc import Iterable, Iterator

from labels.drawing.job import LabelJob
from labels.drawing.label_printers.rows import Bitmap, render_rows
from labels.stock.geometry import Stock

_INVERTED = bytes(255 - value for value in range(256))
_OVERWRITE = 0


def render_tspl(job: LabelJob, *, first: int, last: int, dpi: int) -> Iterator[bytes]:
    """The labels `first` to `last` of a job on a roll, one picture for each row of it.

    Raises: as `render_rows`, all from this call.
    """
    return write_tspl(render_rows(job, first=first, last=last, dpi=dpi), job.stock, dpi)


def write_tspl(rows: Iterable[Bitmap], stock: Stock, dpi: int) -> Iterator[bytes]:
    """Rows of a roll: set up once, then a row at a time."""
    size = f"SIZE {stock.page_width_mm:g} mm,{stock.page_height_mm:g} mm\r\n"
    gap = f"GAP {stock.gap_y_mm:g} mm,0 mm\r\n"
    yield f"{size}{gap}DIRECTION 1\r\nREFERENCE 0,0\r\n".encode("ascii")
    for row in rows:
        head = b"BITMAP %d,%d,%d,%d,%d," % (row.x, row.y, row.row_bytes, row.height, _OVERWRITE)
        data = row.data.translate(_INVERTED)  # 0 is a black dot here
        yield b"CLS\r\n%b%b\r\nPRINT 1,1\r\n" % (head, data)
