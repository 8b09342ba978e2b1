"""What the codes of printed pages say, and where they stand, in millimetres."""

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


def decoded(pdf: bytes) -> list[str]:
    """What the QRs of all pages say, in the order in which the labels stand."""
    texts = []
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=300 / 72).to_pil()
        found = zxingcpp.read_barcodes(
            image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
        )
        found.sort(key=lambda one: (round(one.position.top_left.y, -2), one.position.top_left.x))
        texts += [one.text for one in found]
    return texts
