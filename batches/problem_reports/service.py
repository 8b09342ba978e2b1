"""Use cases of reports: send one, read, answer, take away. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted
from batches.problem_reports.errors import ReportContactTooLong, ReportKindMissing, ReportTextWrong
from batches.problem_reports.model import ProblemReport
from batches.problem_reports.rules import (
    KINDS,
    MOST_CONTACT,
    MOST_TEXT,
    draw_case_number,
    read_case_number,
    tidy,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What a visitor sent, as it came.

    Attributes:
        form_id: of the form; the same form sent again is the same report.
        organisation_id, code, lot: what it is about, as the caller found it.
    """

    form_id: str
    organisation_id: uuid.UUID | None
    code: str | None
    lot: str | None
    kind: str
    text: str
    contact: str


def report_problem(
    session: Session, sent: Sent, *, draw: Callable[[int], str], now: datetime
) -> ProblemReport:
    """Keep a report; one whose form was sent before is the one that there is.

    Raises:
        ReportKindMissing: none of the kinds.
        ReportTextWrong, ReportContactTooLong: empty, or longer than what is kept.
    """
    before = session.scalar(select(ProblemReport).where(ProblemReport.form_id == sent.form_id))
    if before is not None:
        return before
    text, contact = _checked(sent)
    report = ProblemReport(
        organisation_id=sent.organisation_id,
        case_number=draw_case_number(draw),
        form_id=sent.form_id,
        kind=sent.kind,
        code=sent.code,
        lot=sent.lot,
        text=text,
        contact=contact or None,
        created_at=now,
        updated_at=now,
    )
    session.add(report)
    session.flush()
    return report


def find_case(session: Session, typed: str) -> ProblemReport | None:
    """The report with a case number, however it is typed; None where there is none, or it was taken away."""
    number = read_case_number(typed)
    return session.scalar(select(ProblemReport).where(ProblemReport.case_number == number))


def get_own_report(
    session: Session, actor: Actor, report_id: uuid.UUID, *, lock: bool = False
) -> ProblemReport:
    """A report about the actor's organisation; for the operator, about no organisation.

    Raises:
        NotFound: it is missing or somebody else's.
    """
    return get_own(session, actor, ProblemReport, report_id, what="problem report", lock=lock)


def list_own_reports(session: Session, actor: Actor, wanted: Wanted) -> Page[ProblemReport]:
    """A page of the reports that the actor may read, the newest first."""
    return list_own(session, actor, ProblemReport, wanted, updated_at=ProblemReport.updated_at)


def answer_report(
    session: Session, actor: Actor, report_id: uuid.UUID, *, now: datetime, **change: str
) -> ProblemReport:
    """Answer whoever sent a report; a later answer stands in the place of the one before.

    Args:
        change: `answer`, or nothing.

    Raises:
        NotFound: it is missing or somebody else's.
    """
    report = get_own_report(session, actor, report_id, lock=True)
    answer = change.get("answer", report.answer)
    if answer != report.answer:
        report.answer, report.answered_by = answer, actor.id
        report.answered_at = report.updated_at = now
        session.flush()
    return report


def remove_report(session: Session, actor: Actor, report_id: uuid.UUID) -> None:
    """Take a report away before its time, as whoever sent it may ask.

    Raises:
        NotFound: it is missing or somebody else's.
    """
    session.delete(get_own_report(session, actor, report_id, lock=True))
    session.flush()


def organisation_of_lot(session: Session, lot: str) -> uuid.UUID | None:
    """Whose a published lot is; None where there is none."""
    found = select(Batch.organisation_id).where(Batch.lot == lot, Batch.published_at.is_not(None))
    return session.scalar(found)


def _checked(sent: Sent) -> tuple[str, str]:
    if sent.kind not in KINDS:
        raise ReportKindMissing(pointer="/kind")
    text, contact = tidy(sent.text), tidy(sent.contact)
    if not 1 <= len(text) <= MOST_TEXT:
        raise ReportTextWrong(most=MOST_TEXT, got=len(text), pointer="/text")
    if len(contact) > MOST_CONTACT:
        raise ReportContactTooLong(most=MOST_CONTACT, got=len(contact), pointer="/contact")
    return text, contact
