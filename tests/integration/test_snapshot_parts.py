"""Snapshots taken apart: what a run prints is kept for ever, and its design once for all runs."""

import hashlib

from flask import Flask
from sqlalchemy import func, select, text

from app.db import alembic, db, transaction
from app.secrets import label_keys
from labels.drawing.pdf.render import render_pdf
from labels.runs.model import PrintRun, SnapshotPart
from labels.runs.snapshot import Snapshot
from tests.builders import make_batch, make_cooperative, make_run
from tests.builders_chain import make_carton

RUNS = text("SELECT number, snapshot, fingerprint FROM print_run ORDER BY number")


def test_a_design_is_kept_once(app: Flask) -> None:
    """Three runs of two designs on one stock keep three parts, and each reads as it was frozen."""
    with app.app_context(), transaction() as session:
        grower = make_cooperative(session)
        runs = [
            make_run(session, grower, label_keys(), design=design, stock="a4-3x8")
            for design in ("fruit-a4", "fruit-50x30", "fruit-50x30")
        ]

        assert session.scalar(select(func.count()).select_from(SnapshotPart)) == 3
        for run in runs:
            session.refresh(run)
            assert Snapshot.of(run).fingerprint == run.fingerprint


def test_old_snapshots_move_and_come_back(app: Flask) -> None:
    """The old schema has each text whole, as its fingerprint says; the way forward again changes no byte of a PDF.

    A carton that the older schema took for fruit is a carton again.
    """
    with app.app_context():
        with transaction() as session:
            grower = make_cooperative(session)
            carton = make_batch(session, grower, product_id=make_carton(session, grower).id)
            boxes = {"batch_id": carton.id, "design": "box-100x50", "stock": "roll-100x50", "quantity": 9}
            runs = [
                make_run(session, grower, label_keys(), **but)
                for but in ({}, {"quantity": 30, "start_position": 7}, boxes)
            ]
            before = {run.number: _drawn(run) for run in runs}
            levels = {run.number: run.level for run in runs}

        alembic.downgrade("0011")
        with db.engine.connect() as connection:
            kept = connection.execute(RUNS).all()
        alembic.upgrade()

        assert {hashlib.sha256(whole.encode()).hexdigest() for _, whole, _ in kept} == {
            fingerprint for *_, fingerprint in kept
        }
        with transaction() as session:
            again = session.scalars(select(PrintRun)).all()
            assert {run.number: _drawn(run) for run in again} == before
            assert {run.number: run.level for run in again} == levels
            assert sorted(levels.values()) == ["carton", "fruit", "fruit"]


def _drawn(run: PrintRun) -> tuple[Snapshot, str, str]:
    """What a run says, and the hash of its PDF."""
    snapshot = Snapshot.of(run)
    digest = hashlib.sha256()
    for chunk in render_pdf(snapshot.job(label_keys()), first=1, last=run.quantity):
        digest.update(chunk)
    return snapshot, run.fingerprint, digest.hexdigest()
