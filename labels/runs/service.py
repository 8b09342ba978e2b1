"""Use cases of print runs: create one, read one, give its labels out. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.ownership import own_organisation_id
from batches.paging import Page, Wanted, read_page
from batches.recalls.standing import check_may_go_on
from labels.codes.keys import LabelKeys
from labels.design.designs import Design
from labels.drawing.pdf import render_pdf
from labels.own_designs.service import DESIGNS
from labels.runs.allotment.service import allot
from labels.runs.allotment.terms import USUAL_TERMS, Terms
from labels.runs.errors import LabelBaseUrlMissing
from labels.runs.facts import NOTHING_TOLD, Carton
from labels.runs.life.checks import check_print, without_void
from labels.runs.life.queries import life_of
from labels.runs.model import RUN_BITS, PrintRun
from labels.runs.paper import printed_on
from labels.runs.parts import keep_part
from labels.runs.ranges import Range, Ranges
from labels.runs.snapshot import Snapshot, run_title
from labels.runs.stating import Stated, lock_to_label, state_batch, state_blank
from labels.stock.calibration import Calibration


def create_run(
    session: Session,
    actor: Actor,
    *,
    batch_id: uuid.UUID | None,
    quantity: int,
    design: str,
    stock: str | None,
    start_position: int,
    language: str,
    base_url: str | None,
    keys: LabelKeys,
    draw_number: Callable[[int], int],
    now: datetime,
    carton: Carton = NOTHING_TOLD,
    printer_dpi: int | None = None,
    calibration: Calibration | None = None,
    printer_id: uuid.UUID | None = None,
    terms: Terms = USUAL_TERMS,
) -> PrintRun:
    """Allot a run of codes to a published batch, own or accepted, and freeze what its labels say.

    Args:
        batch_id: None for blank labels, which name the organisation alone and are given to batches later.
        base_url: where the labels' links point for ever; None refuses.
        draw_number: draws a random number of that many bits.
        carton: what each carton holds, where the design prints it.
        stock: None for that of the printer, or for A4.
        printer_dpi: of the printer; None: of those that usually take the stock.
        calibration: of the printer; None for none.
        printer_id: of a printer that the organisation keeps, whose paper, dots, calibration and language are taken.
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
    chosen = DESIGNS.get_to_print(session, actor, design)
    on = printed_on(
        session,
        actor,
        stock=stock,
        printer_dpi=printer_dpi,
        calibration=calibration,
        printer_id=printer_id,
    )
    stated, needs_approval = (
        (state_blank(session, actor, chosen, carton, base_url=base_url), False)
        if batch_id is None
        else _state_batch(
            session, actor, batch_id, chosen, carton, terms, quantity=quantity, base_url=base_url, now=now
        )
    )
    number = _new_number(session, draw_number)
    snapshot = Snapshot(
        number=number,
        quantity=quantity,
        key_id=keys.active_id,
        base_url=base_url,
        link=stated.link,
        gtin=stated.gtin,
        lot=stated.lot,
        design=chosen,
        stock=on.stock,
        start_position=start_position,
        language=language,
        title=run_title(number, stated.lot),
        values=stated.values,
        printer_dpi=on.printer_dpi,
        calibration=on.calibration,
        printer_id=on.printer_id,
        file_kind=on.file_kind,
    )
    render_pdf(snapshot.job(keys), first=1, last=quantity)  # refuses what cannot be drawn; draws nothing yet
    return _save(session, actor, batch_id, snapshot, terms, needs_approval=needs_approval, now=now)


def _state_batch(
    session: Session,
    actor: Actor,
    batch_id: uuid.UUID,
    design: Design,
    carton: Carton,
    terms: Terms,
    *,
    quantity: int,
    base_url: str,
    now: datetime,
) -> tuple[Stated, bool]:
    """What labels of a batch state, and whether so many need approval; its chain stays locked."""
    batch, chain = lock_to_label(session, actor, batch_id)
    stated = state_batch(session, actor, batch, design, carton, base_url=base_url)
    needs_approval = allot(
        session, batch, chain, quantity=quantity, level=design.packaging_level, terms=terms, now=now
    )
    return stated, needs_approval


def get_own_run(session: Session, actor: Actor, run_id: uuid.UUID) -> PrintRun:
    """A run of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    run = session.get(PrintRun, run_id)
    if run is None or run.organisation_id != actor.organisation_id:
        raise NotFound(what="print run", id=run_id)
    return run


@dataclass(frozen=True, kw_only=True, slots=True)
class Printable:
    """A run to be drawn, and which of the labels asked for are void: they are left out."""

    run: PrintRun
    left_out: Ranges


def get_printable_run(
    session: Session,
    actor: Actor,
    run_id: uuid.UUID,
    *,
    first: int = 1,
    last: int | None = None,
    now: datetime,
) -> Printable:
    """The same, to be drawn from one serial to another: what may not go onto fruit gives no label either.

    Serials that the run does not have are left to who draws them.

    Raises:
        NotFound: it is missing or another organisation's.
        RangeReversed: the last serial comes before the first.
        BatchRecalled, BatchOnHold, BatchRejected: the batch of these labels may not go on.
        RunAwaitsApproval, RunDeclined, RunClosed: they may not be used.
        LabelsVoid: all of them are.
        RunAlreadyPrinted: they were printed already, and no reprint was approved.
    """
    run = get_own_run(session, actor, run_id)
    life = life_of(session, run, now=now)
    part = Range.told(first, max(first, run.quantity) if last is None else last)
    wanted = Ranges.of(part) & life.whole
    drawn = without_void(life, wanted)
    ids = sorted({one.batch_id for one in life.bound if one.serials & drawn})
    check_may_go_on(session, actor, [session.get_one(Batch, batch_id) for batch_id in ids])
    for inside in drawn:
        check_print(life, inside, now=now)
    return Printable(run=run, left_out=wanted - drawn)


def list_own_runs(session: Session, actor: Actor, wanted: Wanted) -> Page[PrintRun]:
    """A page of the runs of the actor's organisation."""
    own = select(PrintRun).where(PrintRun.organisation_id == actor.organisation_id)
    own = own.options(selectinload(PrintRun.design), selectinload(PrintRun.stock))
    return read_page(session, own, wanted, key=PrintRun.id, updated_at=PrintRun.created_at)


def _new_number(session: Session, draw_number: Callable[[int], int]) -> int:
    """A run number that nobody has: drawn again until it is new."""
    while True:
        number = draw_number(RUN_BITS)
        if session.scalar(select(PrintRun.id).where(PrintRun.number == number)) is None:
            return number


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
