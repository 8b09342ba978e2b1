"""QR symbols as PDF content, in both modes."""

import re

from labels.drawing.instructions import PlacedQr
from labels.drawing.pdf.symbols import make_pen
from labels.qr.payload import Payload
from labels.qr.symbol import Symbol, encode
from tests.unit.labels.drawing.jobs import make_label

_QR = PlacedQr(x_mm=0, y_mm=0, module_mm=25.4 / 72)
_SMALL = Symbol.from_rows((0b110, 0b100, 0b001), version=1)


def test_dark_runs_of_a_column_are_joined() -> None:
    """Modules one under the other are one rectangle; the unit is a module and y goes down."""
    drawn = make_pen("vector", 3, _QR, height_mm=25.4).draw(_SMALL)

    assert drawn == b"1 0 0 -1 0 72 cm\n2 2 1 1 re\n1 0 1 1 re\n0 0 1 2 re\nf\n"


def test_a_path_has_every_dark_module_and_no_other() -> None:
    """Rectangles filled in again give the symbol."""
    symbol = encode(make_label(1).payload, "Q")
    drawn = make_pen("vector", symbol.size, _QR, height_mm=25.4).draw(symbol)

    assert dark_of(drawn) == dark_of_symbol(symbol)


def test_what_a_form_and_a_path_draw_is_the_symbol_without_a_seam() -> None:
    """Under each mask: no module more or less, half the path, and touching modules lie in one of the two."""
    samples = [encode(make_label(number).payload, "M", version=4) for number in range(1, 65)]
    whole = make_pen("vector", 33, _QR, height_mm=25.4)
    shared = make_pen("vector", 33, _QR, height_mm=25.4, samples=samples)

    for symbol in samples:
        path, name = re.fullmatch(rb"(.*)/M(\d) Do\n", shared.draw(symbol), re.DOTALL).groups()  # type: ignore[union-attr]
        own, form = dark_of(path), dark_of(shared.forms[int(name)])
        assert own | form == dark_of_symbol(symbol)
        assert len(path) < 0.75 * len(whole.draw(symbol))
        for x, y in own | form:
            for neighbour in {(x + 1, y), (x, y + 1)} & (own | form):
                assert {(x, y), neighbour} <= own or {(x, y), neighbour} <= form
    assert 2 <= len(shared.forms) <= 8


def test_a_symbol_that_shares_nothing_is_drawn_whole() -> None:
    """A payload with another beginning has another right half."""
    samples = [encode(make_label(number).payload, "M", version=4) for number in range(1, 65)]
    other = encode(Payload(host="https://nguon.example.vn", rest="/t/7KX3Q00017YKZ3QM"), "M", version=4)
    pens = (make_pen("vector", 33, _QR, height_mm=25.4, samples=some) for some in ((), samples))

    whole, shared = (pen.draw(other) for pen in pens)

    assert shared == whole


def dark_of(drawn: bytes) -> set[tuple[int, int]]:
    """Column and row of the modules that a path covers."""
    runs = (map(int, found) for found in re.findall(rb"(\d+) (\d+) 1 (\d+) re", drawn))
    return {(across, y) for across, down, length in runs for y in range(down, down + length)}


def dark_of_symbol(symbol: Symbol) -> set[tuple[int, int]]:
    size = symbol.size
    return {(x, y) for y in range(size) for x in range(size) if symbol.rows[y] >> size - 1 - x & 1}


def test_a_mask_has_every_dark_module_and_no_other() -> None:
    """Its rows are the symbol's columns, from the right, each from the top and filled up to whole bytes."""
    symbol = encode(make_label(1).payload, "Q")
    drawn = make_pen("compact", symbol.size, _QR, height_mm=25.4).draw(symbol)
    head, data = drawn.removesuffix(b"\nEI\n").split(b"ID ", 1)
    stride = (symbol.size + 7) // 8
    columns = [
        f"{int.from_bytes(data[at : at + stride]):0{stride * 8}b}"[: symbol.size]
        for at in range(0, len(data), stride)
    ]

    assert b"BI/W 37/H 37/IM true/D[1 0]" in head
    assert tuple(int("".join(row), 2) for row in zip(*reversed(columns), strict=True)) == symbol.rows


def test_a_mask_whose_data_would_end_it_is_drawn_as_a_path() -> None:
    """`EI` in the data is where some readers would stop: 0x45 and 0x49 are two columns of eight modules here."""
    symbol = Symbol(version=1, size=8, columns=int.from_bytes(b"\x00EI\x00\x00\x00\x00\x00"))
    harmless = Symbol(version=1, size=8, columns=0)
    vector, compact = (make_pen(mode, 8, _QR, height_mm=25.4) for mode in ("vector", "compact"))

    assert compact.draw(symbol) == vector.draw(symbol)
    assert compact.draw(harmless) != vector.draw(harmless)
