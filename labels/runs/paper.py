"""What a run is printed on: paper, dots and calibration, told one by one or taken from a printer."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from batches.actors import Actor
from labels.own_stocks.service import STOCKS
from labels.printers.rules import PrinterLanguage, check_agrees
from labels.printers.service import get_to_print
from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.geometry import Stock

DEFAULT_STOCK = "a4-3x8"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedOn:
    """All of it, as a snapshot keeps it.

    Attributes:
        printer_id: None where no printer was named.
        file_kind: what the printer speaks.
    """

    stock: Stock
    printer_dpi: int | None
    calibration: Calibration
    printer_id: str | None = None
    file_kind: PrinterLanguage = "pdf"


def printed_on(
    session: Session,
    actor: Actor,
    *,
    stock: str | None,
    printer_dpi: int | None,
    calibration: Calibration | None,
    printer_id: uuid.UUID | None,
) -> PrintedOn:
    """What a request names; beside a printer it may only say what the printer has.

    Raises:
        NotFound, PrinterRetired, PrinterDiffers: the printer.
        UnknownStock, StockRetired, CalibrationBeyondLimits: the paper, and how it is corrected.
    """
    if printer_id is None:
        paper = STOCKS.get_to_print(session, actor, stock or DEFAULT_STOCK)
        check_calibration(calibration or EXACT)
        dpi = printer_dpi or paper.printer_dpi
        return PrintedOn(stock=paper, printer_dpi=dpi, calibration=calibration or EXACT)
    setup = get_to_print(session, actor, printer_id)
    check_agrees(setup, stock=stock, printer_dpi=printer_dpi, calibration=calibration)
    return PrintedOn(
        stock=setup.stock,
        printer_dpi=setup.dpi,
        calibration=setup.calibration,
        printer_id=str(printer_id),
        file_kind=setup.language,
    )
