"""Use cases of inspections and laboratory tests: what fails holds the batch. The caller owns the transaction."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.base import new_id
from batches.days import day_of
from batches.documents.references import get_document_of_kind
from batches.events.kinds.quality import QualityFacts, inspecting_event, sampling_event
from batches.events.service import record
from batches.findings import Finding
from batches.harvest.holding import open_holds
from batches.harvest.lots import lots, site
from batches.harvest.model import Batch
from batches.ownership import get_own, own_organisation_id
from batches.quality.findings import InspectionFailed, LabTestFailed
from batches.quality.model import Inspection, LabAnalyte, LabTest, inspection_batch, lab_test_batch
from batches.quality.rules import Analyte, check_analytes, check_days


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionReport:
    """What somebody says an inspection found; see `Inspection`."""

    batch_ids: Collection[uuid.UUID]
    inspected_on: date
    result: str
    note: str | None = None
    document_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LabReport:
    """What a laboratory's paper says; see `LabTest`."""

    batch_ids: Collection[uuid.UUID]
    laboratory: str
    report_no: str
    sampled_on: date
    reported_on: date
    analytes: Sequence[Analyte]
    is_gacc_recognised: bool = False
    sample_fruit_count: int | None = None
    document_id: uuid.UUID | None = None


def add_inspection(
    session: Session, actor: Actor, report: InspectionReport, *, base_url: str | None, now: datetime
) -> Inspection:
    """Record what an inspection found; what does not conform holds its batches.

    Raises:
        NotFound, DocumentKindWrong: a batch or the paper is not the actor's, or no such paper.
        DayOutOfOrder, DayInFuture: it cannot have happened then.
    """
    batches = _batches(session, actor, report.batch_ids)
    inspected = (report.inspected_on, "/inspected_on", "kiểm tra", "inspection")
    check_days([_cut_of(batches), inspected], today=day_of(now))
    _check_paper(session, actor, report.document_id)
    inspection_id = new_id()
    facts = QualityFacts(
        record_id=inspection_id,
        lots=lots(session, batches, base_url=base_url),
        place=site(session, own_organisation_id(actor), base_url=base_url),
        on=report.inspected_on,
        is_conformant=report.result == "conformant",
    )
    event = inspecting_event(facts, recorded_at=now)
    batch_ids = [batch.id for batch in batches]
    recorded = record(session, actor, kind="inspection", event=event, batch_ids=batch_ids, now=now)
    inspection = Inspection(
        id=inspection_id,
        organisation_id=own_organisation_id(actor),
        event_id=recorded.id,
        inspected_on=report.inspected_on,
        result=report.result,
        note=report.note,
        document_id=report.document_id,
        recorded_at=now,
        recorded_by=actor.id,
    )
    session.add(inspection)
    session.flush()
    _link(session, inspection_batch, "inspection_id", inspection.id, batch_ids)
    if report.result != "conformant":
        _hold(session, batches, _failed(inspection), now)
    return inspection


def add_lab_test(
    session: Session, actor: Actor, report: LabReport, *, base_url: str | None, now: datetime
) -> LabTest:
    """Record a laboratory's report: the sample's event and the result's; what was not passed holds its batches.

    Raises:
        NotFound, DocumentKindWrong: a batch or the paper is not the actor's, or no such paper.
        DayOutOfOrder, DayInFuture: it cannot have happened then.
        AnalyteNamedTwice, ResultContradictsLimit: the report contradicts itself.
    """
    check_analytes(report.analytes)
    batches = _batches(session, actor, report.batch_ids)
    sampled = (report.sampled_on, "/sampled_on", "lấy mẫu", "sampling")
    reported = (report.reported_on, "/reported_on", "ra kết quả", "report")
    check_days([_cut_of(batches), sampled, reported], today=day_of(now))
    _check_paper(session, actor, report.document_id)
    test_id = new_id()
    event_id = _record_test(session, actor, report, test_id, batches, base_url=base_url, now=now)
    test = LabTest(
        id=test_id,
        organisation_id=own_organisation_id(actor),
        event_id=event_id,
        laboratory=report.laboratory,
        is_gacc_recognised=report.is_gacc_recognised,
        report_no=report.report_no,
        sampled_on=report.sampled_on,
        reported_on=report.reported_on,
        sample_fruit_count=report.sample_fruit_count,
        document_id=report.document_id,
        recorded_at=now,
        recorded_by=actor.id,
        analytes=[_analyte(place, found) for place, found in enumerate(report.analytes, start=1)],
    )
    session.add(test)
    session.flush()
    _link(session, lab_test_batch, "lab_test_id", test.id, [batch.id for batch in batches])
    failed = ", ".join(found.name for found in report.analytes if not found.passed)
    if failed:
        finding = LabTestFailed(report_no=report.report_no, laboratory=report.laboratory, analytes=failed)
        _hold(session, batches, finding, now)
    return test


