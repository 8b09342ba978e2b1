"""Symbols as PDF content, as a path and as a picture."""

from labels.drawing.instructions import PlacedQr
from labels.drawing.pdf_symbols import make_pen
from labels.qr.symbol import Symbol

INCH_MM = 25.4
AT_TOP = PlacedQr(x_mm=0, y_mm=0, module_mm=INCH_MM / 72)
SMALL = Symbol(version=1, size=3, rows=(0b110, 0b100, 0b001))


def picture_of(data: bytes) -> Symbol:
    """A symbol of eight modules whose columns are these bytes, from the right and upwards."""
    rows = zip(*(f"{column:08b}"[::-1] for column in reversed(data)), strict=True)
    return Symbol(version=1, size=8, rows=tuple(int("".join(row), 2) for row in rows))


def test_dark_runs_of_a_column_are_joined() -> None:
    """Modules one under the other are one rectangle; the unit is a module and y goes down."""
    drawn = make_pen("vector", 3, AT_TOP, height_mm=INCH_MM).draw(SMALL, 0, 0)

    assert drawn == b"q 1 0 0 -1 0 72 cm\n0 0 1 2 re\n1 0 1 1 re\n2 2 1 1 re\nf Q\n"


def test_a_picture_has_a_bit_a_module() -> None:
    """A byte a column, from the right and upwards: 100, 001 and 011, each filled up with light modules."""
    drawn = make_pen("compact", 3, AT_TOP, height_mm=INCH_MM).draw(SMALL, 0, 0)

    assert drawn == b"q 0 3 3 0 0 69 cm\nBI/W 3/H 3/IM true/D[1 0]\nID \x80\x20\x60\nEI Q\n"


def test_a_picture_that_would_seem_to_end_early_is_a_path() -> None:
    """Its data holds `EI`, where some readers would stop."""
    ends_early, harmless = picture_of(b"  EI    "), picture_of(b"  EJ    ")
    vector, compact = (make_pen(mode, 8, AT_TOP, height_mm=INCH_MM) for mode in ("vector", "compact"))

    assert compact.draw(ends_early, 0, 0) == vector.draw(ends_early, 0, 0)
    assert b"ID   EJ    \nEI" in compact.draw(harmless, 0, 0)
