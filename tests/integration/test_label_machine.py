"""Hundreds of steps of allotting, binding, printing, applying, voiding, reprinting, closing, recalling and packing."""

from collections import Counter

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.db import db
from tests.label_machine import LabelMachine

EXAMPLES = {"sqlite": 24, "postgresql": 5}
HAPPENS = {
    *("allotment-exceeded", "batch-recalled", "labels-bound", "labels-not-bound", "labels-not-printed"),
    *("labels-void", "run-already-printed", "run-closed", "serials-beyond-run"),
}
"""Refusals that must have come up on SQLite: else the steps prove little."""


def test_whatever_happens_every_label_is_accounted_for(app: Flask) -> None:
    """The same steps each time; the long form is `make proof-label-life`."""
    with app.app_context():
        dialect = db.engine.dialect.name
    tally: Counter[str] = Counter()

    run_state_machine_as_test(
        lambda: LabelMachine(app, tally),  # type: ignore[arg-type]  # whatever makes one will do
        settings=settings(
            max_examples=EXAMPLES[dialect],
            stateful_step_count=40,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert tally["steps"] >= 25 * EXAMPLES[dialect]
    assert dialect != "sqlite" or set(tally) >= HAPPENS, tally
