"""Many who register at once: no lot twice, no kilogram lost or counted twice."""

import threading
from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from app.db import transaction
from batches.events.model import Event
from batches.harvest.model import Batch, Hold
from tests.builders import Cooperative, make_batch, make_cooperative
from tests.builders_registry import give_season
from tests.conftest import Writing

WRITERS = 8
EACH = 200
BATCH_KG = Decimal(10)
QUOTA_KG = Decimal(12_000)


def test_eight_writers_fill_one_quota_to_the_gram(app: Flask, writing: Writing) -> None:
    """1,600 harvests of one plot and day: 1,600 lots and events; each sees exactly those before it.

    What is over the quota is held, and the held ones name as used before 12,000, 12,010, … 15,990 kg, each once.
    """
    with writing() as session:
        cooperative = make_cooperative(session)
        give_season(session, cooperative, quota_kg=QUOTA_KG)
    failures: list[BaseException] = []

    def register_many() -> None:
        try:
            for _ in range(EACH):
                _register(app, cooperative)
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=register_many) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with writing() as session:
        lots = session.scalars(select(Batch.lot)).all()
        used = [Decimal(str(hold.values["used_kg"])) for hold in session.scalars(select(Hold))]
        events = session.scalar(select(func.count()).select_from(Event))
    assert len(lots) == len(set(lots)) == events == WRITERS * EACH
    allowed = int(QUOTA_KG / BATCH_KG)
    assert sorted(used) == [BATCH_KG * number for number in range(allowed, WRITERS * EACH)]


def _register(app: Flask, cooperative: Cooperative) -> None:
    with app.app_context(), transaction() as session:
        make_batch(session, cooperative, net_weight_kg=BATCH_KG, fruit_count=None)
