"""Eight who take the last kilograms of one batch at once: never more out than in."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import transaction
from batches.errors import DomainError
from batches.lineage.model import PackingInput
from batches.movements.errors import MassBalance, ShipmentAnswered, ShipmentReceived
from batches.movements.model import Movement, MovementLine, ShipmentAnswer
from tests.builders import Cooperative, make_cooperative
from tests.builders_chain import (
    make_answer,
    make_packing,
    make_recall,
    make_receipt,
    make_shipment,
    make_weighed,
)
from tests.conftest import Writing

WRITERS = 8
EACH = 10

UseCase = Callable[[Session], object]


def run_at_once(app: Flask, use_cases: list[UseCase]) -> list[type[BaseException] | None]:
    """What each was refused with, all begun at the same moment in transactions of their own."""
    ready = threading.Barrier(len(use_cases))

    def one(use_case: UseCase) -> type[BaseException] | None:
        ready.wait()
        try:
            with app.app_context(), transaction() as session:
                use_case(session)
        except DomainError as error:
            return type(error)
        return None

    with ThreadPoolExecutor(len(use_cases)) as pool:
        return list(pool.map(one, use_cases))


def test_packing_and_shipping_at_once_never_take_more_than_there_is(app: Flask, writing: Writing) -> None:
    """80 times a kilogram and a bit of 50 kg: exactly 47 go through, half of the writers ship."""
    with writing() as session:
        grower = make_cooperative(session)
        batch = make_weighed(session, grower, "50")
    weight = "1.05"

    def take(session: Session, *, is_shipper: bool) -> None:
        if is_shipper:
            make_shipment(session, grower, None, [(batch, weight)])
        else:
            make_packing(session, grower, [(batch, weight)])

    results = [
        refusal
        for _ in range(EACH)
        for refusal in run_at_once(
            app, [partial(take, is_shipper=number % 2 == 0) for number in range(WRITERS)]
        )
    ]

    with writing() as session:
        shipped = session.scalar(select(func.sum(MovementLine.net_weight_kg))) or Decimal(0)
        packed = session.scalar(select(func.sum(PackingInput.net_weight_kg))) or Decimal(0)
    assert (len(results), results.count(None), set(results)) == (WRITERS * EACH, 47, {None, MassBalance})
    assert shipped + packed == Decimal(weight) * 47 <= 50


def test_batches_locked_in_any_order_do_not_wait_for_each_other(app: Flask, writing: Writing) -> None:
    """Four pack two batches forth and four back, while two recall what they pack: all end, none fails."""
    with writing() as session:
        grower = make_cooperative(session)
        batches = [make_weighed(session, grower) for _ in range(4)]
    forth = [(batch, "1") for batch in batches]
    use_cases: list[UseCase] = [
        partial(make_packing, packer=grower, inputs=order) for order in [forth, forth[::-1]] * 4
    ]
    use_cases += [partial(make_recall, who=grower, batches=order) for order in (batches, batches[::-1])]

    refusals = {found.__name__ for found in run_at_once(app, use_cases) if found}

    assert refusals <= {"BatchRecalled"}


def test_a_shipment_is_answered_and_received_once(app: Flask, writing: Writing) -> None:
    """Accepted by the receiver and made void by the sender at once: one of them; and one receipt of eight."""
    with writing() as session:
        grower, packer = make_cooperative(session), make_cooperative(session, gtin=None)
        batch = make_weighed(session, grower)
        shipments = [make_shipment(session, grower, packer, [(batch, "10")]) for _ in range(2)]
        make_answer(session, packer, shipments[1])
    answers = run_at_once(
        app,
        [
            partial(make_answer, who=who, shipment=shipments[0], answer=answer)
            for who, answer in ((packer, "accepted"), (grower, "void"), (packer, "refused")) * 2
        ],
    )
    receipts = run_at_once(app, [partial(_receive, packer=packer, shipment=shipments[1])] * WRITERS)

    assert (answers.count(None), set(answers)) == (1, {None, ShipmentAnswered})
    assert (receipts.count(None), set(receipts)) == (1, {None, ShipmentReceived})
    with writing() as session:
        assert session.scalar(select(func.count()).select_from(ShipmentAnswer)) == 2


def _receive(session: Session, packer: Cooperative, shipment: Movement) -> None:
    make_receipt(session, packer, session.get_one(Movement, shipment.id))
