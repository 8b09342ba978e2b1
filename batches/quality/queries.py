"""Reads of inspections and laboratory tests."""

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.events.model import Event
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted
from batches.quality.model import Inspection, LabTest


def get_own_inspection(session: Session, actor: Actor, inspection_id: uuid.UUID) -> Inspection:
    """An inspection that the actor's organisation recorded.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Inspection, inspection_id, what="inspection")


def get_own_lab_test(session: Session, actor: Actor, lab_test_id: uuid.UUID) -> LabTest:
    """A laboratory test that the actor's organisation recorded.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, LabTest, lab_test_id, what="laboratory test")


def list_own_inspections(session: Session, actor: Actor, wanted: Wanted) -> Page[Inspection]:
    """A page of the inspections of the actor's organisation."""
    return list_own(session, actor, Inspection, wanted, updated_at=Inspection.recorded_at)


def list_own_lab_tests(session: Session, actor: Actor, wanted: Wanted) -> Page[LabTest]:
    """A page of the laboratory tests of the actor's organisation."""
    load = [selectinload(LabTest.analytes)]
    return list_own(session, actor, LabTest, wanted, updated_at=LabTest.recorded_at, load=load)


def batch_ids_of(
    session: Session, link: Table, row_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, list[uuid.UUID]]:
    """By inspection or test, its batches; `link` is the table that joins them."""
    column: Column[uuid.UUID] = next(iter(link.primary_key.columns))
    found: dict[uuid.UUID, list[uuid.UUID]] = {row_id: [] for row_id in row_ids}
    rows = session.execute(
        select(column, link.c.batch_id).where(column.in_(row_ids)).order_by(link.c.batch_id)
    )
    for row_id, batch_id in rows:
        found[row_id].append(batch_id)
    return found


def declared_wrong(session: Session, event_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of some events were declared wrong."""
    rows = select(Event.corrects_id).where(Event.corrects_id.in_(event_ids), Event.is_declaration)
    return {found for found in session.scalars(rows) if found is not None}
