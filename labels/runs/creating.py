"""The use case of creating a print run: its codes, and what its labels say, frozen. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.ownership import own_organisation_id
from labels.codes.keys import LabelKeys
from labels.design.designs import Design
from labels.drawing.pdf.render import render_pdf
from labels.own_designs.service import DESIGNS
from labels.runs.allotment.service import allot
from labels.runs.allotment.terms import USUAL_TERMS, Terms
from labels.runs.errors import LabelBaseUrlMissing
from labels.runs.facts import NOTHING_TOLD, Carton
from labels.runs.model import RUN_BITS, PrintRun
from labels.runs.paper import PrintedOn, printed_on
from labels.runs.parts import keep_part
from labels.runs.snapshot import Snapshot, run_title
from labels.runs.stating import Stated, lock_to_label, state_batch, state_blank
from labels.stock.calibration import Calibration


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOrder:
    """Which labels somebody asks for.

    Attributes:
        batch_id: None for blank labels, which name the organisation alone and are given to batches later.
        design: its key.
        stock: its key; None for that of the printer, or for A4.
        carton: what each carton holds, where the design prints it.
        printer_dpi: of the printer; None: of those that usually take the stock.
        calibration: of the printer; None for none.
        printer_id: of a printer that the organisation keeps, whose paper, dots, calibration and language are taken.
    """

    batch_id: uuid.UUID | None
    quantity: int
    design: str
    stock: str | None
    start_position: int
    language: str
    carton: Carton = NOTHING_TOLD
    printer_dpi: int | None = None
    calibration: Calibration | None = None
    printer_id: uuid.UUID | None = None


def create_run(
    session: Session,
    actor: Actor,
    order: RunOrder,
    *,
    base_url: str | None,
    keys: LabelKeys,
    draw_number: Callable[[int], int],
    now: datetime,
    terms: Terms = USUAL_TERMS,
) -> PrintRun:
    """Allot a run of codes to a published batch, own or accepted, and freeze what its labels say.

    Args:
        base_url: where the labels' links point for ever; None refuses.
        draw_number: draws a random number of that many bits.
        terms: under which labels are given, and why more of them than there is fruit.

    Raises:
        LabelBaseUrlMissing, NotFound, BatchIncomplete: there is nothing to print yet.
        BatchRecalled, BatchOnHold, BatchRejected, ExportTestsMissing: it may not go on.
        AllotmentExceeded, WeightNotConfirmed: the fruit is not there for so many labels.
        DesignMarketDiffers, DesignPrintsNoCarton, DesignNeedsBatch: the design is for another market or for no blank
            label, or prints less than is told.
        UnknownDesign, DesignRetired, UnknownStock, StockRetired: there is none to print with.
        NotFound, PrinterRetired, PrinterDiffers: the printer.
        StockDoesNotFit, StartPositionBeyondSheet, CalibrationBeyondLimits: the paper.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall, CalibrationLeavesPage: the label could not be printed as
            it is meant.
    """
    if base_url is None:
        raise LabelBaseUrlMissing
    design = DESIGNS.get_to_print(session, actor, order.design)
    on = _printed_on(session, actor, order)
    stated, needs_approval = _state(session, actor, order, design, terms, base_url=base_url, now=now)
    number = _new_number(session, draw_number)
    snapshot = _frozen(order, design, on, stated, number=number, key_id=keys.active_id, base_url=base_url)
    render_pdf(
        snapshot.job(keys), first=1, last=order.quantity
    )  # refuses what cannot be drawn; draws nothing yet
    return _save(session, actor, order.batch_id, snapshot, terms, needs_approval=needs_approval, now=now)


def _printed_on(session: Session, actor: Actor, order: RunOrder) -> PrintedOn:
    return printed_on(
        session,
        actor,
        stock=order.stock,
        printer_dpi=order.printer_dpi,
        calibration=order.calibration,
        printer_id=order.printer_id,
    )


def _state(
    session: Session,
    actor: Actor,
    order: RunOrder,
    design: Design,
    terms: Terms,
    *,
    base_url: str,
    now: datetime,
) -> tuple[Stated, bool]:
    """What the labels state, and whether so many need approval; the chain of their batch stays locked."""
    if order.batch_id is None:
        return state_blank(session, actor, design, order.carton, base_url=base_url), False
    batch, chain = lock_to_label(session, actor, order.batch_id)
    stated = state_batch(session, actor, batch, design, order.carton, base_url=base_url)
    needs_approval = allot(
        session, batch, chain, quantity=order.quantity, level=design.packaging_level, terms=terms, now=now
    )
    return stated, needs_approval


def _new_number(session: Session, draw_number: Callable[[int], int]) -> int:
    """A run number that nobody has: drawn again until it is new."""
    while True:
        number = draw_number(RUN_BITS)
        if session.scalar(select(PrintRun.id).where(PrintRun.number == number)) is None:
            return number


def _frozen(
    order: RunOrder,
    design: Design,
    on: PrintedOn,
    stated: Stated,
    *,
    number: int,
    key_id: str,
    base_url: str,
) -> Snapshot:
    return Snapshot(
        number=number,
        quantity=order.quantity,
        key_id=key_id,
        base_url=base_url,
        link=stated.link,
        gtin=stated.gtin,
        lot=stated.lot,
        design=design,
        stock=on.stock,
        start_position=order.start_position,
        language=order.language,
        title=run_title(number, stated.lot),
        values=stated.values,
        printer_dpi=on.printer_dpi,
        calibration=on.calibration,
        printer_id=on.printer_id,
        file_kind=on.file_kind,
    )


def _save(
    session: Session,
    actor: Actor,
    batch_id: uuid.UUID | None,
    snapshot: Snapshot,
    terms: Terms,
    *,
    needs_approval: bool,
    now: datetime,
) -> PrintRun:
    parts = snapshot.taken_apart()
    run = PrintRun(
        organisation_id=own_organisation_id(actor),
        batch_id=batch_id,
        level=snapshot.design.packaging_level,
        number=snapshot.number,
        quantity=snapshot.quantity,
        needs_approval=needs_approval,
        over_reason=terms.over_reason if needs_approval else None,
        open_days=terms.open_days,
        key_id=snapshot.key_id,
        snapshot=parts.own,
        design_id=keep_part(session, parts.design),
        stock_id=keep_part(session, parts.stock),
        fingerprint=snapshot.fingerprint,
        created_at=now,
        created_by=actor.id,
    )
    session.add(run)
    session.flush()
    return run
