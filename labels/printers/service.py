"""Use cases of printers: keep one, calibrate it, print with it. The caller owns the transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted, read_page
from labels.own_stocks.service import STOCKS
from labels.printers.errors import PrinterNameTaken, PrinterRetired
from labels.printers.model import Printer, PrinterCalibration
from labels.printers.rules import PrinterLanguage, Setup, check_page, check_setup
from labels.stock.calibration import EXACT
from labels.stock.geometry import Stock
from labels.stock.readings import Readings, calibration_from


def add_printer(
    session: Session,
    actor: Actor,
    *,
    name: str,
    stock: str,
    dpi: int | None,
    language: str,
    now: datetime,
) -> Printer:
    """Keep a printer of the actor's organisation, which misses by nothing until it is measured.

    Raises:
        UnknownStock, StockRetired: there is no such paper to print on.
        PrinterNeedsRoll, PrinterDpiMissing: it cannot print on that paper so.
        PrinterNameTaken: another has its name, perhaps a retired one.
    """
    _check(session, actor, stock=stock, dpi=dpi, language=language)
    _check_name(session, actor, name)
    printer = Printer(
        organisation_id=own_organisation_id(actor),
        name=name,
        stock=stock,
        dpi=dpi,
        language=language,
        **asdict(EXACT),
        calibrated_at=None,
        created_at=now,
        updated_at=now,
        retired_at=None,
    )
    session.add(printer)
    session.flush()
    return printer


def change_printer(
    session: Session, actor: Actor, printer_id: uuid.UUID, changes: Mapping[str, Any], *, now: datetime
) -> Printer:
    """Change parts of a printer, or retire it. Another paper, resolution or language ends its calibration.

    Args:
        changes: `name`, `stock`, `dpi`, `language`; `retired`: true to make no new run for it, false to allow it again.

    Raises:
        NotFound: the organisation has none of that id.
        DomainError: it would not be accepted as a new one.
    """
    printer = get_own_printer(session, actor, printer_id, lock=True)
    if changes.get("name", printer.name) != printer.name:
        _check_name(session, actor, changes["name"])
        printer.name = changes["name"]
    old = {part: getattr(printer, part) for part in ("stock", "dpi", "language")}
    new = {part: changes.get(part, value) for part, value in old.items()}
    if new != old:
        _check(session, actor, **new)
        printer.stock, printer.dpi, printer.language = new["stock"], new["dpi"], new["language"]
        printer.forget_calibration()
    is_retired = changes.get("retired", printer.retired_at is not None)
    if is_retired != (printer.retired_at is not None):
        printer.retired_at = now if is_retired else None
    printer.updated_at = now
    session.flush()
    return printer


def take_readings(
    session: Session, actor: Actor, printer_id: uuid.UUID, *, page: str, readings: Readings, now: datetime
) -> Printer:
    """Calibrate a printer by what was read off its test page, which the last calibration had corrected.

    Args:
        page: the code that stands on it.

    Raises:
        NotFound: the organisation has none of that id.
        PageOutdated: the page is not the one that the printer has now.
        CalibrationReadingsDisagree: two of the numbers cannot both be right.
        CalibrationBeyondLimits: it misses by more than is corrected, all pages together.
    """
    printer = get_own_printer(session, actor, printer_id, lock=True)
    setup = setup_of(session, actor, printer)
    check_page(setup, page)
    found = calibration_from(setup.stock, readings, printed=setup.printed).rounded()
    printer.calibrate(found, now)
    printer.updated_at = now
    session.add(
        PrinterCalibration(
            printer_id=printer.id,
            page=page.strip().upper(),
            **asdict(readings),
            **asdict(found),
            recorded_at=now,
            recorded_by=actor.id,
        )
    )
    session.flush()
    return printer


def get_own_printer(session: Session, actor: Actor, printer_id: uuid.UUID, *, lock: bool = False) -> Printer:
    """A printer of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Printer, printer_id, what="printer", lock=lock)


def list_own_printers(session: Session, actor: Actor, wanted: Wanted) -> Page[Printer]:
    """A page of them, the newest first, retired ones too."""
    return list_own(session, actor, Printer, wanted, updated_at=Printer.updated_at)


def list_calibrations(
    session: Session, actor: Actor, printer_id: uuid.UUID, wanted: Wanted
) -> Page[PrinterCalibration]:
    """A page of what was read off a printer's test pages, the last first.

    Raises:
        NotFound: the printer is missing or another organisation's.
    """
    printer = get_own_printer(session, actor, printer_id)
    own = select(PrinterCalibration).where(PrinterCalibration.printer_id == printer.id)
    at = PrinterCalibration.recorded_at
    return read_page(session, own, wanted, key=PrinterCalibration.id, updated_at=at)


def setup_of(session: Session, actor: Actor, printer: Printer) -> Setup:
    """How a printer is set up, with its paper as that is now."""
    return setups_of(session, actor, [printer])[0]


def setups_of(session: Session, actor: Actor, printers: Sequence[Printer]) -> list[Setup]:
    """The same of several; each paper is read once."""
    stocks = {key: STOCKS.get(session, actor, key).item for key in {one.stock for one in printers}}
    return [_setup(printer, stocks[printer.stock]) for printer in printers]


def get_to_print(session: Session, actor: Actor, printer_id: uuid.UUID) -> Setup:
    """The same of a printer that a request for a run names.

    Raises:
        NotFound: it is missing or another organisation's.
        PrinterRetired, StockRetired: no new run is made for it, or on its paper.
        PrinterNeedsRoll: its paper became another since.
    """
    printer = get_own(session, actor, Printer, printer_id, what="printer", pointer="/printer_id")
    if printer.retired_at is not None:
        raise PrinterRetired(name=printer.name, retired_on=day_of(printer.retired_at), pointer="/printer_id")
    _check(session, actor, stock=printer.stock, dpi=printer.dpi, language=printer.language)
    return setup_of(session, actor, printer)


def _setup(printer: Printer, stock: Stock) -> Setup:
    return Setup(
        id=str(printer.id),
        name=printer.name,
        stock=stock,
        dpi=printer.dpi,
        language=cast("PrinterLanguage", printer.language),
        calibration=printer.calibration,
    )


def _check(session: Session, actor: Actor, *, stock: str, dpi: int | None, language: str) -> None:
    check_setup(language=language, dpi=dpi, stock=STOCKS.get_to_print(session, actor, stock))


def _check_name(session: Session, actor: Actor, name: str) -> None:
    same = select(Printer.id).where(Printer.organisation_id == actor.organisation_id, Printer.name == name)
    if session.scalar(same) is not None:
        raise PrinterNameTaken(name=name, pointer="/name")
