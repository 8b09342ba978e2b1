"""What a batch packed for China still lacks: cadmium and Basic Yellow 2, passed lot by lot."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from batches.events.model import Event
from batches.harvest.model import Batch
from batches.lineage.queries import edges_between, upstream_of
from batches.packing.model import Packing
from batches.packing.rules import CHINA
from batches.quality.errors import ExportTestsMissing
from batches.quality.model import LabAnalyte, LabTest, lab_test_batch
from batches.quality.rules import CHINA_TESTS, uncovered


def missing_for_export(session: Session, packings: Iterable[Packing]) -> Mapping[uuid.UUID, list[str]]:
    """By batch that was packed for China, the tests that it lacks; others are left out."""
    batch_ids = [packing.batch_id for packing in packings if packing.market == CHINA]
    if not batch_ids:
        return {}
    origins = {found for reached in upstream_of(session, batch_ids).values() for found in reached}
    inputs: dict[uuid.UUID, list[uuid.UUID]] = {}
    for edge in edges_between(session, origins):
        inputs.setdefault(edge.output_id, []).append(edge.input_id)
    passed = _passed(session, origins)
    return {
        batch_id: uncovered(batch_id, passed=passed, inputs=inputs, wanted=CHINA_TESTS)
        for batch_id in batch_ids
    }


def check_tests_for_export(session: Session, batch: Batch, packing: Packing | None) -> None:
    """Refuse a carton for China whose fruit was not tested.

    Raises:
        ExportTestsMissing: names what is missing.
    """
    missing = missing_for_export(session, [packing] if packing else []).get(batch.id)
    if missing:
        raise ExportTestsMissing(lot=batch.lot, missing=", ".join(missing))


def _passed(session: Session, batch_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, set[str]]:
    """By batch, what the last report of a recognised laboratory on each analyte says was passed."""
    declaration = aliased(Event)
    is_wrong = exists().where(declaration.corrects_id == LabTest.event_id, declaration.is_declaration)
    rows = session.execute(
        select(lab_test_batch.c.batch_id, LabAnalyte.name, LabAnalyte.passed)
        .join(LabTest, LabTest.id == lab_test_batch.c.lab_test_id)
        .join(LabAnalyte, LabAnalyte.lab_test_id == LabTest.id)
        .where(lab_test_batch.c.batch_id.in_(list(batch_ids)), LabTest.is_gacc_recognised, ~is_wrong)
        .order_by(LabTest.reported_on, LabTest.id)
    )
    last = {(batch_id, name): passed for batch_id, name, passed in rows}
    found: dict[uuid.UUID, set[str]] = {}
    for (batch_id, name), passed in last.items():
        if passed:
            found.setdefault(batch_id, set()).add(name)
    return found
