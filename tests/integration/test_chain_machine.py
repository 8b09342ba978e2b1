"""Thousands of steps of four organisations, any of them in any order, beside a model: what must never be, is not."""

from collections import Counter

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.db import db
from tests.chain_machine import ChainMachine

EXAMPLES = {"sqlite": 24, "postgresql": 5}
HAPPENS = {
    *("harvest", "packing", "shipping", "accepting", "void_shipping", "receiving"),
    *("inspection", "lab_sample", "lab_test", "recall", "recall_lift"),
    *("not-found", "mass-balance", "batch-recalled", "batch-on-hold", "batch-in-use"),
    *("shipment-answered", "shipment-not-accepted", "shipment-received", "correction-changes-nothing"),
}
"""Kinds of events and refusals that must have come up on SQLite: else the steps prove little."""


def test_whatever_happens_the_chain_holds(app: Flask) -> None:
    """Some two thousand steps on SQLite and some hundreds on PostgreSQL, the same ones each time."""
    with app.app_context():
        dialect = db.engine.dialect.name
    tally: Counter[str] = Counter()

    run_state_machine_as_test(
        lambda: ChainMachine(app, tally),  # type: ignore[arg-type]  # whatever makes one will do
        settings=settings(
            max_examples=EXAMPLES[dialect],
            stateful_step_count=50,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert tally["steps"] >= 60 * EXAMPLES[dialect]
    assert dialect != "sqlite" or set(tally) >= HAPPENS, tally
