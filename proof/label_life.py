"""`make proof-label-life`: labels allotted, bound, printed, applied, void, reprinted, closed, recalled, in any order.

STEPS=2000 steps of a state machine at least, with PG=1 on PostgreSQL: after each one the card of every batch is the
model's, counted label by label; no label is in two places; labels along a chain never exceed its fruit.
"""

import os
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.config import Settings
from app.db import alembic, db
from app.factory import create_app
from app.secrets import create_missing_secrets
from proof.service import durable_postgresql
from tests.conftest import BASE_URL, NOW
from tests.label_machine import LabelMachine

STEPS_OF_ONE = 60


def main() -> int:
    wanted = int(os.environ.get("STEPS", "2000"))
    began, tally = time.perf_counter(), Counter[str]()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"sqlite:///{folder / 'labels.db'}"
        if os.environ.get("PG") == "1":
            url = stack.enter_context(durable_postgresql())
        _walk(folder, url, wanted, tally)
    is_enough = tally["steps"] >= wanted
    _tell(tally, wanted, time.perf_counter() - began)
    return 0 if is_enough else 1


def _walk(folder: Path, url: str, wanted: int, tally: Counter[str]) -> None:
    given = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "FILES_URL": "memory://",
        "LABEL_BASE_URL": BASE_URL,
    }
    chosen = Settings.from_env({f"RONGUON_{name}": value for name, value in given.items()})
    create_missing_secrets(chosen.secrets_dir, now=NOW)
    app = create_app(chosen, clock=lambda: NOW)
    with app.app_context():
        alembic.upgrade()
    while tally["steps"] < wanted:
        run_state_machine_as_test(
            lambda: LabelMachine(app, tally),  # type: ignore[arg-type]  # whatever makes one will do
            settings=settings(
                max_examples=10,
                stateful_step_count=STEPS_OF_ONE,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    with app.app_context():
        db.engine.dispose()


def _tell(tally: Counter[str], wanted: int, seconds: float) -> None:
    steps = tally.pop("steps")
    print(f"{steps} steps in {seconds:.0f} s, {wanted} wanted; refused on the way:")
    for code, count in tally.most_common():
        print(f"  {count:6} {code}")


if __name__ == "__main__":
    raise SystemExit(main())
