"""Use cases of print runs: create one, read one, and tell which label a code is. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.organisations.model import Organisation
from batches.ownership import own_organisation_id
from batches.packing.rules import CHINA
from batches.paging import Page, Wanted, read_page
from batches.plots.packing_houses.model import PackingHouse
from batches.provenance.batches import RegisteredBatch, get_registered_batch
from batches.provenance.queries import find_public_batch
from batches.quality.export import check_tests_for_export
from batches.recalls.standing import check_may_go_on
from labels.codes.codes import derive_run_key, parse_code, verify
from labels.codes.keys import LabelKeys
from labels.design.designs import Design
from labels.design.fields import read_values
from labels.drawing.pdf import render_pdf
from labels.own_designs.service import get_design_to_print
from labels.runs.errors import BatchIncomplete, LabelBaseUrlMissing
from labels.runs.facts import NOTHING_TOLD, Carton, label_facts, only_grade
from labels.runs.model import RUN_BITS, PrintRun
from labels.runs.rules import check_carton_is_printed, check_market
from labels.runs.snapshot import Snapshot, run_title
from labels.stock.stocks import get_stock


def create_run(
    session: Session,
    actor: Actor,
    *,
    batch_id: uuid.UUID,
    quantity: int,
    design: str,
    stock: str,
    start_position: int,
    language: str,
    base_url: str | None,
    keys: LabelKeys,
    draw_number: Callable[[int], int],
    now: datetime,
    carton: Carton = NOTHING_TOLD,
) -> PrintRun:
    """Allot a run of codes to a published batch, own or accepted, and freeze what its labels say.

    Args:
        base_url: where the labels' links point for ever; None refuses.
        draw_number: draws a random number of that many bits.
        carton: what each carton holds, where the design prints it.

    Raises:
        LabelBaseUrlMissing, NotFound, BatchIncomplete: there is nothing to print yet.
        BatchRecalled, BatchOnHold, BatchRejected, ExportTestsMissing: it may not go on.
        DesignMarketDiffers, DesignPrintsNoCarton: the design is for another market, or prints less than is told.
        UnknownDesign, UnknownStock, StockDoesNotFit, StartPositionBeyondSheet: the paper.
        TextDoesNotFit, CharacterNotInFont, ModuleTooSmall: the label could not be printed as it is meant.
    """
    if base_url is None:
        raise LabelBaseUrlMissing
    found = get_registered_batch(session, actor, batch_id)
    chosen = get_design_to_print(session, actor, design)
    check_may_go_on(session, actor, [found.batch])
    _check_design(session, chosen, found, carton)
    if found.batch.published_at is None:
        missing = ", ".join(item.legal_name for item in found.completeness.missing)
        raise BatchIncomplete(lot=found.batch.lot, missing=missing)
    public = find_public_batch(session, batch_id=batch_id)
    assert public is not None  # noqa: S101 - published just above
    number = _new_number(session, draw_number)
    snapshot = Snapshot(
        number=number,
        quantity=quantity,
        key_id=keys.active_id,
        base_url=base_url,
        link=link_of(chosen, public.gtin),
        gtin=public.gtin,
        lot=public.lot,
        design=chosen,
        stock=get_stock(stock),
        start_position=start_position,
        language=language,
        title=run_title(number, public.lot),
        values=read_values(
            chosen,
            label_facts(public, base_url=base_url, carton=carton, **_known(session, actor, found)),
        ),
    )
    render_pdf(snapshot.job(keys), first=1, last=quantity)  # refuses what cannot be drawn; draws nothing yet
    return _save(session, actor, batch_id, snapshot, now)


def _check_design(session: Session, design: Design, found: RegisteredBatch, carton: Carton) -> None:
    """A design for China asks for China's tests; a label for the home market does not."""
    packing = found.packing
    check_market(design, lot=found.batch.lot, market=packing.market if packing else None)
    check_carton_is_printed(design, carton)
    if design.market == CHINA:
        check_tests_for_export(session, found.batch, packing)


def _known(session: Session, actor: Actor, found: RegisteredBatch) -> dict[str, str | None]:
    """What labels may state and the public form does not have."""
    batch, packing = found.batch, found.packing
    house_id = packing.packing_house_id if packing else None
    printer = session.get_one(Organisation, own_organisation_id(actor))
    return {
        "grade": only_grade([grade.part for grade in batch.grades], net_weight_kg=batch.net_weight_kg),
        "packing_house_name": session.get_one(PackingHouse, house_id).name if house_id else None,
        "exporter": printer.name if printer.kind == "exporter" else None,
    }


def link_of(design: Design, gtin: str | None) -> str:
    """The kind of link that a design prints: a GTIN's Digital Link where there is one, unless it wants the short."""
    if gtin is None or design.link == "short":
        return "short"
    return "digital-link-lot" if design.packaging_level == "carton" else "digital-link"


def get_own_run(session: Session, actor: Actor, run_id: uuid.UUID) -> PrintRun:
    """A run of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    run = session.get(PrintRun, run_id)
    if run is None or run.organisation_id != actor.organisation_id:
        raise NotFound(what="print run", id=run_id)
    return run


def get_printable_run(session: Session, actor: Actor, run_id: uuid.UUID) -> PrintRun:
    """The same, to be drawn: while its batch is held, a run that was made before gives no label either.

    Raises:
        NotFound: it is missing or another organisation's.
        BatchRecalled, BatchOnHold, BatchRejected: its batch may not go on.
    """
    run = get_own_run(session, actor, run_id)
    check_may_go_on(session, actor, [session.get_one(Batch, run.batch_id)])
    return run


def list_own_runs(session: Session, actor: Actor, wanted: Wanted) -> Page[PrintRun]:
    """A page of the runs of the actor's organisation."""
    own = select(PrintRun).where(PrintRun.organisation_id == actor.organisation_id)
    return read_page(session, own, wanted, key=PrintRun.id, updated_at=PrintRun.created_at)


def _new_number(session: Session, draw_number: Callable[[int], int]) -> int:
    """A run number that nobody has: drawn again until it is new."""
    while True:
        number = draw_number(RUN_BITS)
        if session.scalar(select(PrintRun.id).where(PrintRun.number == number)) is None:
            return number


def _save(session: Session, actor: Actor, batch_id: uuid.UUID, snapshot: Snapshot, now: datetime) -> PrintRun:
    run = PrintRun(
        organisation_id=own_organisation_id(actor),
        batch_id=batch_id,
        number=snapshot.number,
        quantity=snapshot.quantity,
        key_id=snapshot.key_id,
        snapshot=snapshot.to_json(),
        fingerprint=snapshot.fingerprint,
        created_at=now,
        created_by=actor.id,
    )
    session.add(run)
    session.flush()
    return run
