"""A label that is printed, whose page is looked at, and what may become of it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import transaction
from app.secrets import label_keys
from batches.harvest.model import Batch
from labels.codes.codes import derive_run_key, make_code
from labels.runs.life.model import LabelEntry
from labels.runs.model import PrintRun
from tests.builders import Cooperative, make_batch, make_cooperative, make_run
from tests.builders_people import make_grower
from tests.conftest import NOW


@dataclass(frozen=True)
class Printed:
    """A harvest with a household that agreed to be shown, and the first code of its labels."""

    cooperative: Cooperative
    batch: Batch
    run: PrintRun
    code: str

    @property
    def path(self) -> str:
        return f"/t/{self.code}?lang=vi"


def print_labels(app: Flask) -> Printed:
    with app.app_context(), transaction() as session:
        keys, cooperative = label_keys(), make_cooperative(session)
        make_grower(session, cooperative)
        batch = make_batch(session, cooperative)
        run = make_run(session, cooperative, keys, batch_id=batch.id)
        code = make_code(derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.number, 1)
        return Printed(cooperative, batch, run, code)


def tell(kind: str, **values: Any) -> Callable[[Session, Printed], None]:
    """A line in the log of the run."""

    def change(session: Session, printed: Printed) -> None:
        log = session.scalars(select(LabelEntry).where(LabelEntry.run_id == printed.run.id)).all()
        asked = next((entry.id for entry in log if entry.kind == "reprint_asked"), None)
        given = {"first": 1, "last": 1, "reason": "jam", "is_alone": False, "recorded_by": uuid.UUID(int=1)}
        answers = {"answers_id": asked} if kind == "reprint_approved" else {}
        session.add(
            LabelEntry(
                run_id=printed.run.id, number=len(log) + 1, kind=kind, recorded_at=NOW,
                **{**given, **answers, **values},
            )
        )  # fmt: skip

    return change
