"""Instructions as operators."""

from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf.content import draw_rects, draw_texts
from labels.drawing.pdf.fonts import PdfFonts


def test_nothing_draws_nothing() -> None:
    """A label of a QR alone has no empty path and no empty text object."""
    assert draw_rects([], height_mm=10) == b""
    assert draw_texts([], PdfFonts(), height_mm=10) == b""


def test_the_colour_is_black_again_after_white_text() -> None:
    """What is drawn next, the QR, must not be white."""
    text = PlacedText(x_mm=0, baseline_mm=10, size_pt=6, bold=True, is_white=True, text="Ri6")

    drawn = draw_texts([text], PdfFonts(), height_mm=10)

    assert drawn == b"BT\n1 g\n1 0 0 1 0 0 Tm\n/B0 6 Tf (Ri6) Tj\n0 g\nET\n"


def test_areas_are_measured_from_the_bottom() -> None:
    """A bar at the top of a label of one inch stands high in the format's coordinates."""
    bar = Rect(x_mm=0, y_mm=0, width_mm=25.4, height_mm=12.7)

    assert draw_rects([bar], height_mm=25.4) == b"0 36 72 36 re\nf\n"
