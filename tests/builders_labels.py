"""Makes print runs on rolls."""

from dataclasses import replace

from sqlalchemy.orm import Session

from labels.codes.keys import LabelKeys
from labels.runs.model import PrintRun
from labels.runs.snapshot import Snapshot
from labels.stock.stocks import A4_3X8
from tests.builders import Cooperative, make_run

ROLL = replace(
    A4_3X8,
    key="roll",
    page_width_mm=132,
    page_height_mm=34,
    columns=2,
    rows=1,
    margin_top_mm=0,
    margin_left_mm=1,
)


def make_roll_run(
    session: Session, cooperative: Cooperative, keys: LabelKeys, *, quantity: int = 48
) -> PrintRun:
    """A run on a roll of two lanes; its number follows that of a run on sheets."""
    run = make_run(session, cooperative, keys, quantity=quantity)
    snapshot = replace(Snapshot.of(run), stock=ROLL, number=(run.number + 1) % 2**25)
    kept = ("organisation_id", "batch_id", "quantity", "key_id", "created_at", "created_by")
    made = PrintRun(
        **{name: getattr(run, name) for name in kept},
        number=snapshot.number,
        snapshot=snapshot.to_json(),
        fingerprint=snapshot.fingerprint,
    )
    session.add(made)
    session.flush()
    return made