def _record_test(
    session: Session,
    actor: Actor,
    report: LabReport,
    test_id: uuid.UUID,
    batches: Sequence[Batch],
    *,
    base_url: str | None,
    now: datetime,
) -> uuid.UUID:
    """Both events; the id of that of the result."""
    named = lots(session, batches, base_url=base_url)
    place = site(session, own_organisation_id(actor), base_url=base_url)
    batch_ids = [batch.id for batch in batches]
    sample = QualityFacts(
        record_id=test_id,
        lots=named,
        place=place,
        on=report.sampled_on,
        sample_fruit_count=report.sample_fruit_count,
    )
    result = QualityFacts(
        record_id=test_id,
        lots=named,
        place=place,
        on=report.reported_on,
        is_conformant=all(found.passed for found in report.analytes),
        report_no=report.report_no,
    )
    sampling = sampling_event(sample, recorded_at=now)
    record(session, actor, kind="lab_sample", event=sampling, batch_ids=batch_ids, now=now)
    inspecting = inspecting_event(result, recorded_at=now)
    return record(session, actor, kind="lab_test", event=inspecting, batch_ids=batch_ids, now=now).id


def _batches(session: Session, actor: Actor, batch_ids: Collection[uuid.UUID]) -> list[Batch]:
    """Own batches, each once, locked in the order of their ids."""
    places = {batch_id: place for place, batch_id in reversed(list(enumerate(batch_ids)))}
    return [
        get_own(
            session, actor, Batch, batch_id, what="batch", pointer=f"/batch_ids/{places[batch_id]}", lock=True
        )
        for batch_id in sorted(places)
    ]


def _cut_of(batches: Sequence[Batch]) -> tuple[date, str, str, str]:
    cut_on = max(batch.harvested_to_on or batch.harvested_on for batch in batches)
    return cut_on, "/batch_ids", "thu hoạch", "harvest"


def _check_paper(session: Session, actor: Actor, document_id: uuid.UUID | None) -> None:
    if document_id is not None:
        get_document_of_kind(session, actor, document_id, kind="lab_report", pointer="/document_id")


def _link(
    session: Session, table: Table, column: str, row_id: uuid.UUID, batch_ids: Sequence[uuid.UUID]
) -> None:
    session.execute(insert(table), [{column: row_id, "batch_id": batch_id} for batch_id in batch_ids])


def _hold(session: Session, batches: Sequence[Batch], finding: Finding, now: datetime) -> None:
    for batch in batches:
        open_holds(batch, [finding], now=now)
    session.flush()


def _failed(inspection: Inspection) -> InspectionFailed:
    """Another one of the same day is another reason: whoever ends the first hold has not been told of it."""
    return InspectionFailed(inspected_on=inspection.inspected_on, inspection_id=str(inspection.id))


def _analyte(position: int, found: Analyte) -> LabAnalyte:
    return LabAnalyte(
        position=position,
        name=found.name,
        value=found.value,
        unit=found.unit,
        limit=found.limit,
        passed=found.passed,
    )
