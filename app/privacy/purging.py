"""Taking away what was kept long enough, by the table of retention. Done twice it takes nothing more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.model import Device, FailedLogin, Invitation, LoginSession
from app.accounts.sessions import IDLE, LONGEST
from app.idempotency import KeptAnswer
from app.privacy.papers import remove_document
from app.privacy.retention import RETENTION
from app.storage import ObstoreStorage
from batches.base import Base
from batches.documents.model import Document
from batches.organisations.members.model import Consent
from batches.problem_reports.model import ProblemReport
from labels.scans.model import LabelVisit


@dataclass(frozen=True, kw_only=True, slots=True)
class Old:
    """Which rows of a mapped class are over, given the instant before which they were last needed."""

    model: type[Base]
    before: Callable[[datetime], ColumnElement[bool]]


OLD: dict[str, Old] = {
    "kept_answer": Old(model=KeptAnswer, before=lambda then: KeptAnswer.created_at < then),
    "login_session": Old(
        model=LoginSession,
        before=lambda then: or_(
            LoginSession.ended_at < then,
            LoginSession.last_seen_at < then - IDLE,
            LoginSession.created_at < then - LONGEST,
        ),
    ),
    "failed_login": Old(model=FailedLogin, before=lambda then: FailedLogin.last_at < then),
    "label_visit": Old(model=LabelVisit, before=lambda then: LabelVisit.seen_at < then),
    "invitation": Old(
        model=Invitation,
        before=lambda then: or_(
            Invitation.redeemed_at < then, Invitation.withdrawn_at < then, Invitation.expires_at < then
        ),
    ),
    "device": Old(  # after its sessions, which refer to it
        model=Device,
        before=lambda then: and_(
            Device.revoked_at < then, ~exists().where(LoginSession.device_id == Device.id)
        ),
    ),
    "problem_report": Old(model=ProblemReport, before=lambda then: ProblemReport.created_at < then),
    "consent": Old(model=Consent, before=lambda then: Consent.withdrawn_at < then),
}
"""By table; in an order in which nothing is taken that something else refers to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Purged:
    """How many rows of a kind are, or were, over."""

    kind: str
    count: int


def count_old(session: Session, *, now: datetime) -> list[Purged]:
    """What a purge would take now. Devices whose last session goes in the same purge are not in it yet."""
    return [
        Purged(kind=rule.kind, count=_count(session, OLD[rule.table], now - rule.kept_for))
        for rule in RETENTION
        if rule.kept_for is not None
    ]


def purge(session: Session, storage: ObstoreStorage, *, now: datetime) -> list[Purged]:
    """Take away what is over, the evidence of old consents with them."""
    purged = []
    for rule in RETENTION:
        if rule.kept_for is None:
            continue
        old, then = OLD[rule.table], now - rule.kept_for
        papers = _evidence(session, then) if old.model is Consent else []
        done: Any = session.execute(delete(old.model).where(old.before(then)))
        for document_id in papers:
            remove_document(session, storage, document_id)
        purged.append(Purged(kind=rule.kind, count=done.rowcount))
    session.flush()
    return purged


def _count(session: Session, old: Old, then: datetime) -> int:
    return session.scalar(select(func.count()).select_from(old.model).where(old.before(then))) or 0


def _evidence(session: Session, then: datetime) -> list[Any]:
    """The private papers behind the consents that go; what everyone may see is the manager's to take back."""
    statement = (
        select(Document.id)
        .join(Consent, Consent.evidence_document_id == Document.id)
        .where(OLD["consent"].before(then), Document.visibility == "private")
    )
    return list(session.scalars(statement.distinct()))
