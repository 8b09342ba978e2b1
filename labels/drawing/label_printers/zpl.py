"""A label job in ZPL II, the language of Zebra printers and of many that imitate them.

By the ZPL II Programming Guide (Zebra Technologies, P1099958): `^GF` and, for its data, "ZB64 Encoding and
Compression" (`:Z64:`, zlib, base64, CRC). Each row is one format with one graphic; darkness and speed are left
to the printer, and nothing is stored on it.
"""

import binascii
import zlib
from collections.abc import Iterable, Iterator

from labels.drawing.job import LabelJob
from labels.drawing.label_printers.rows import Bitmap, render_rows, row_size
from labels.stock.geometry import Stock

_LEVEL = 9


def render_zpl(job: LabelJob, *, first: int, last: int, dpi: int) -> Iterator[bytes]:
    """The labels `first` to `last` of a job on a roll, one format for each row of it.

    Raises: as `render_rows`, all from this call.
    """
    return write_zpl(render_rows(job, first=first, last=last, dpi=dpi), job.stock, dpi)


def write_zpl(rows: Iterable[Bitmap], stock: Stock, dpi: int) -> Iterator[bytes]:
    """Rows of a roll, one format each.

    Width, length, home, shift and orientation stay set on a printer, so each format sets them all.
    """
    width, length = row_size(stock, dpi=dpi)
    head = b"^XA\n^PW%d\n^LL%d\n^LH0,0\n^LS0\n^PON\n" % (width, length)
    for row in rows:
        yield head + b"^FO%d,%d%b^FS\n^PQ1\n^XZ\n" % (row.x, row.y, _graphic(row))


def _graphic(row: Bitmap) -> bytes:
    """`^GF` with ASCII data: both counts are those of the picture before it is encoded."""
    encoded = binascii.b2a_base64(zlib.compress(row.data, _LEVEL), newline=False)
    crc = binascii.crc_hqx(encoded, 0)  # CRC-16-CCITT from 0 over the encoded data
    size = len(row.data)
    return b"^GFA,%d,%d,%d,:Z64:%b:%04X" % (size, size, row.row_bytes, encoded, crc)
