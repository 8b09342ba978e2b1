"""`flask purge` on both databases: what was kept long enough goes, once."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.audit import Trail
from app.accounts.devices import revoke_device
from app.accounts.model import Device, FailedLogin, Invitation, LoginSession
from app.idempotency import KeptAnswer
from app.privacy.retention import RETENTION
from app.randomness import draw_crockford
from app.secrets import label_keys
from app.storage import storage
from batches.documents.model import Document
from batches.documents.rules import storage_path
from batches.organisations.members.model import Consent
from batches.organisations.members.service import withdraw_consent
from batches.problem_reports.service import report_problem
from labels.scans.service import Seen, record_scans
from tests.builders import make_cooperative, make_device, make_invitation, make_run, make_session, make_user
from tests.builders_people import make_consent, make_document, make_kept_answer, make_member
from tests.builders_reports import make_sent
from tests.conftest import NOW, Writing

LONG_AGO = NOW - timedelta(days=800)


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=list(words))


def make_old_rows(session: Session) -> Document:
    """One row of each kind that a purge takes, and one beside it that it leaves."""
    cooperative = make_cooperative(session)
    member = make_member(session, cooperative)
    paper = make_document(session, cooperative, kind="slip")
    printed = make_run(session, cooperative, label_keys())
    for purpose, evidence, withdrawn_at in (
        ("public_name", paper.id, LONG_AGO + timedelta(days=1)),
        ("public_phone", None, NOW - timedelta(days=700)),
    ):
        consent = make_consent(
            session, cooperative, member, purpose, given_at=LONG_AGO, evidence_document_id=evidence
        )
        withdraw_consent(session, cooperative.actor, member.id, consent.id, now=withdrawn_at)
    for then in (NOW - timedelta(days=100), NOW - timedelta(hours=1)):
        trail = Trail(source="cli", now=then)
        user = make_user(session, cooperative.organisation)
        device = make_device(session, user).device
        make_session(session, user, device=device)
        device.membership.created_at = then
        revoke_device(session, trail, device)
        make_invitation(session, user, now=then)
        make_kept_answer(session, "{}", created_at=then)
        session.add(FailedLogin(subject=str(then), count=1, last_at=then))
        record_scans(session, [Seen(run_id=printed.id, serial=1, visitor=str(then), seen_at=then)])
    for then in (NOW - timedelta(days=366), NOW - timedelta(days=364)):
        report_problem(session, make_sent(), draw=draw_crockford, now=then)
    session.flush()
    for row in session.scalars(select(Invitation)):
        row.redeemed_at = None if row.redeemed_at is None else row.created_at
    return paper


def test_a_purge_takes_what_is_over_once(app: Flask, writing: Writing) -> None:
    """A dry run only counts; the purge takes as much; the next one nothing; the evidence goes with its consent."""
    with writing() as session:
        paper = make_old_rows(session)

    dry = run(app, "purge", "--dry-run").stdout
    first, second = (run(app, "purge").stdout for _ in range(2))

    lines = [line.split("  ") for line in first.splitlines()]
    assert [kind for _, kind in lines] == [rule.kind for rule in RETENTION if rule.kept_for is not None]
    assert {kind: int(count) for count, kind in lines} == {
        "kept answers": 1,
        "ended sessions": 1,
        "failed log-ins": 1,
        "who looked at a label": 1,
        "spent invitations": 1,
        "revoked devices": 1,
        "reported problems, with their answers": 1,
        "withdrawn consents, with their evidence": 1,
    }
    assert dry.replace("0  revoked devices", "1  revoked devices") == first
    assert {line.split("  ")[0] for line in second.splitlines()} == {"0"}
    with writing() as session:
        assert session.get(Document, paper.id) is None
        for model in (KeptAnswer, LoginSession, FailedLogin, Device, Consent):
            assert session.scalar(select(func.count()).select_from(model)) == 1, model
        with pytest.raises(FileNotFoundError):
            storage().get(storage_path(paper.sha256))
