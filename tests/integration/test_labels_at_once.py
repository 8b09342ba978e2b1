"""Sixteen who print for the same fruit at once: never more labels than allowed, on either database."""

import secrets
import uuid
from functools import partial

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.secrets import label_keys
from batches.harvest.model import Batch
from labels.codes.keys import LabelKeys
from labels.runs.allotment.errors import AllotmentExceeded
from labels.runs.allotment.terms import Terms
from labels.runs.binding import bind_labels
from labels.runs.life.log import lock_run
from labels.runs.life.model import LabelEntry
from labels.runs.life.queries import labels_on
from labels.runs.life.service import apply_labels, confirm_printed
from labels.runs.ranges import Range
from tests.builders import Cooperative, make_cooperative, make_run
from tests.builders_chain import make_packed, make_packing, make_weighed
from tests.builders_labels import make_blank_run
from tests.conftest import NOW, Writing
from tests.integration.test_chain_at_once import UseCase, run_at_once

CLIENTS = 16
FREELY = Terms(unconfirmed_percent=120)


def test_runs_of_a_batch_at_once_never_exceed_its_fruit(app: Flask, writing: Writing) -> None:
    """150 kg are 100 fruits at most, which may have 105 labels: ten times ten of sixteen go through."""
    with writing() as session:
        grower, keys = make_cooperative(session), label_keys()
        batch = make_weighed(session, grower, "150")
    ask = partial(_print, grower=grower, keys=keys, batch_id=batch.id, quantity=10)

    refusals = run_at_once(app, [ask] * CLIENTS)

    assert (refusals.count(None), set(refusals)) == (10, {None, AllotmentExceeded})
    assert _labels(writing, batch) == 100


def test_labels_along_a_chain_at_once_never_exceed_its_fruit(app: Flask, writing: Writing) -> None:
    """A harvest and two packings of it are labelled at once, by runs and by binding, while a third one is packed."""
    with writing() as session:
        grower, keys = make_cooperative(session), label_keys()
        batch = make_weighed(session, grower, "150")
        packed = [make_packed(session, grower, [(batch, "45")]) for _ in range(2)]
        blank = make_blank_run(session, grower, keys, quantity=160)
    chain = [batch, *packed]
    use_cases: list[UseCase] = []
    for number in range(CLIENTS - 2):
        target = chain[number % 3].id
        use_cases.append(
            partial(_print, grower=grower, keys=keys, batch_id=target, quantity=10)
            if number % 2
            else partial(_bind, grower=grower, run_id=blank.id, batch_id=target, first=10 * number + 1)
        )
    use_cases += [partial(make_packing, packer=grower, inputs=[(batch, "15")])] * 2

    refusals = run_at_once(app, use_cases)

    assert set(refusals) <= {None, AllotmentExceeded}
    assert _labels(writing, *chain) <= 105
    assert refusals[: CLIENTS - 2].count(None) >= 8


def test_a_log_that_many_write_at_once_has_no_gap(app: Flask, writing: Writing) -> None:
    """Half confirm a print and half apply labels of the run: each new thing is told once, one line after the other."""
    with writing() as session:
        grower = make_cooperative(session)
        run = make_run(session, grower, label_keys())
    use_cases: list[UseCase] = [
        partial(_use, grower=grower, run_id=run.id, part=Range(3 * number + 1, 3 * number + 4))
        for number in range(CLIENTS // 2)
    ]
    use_cases += [partial(_confirm, grower=grower, run_id=run.id)] * (CLIENTS // 2)

    assert set(run_at_once(app, use_cases)) == {None}
    with writing() as session:
        numbers = list(session.scalars(select(LabelEntry.number).order_by(LabelEntry.number)))
        applied = session.scalar(
            select(func.sum(LabelEntry.last - LabelEntry.first + 1)).where(LabelEntry.kind == "applied")
        )
    assert numbers == list(range(1, len(numbers) + 1))
    assert applied == 25


def _print(
    session: Session, *, grower: Cooperative, keys: LabelKeys, batch_id: uuid.UUID, quantity: int
) -> None:
    make_run(
        session,
        grower,
        keys,
        batch_id=batch_id,
        quantity=quantity,
        terms=FREELY,
        draw_number=secrets.randbits,
    )


def _bind(
    session: Session, *, grower: Cooperative, run_id: uuid.UUID, batch_id: uuid.UUID, first: int
) -> None:
    run = lock_run(session, grower.actor, run_id)
    part = Range(first, first + 9)
    bind_labels(session, grower.actor, run, part, batch_id=batch_id, terms=FREELY, now=NOW)


def _use(session: Session, *, grower: Cooperative, run_id: uuid.UUID, part: Range) -> None:
    run = lock_run(session, grower.actor, run_id)
    apply_labels(session, grower.actor, run, part, base_url=None, now=NOW)


def _confirm(session: Session, *, grower: Cooperative, run_id: uuid.UUID) -> None:
    run = lock_run(session, grower.actor, run_id)
    confirm_printed(session, grower.actor, run, None, now=NOW)


def _labels(writing: Writing, *batches: Batch) -> int:
    with writing() as session:
        found = labels_on(session, [batch.id for batch in batches], level="fruit", now=NOW)
    return sum(found.values())
