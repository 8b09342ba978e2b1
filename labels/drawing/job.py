"""What a renderer is given: everything printed, as values. No database, no HTTP."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from labels.design.designs import Design
from labels.qr.payload import Payload
from labels.stock.calibration import EXACT, Calibration
from labels.stock.stocks import Stock


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """What differs from label to label.

    Attributes:
        payload: what its QR says.
        values: text of the per-label fields: `code` (shown as 4-4-4-4), `serial` (decimal).
    """

    payload: Payload
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelJob:
    """A whole run as a renderer sees it: label n of the run is `label_of(n)`, n from 1 to `quantity`.

    Attributes:
        values: text of the fields that are the same on every label, by field key; a field that is
            absent or "" is not drawn, nor is its caption or frame.
        start_position: the cell of the first sheet that takes label 1, from 1, row by row.
        language: BCP 47 tag of the document's main language.
        printer_dpi: dots per inch of the printer, whose whole dots the QR's modules then are; None: any size.
        calibration: of that printer.
        left_out: labels that are not drawn: each of the others keeps its place, and a page without any is left out.
    """

    design: Design
    stock: Stock
    start_position: int
    quantity: int
    values: Mapping[str, str]
    label_of: Callable[[int], Label]
    title: str
    language: str
    printer_dpi: int | None = None
    calibration: Calibration = EXACT
    left_out: Container[int] = ()
