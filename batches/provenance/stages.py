"""The stages of a chain as the public reads them: who did what, where, on which day, and who else says so."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.days import day_of
from batches.documents.service import public_ids
from batches.events.model import Event
from batches.events.rules import recorded_id
from batches.movements.model import Movement
from batches.organisations.model import Organisation
from batches.places.addresses import Address, place_of
from batches.plots.model import Plot
from batches.plots.packing_houses.model import PackingHouse
from batches.provenance.history import Occurrence
from batches.provenance.reach import Reach
from batches.provenance.rules import Kept, Recorded, role_of, that_stand
from batches.provenance.story import (
    PublicConfirmation,
    PublicResult,
    PublicStage,
    PublicTested,
)
from batches.quality.model import Inspection, LabTest

SHOWN = frozenset(
    {
        "harvest",
        "weighing",
        "packing",
        "shipping",
        "receiving",
        "inspection",
        "lab_sample",
        "lab_test",
        "recall",
        "recall_lift",
    }
)
GONE = ("refused", "void")  # a shipment that came to nothing is no stage
ON_PLOT = ("harvest", "weighing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What stages are told from, by id.

    Attributes:
        houses: by the event of a packing.
        shipments: by the event of their shipping.
        results: by the event of an inspection or a report.
        laboratories: by the event of a report.
    """

    reach: Reach
    organisations: Mapping[uuid.UUID | None, Organisation]
    plots: Mapping[uuid.UUID | None, Plot]
    houses: Mapping[uuid.UUID, PackingHouse]
    shipments: Mapping[uuid.UUID, Movement]
    results: Mapping[uuid.UUID, PublicResult]
    laboratories: Mapping[uuid.UUID, str]


def stages_of(history: Sequence[Occurrence], sources: Sources) -> list[PublicStage]:
    """The stages in the order of the history; what is alike in all but the minute of its recording is told once."""
    by_id = {found.event.id: found for found in history}
    told: dict[object, PublicStage] = {}
    for kept in that_stand([_recorded(found.event) for found in history]):
        event = by_id[kept.event_id].event
        if event.kind not in SHOWN or _is_gone(event, sources):
            continue
        stage = _stage(kept, event, by_id[event.id].batch_ids, sources)
        told.setdefault(_likeness(stage, event), stage)
    return list(told.values())


def shown_events(history: Sequence[Occurrence], sources: Sources) -> list[Event]:
    """The events that stages are told of, as often as they were recorded."""
    by_id = {found.event.id: found.event for found in history}
    standing = [by_id[kept.event_id] for kept in that_stand([_recorded(found.event) for found in history])]
    return [event for event in standing if event.kind in SHOWN and not _is_gone(event, sources)]


def _recorded(event: Event) -> Recorded:
    return Recorded(
        id=event.id,
        is_declaration=event.is_declaration,
        corrects_id=event.corrects_id,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
    )


def shipments_of(session: Session, history: Sequence[Occurrence]) -> Mapping[uuid.UUID, Movement]:
    """By event of a shipment, the shipment as it stands."""
    records = {
        found.event.id: recorded_id(found.event.document)
        for found in history
        if found.event.kind == "shipping"
    }
    if not records:
        return {}
    rows = select(Movement).where(Movement.id.in_(records.values())).options(selectinload(Movement.answer))
    shipments = {row.id: row for row in session.scalars(rows)}
    return {event_id: shipments[record_id] for event_id, record_id in records.items()}


def results_of(
    session: Session, history: Sequence[Occurrence]
) -> tuple[Mapping[uuid.UUID, PublicResult], Mapping[uuid.UUID, str]]:
    """By event, what inspections and reports say; and which laboratory a report is of."""
    event_ids = [found.event.id for found in history if found.event.kind in ("inspection", "lab_test")]
    if not event_ids:
        return {}, {}
    looked = session.scalars(select(Inspection).where(Inspection.event_id.in_(event_ids))).all()
    tests = select(LabTest).where(LabTest.event_id.in_(event_ids)).options(selectinload(LabTest.analytes))
    reports = session.scalars(tests).all()
    papers = [row.document_id for row in looked] + [row.document_id for row in reports]
    published = public_ids(session, papers)
    results = {
        row.event_id: PublicResult(
            is_conformant=row.result == "conformant", document_id=published.get(row.document_id)
        )
        for row in looked
    }
    laboratories = {}
    for test in reports:
        results[test.event_id] = _report(test, published.get(test.document_id))
        laboratories[test.event_id] = test.laboratory
    return results, laboratories


def _report(test: LabTest, document_id: uuid.UUID | None) -> PublicResult:
    tested = tuple(
        PublicTested(
            name=found.name,
            value=found.value,
            unit=found.unit,
            is_passed=found.passed,
            limit=found.limit,
        )
        for found in test.analytes
    )
    return PublicResult(
        is_conformant=all(found.is_passed for found in tested),
        report_no=test.report_no,
        tested=tested,
        document_id=document_id,
    )


def _is_gone(event: Event, sources: Sources) -> bool:
    return event.kind == "shipping" and sources.shipments[event.id].state in GONE


def _likeness(stage: PublicStage, event: Event) -> object:
    """Ten shipments of a day to the same buyer are one stage; anything else stands for itself."""
    if event.kind not in ("shipping", "receiving"):
        return event.id
    return (stage.kind, stage.occurred_on, stage.organisation, stage.place, stage.confirmation)


def _stage(kept: Kept, event: Event, batch_ids: Sequence[uuid.UUID], sources: Sources) -> PublicStage:
    organisation = sources.organisations[event.organisation_id]
    return PublicStage(
        kind=event.kind,
        occurred_on=day_of(event.occurred_at),
        recorded_at=event.recorded_at,
        organisation=organisation.name,
        role=role_of(event.kind, organisation.kind),
        place=_place(event, batch_ids, organisation, sources),
        is_late=kept.is_late,
        is_corrected=kept.is_corrected,
        confirmation=_confirmation(event, batch_ids, sources),
        result=sources.results.get(event.id),
    )


def _place(
    event: Event, batch_ids: Sequence[uuid.UUID], organisation: Organisation, sources: Sources
) -> Address:
    """The plot of a harvest, the house of a packing, and else where the organisation is: no nearer than the commune."""
    if event.kind in ON_PLOT:
        return sources.plots[sources.reach.batches[batch_ids[0]].plot_id].place
    return place_of((sources.houses.get(event.id) or organisation).commune_code)


def _confirmation(
    event: Event, batch_ids: Sequence[uuid.UUID], sources: Sources
) -> PublicConfirmation | None:
    laboratory = sources.laboratories.get(event.id)
    if laboratory is not None:
        return PublicConfirmation(by=laboratory, is_laboratory=True)
    if event.kind != "shipping" or sources.shipments[event.id].state != "accepted":
        return None
    receiver_id = event.counterparty_id
    is_of_chain = any((batch_id, receiver_id) in sources.reach.held for batch_id in batch_ids)
    return PublicConfirmation(by=sources.organisations[receiver_id].name if is_of_chain else None)
