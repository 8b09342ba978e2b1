"""Where codes stand on printed pages, in millimetres."""

import pypdfium2
import zxingcpp

FINE, FINEST = 600, 1200  # dots per inch of the pictures


def qr_lefts_mm(pdf: bytes) -> list[float]:
    """Where each code of the first page begins, from the left."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=FINE / 72).to_pil()
    return sorted(found.position.top_left.x / FINE * 25.4 for found in zxingcpp.read_barcodes(picture))


def qr_width_mm(pdf: bytes) -> float:
    """How wide the first code of the first page is, without its quiet zone."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=FINEST / 72).to_pil()
    corners = zxingcpp.read_barcodes(picture)[0].position
    return (corners.top_right.x - corners.top_left.x) / FINEST * 25.4
