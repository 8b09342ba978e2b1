"""Many who register at once: no lot twice, no kilogram lost or counted twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from app.db import transaction
from batches.events.model import Event
from batches.harvest.model import Batch, Hold
from tests.builders import Cooperative, make_batch, make_cooperative, make_token
from tests.builders_field import make_plot
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


def test_two_bulks_over_the_same_plots_do_not_wait_for_each_other(app: Flask, writing: Writing) -> None:
    """One goes through the plots forth, the other back: each takes its turn over all of them first."""
    with writing() as session:
        cooperative = make_cooperative(session)
        give_season(session, cooperative, quota_kg=QUOTA_KG)
        plots = [make_plot(session, cooperative, code=f"C-{number:02}") for number in range(10)]
        cooperative_code = session.merge(cooperative.area_code)
        cooperative_code.plots = [*cooperative_code.plots, *plots]
        headers = {"Authorization": f"Bearer {make_token(session, cooperative.organisation)}"}
        plot_ids = [str(plot.id) for plot in plots]

    def post(weight: str, order: list[str]) -> list[int]:
        given = {"product_id": str(cooperative.product.id), "harvested_on": "2026-10-20"}
        items = [{**given, "plot_id": plot_id, "net_weight_kg": weight} for plot_id in order]
        answer = app.test_client().post("/api/v1/batches:bulk", json={"items": items}, headers=headers)
        return [answer.status_code, *(item["status"] for item in answer.get_json().get("items", []))]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(post, ("10", "11"), (plot_ids, plot_ids[::-1])))

    assert answers == [[200] + [201] * 10] * 2


def _register(app: Flask, cooperative: Cooperative) -> None:
    with app.app_context(), transaction() as session:
        make_batch(session, cooperative, net_weight_kg=BATCH_KG, fruit_count=None)
