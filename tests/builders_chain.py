"""Makes what happens to batches after the harvest: packings, shipments, tests, recalls."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.movements.service import MovementReport, answer_shipment, receive, ship
from batches.packing.checking import PackingReport
from batches.packing.model import Packing
from batches.packing.service import pack
from batches.plots.growing_areas.rules import Authorisation
from batches.plots.growing_areas.service import change_growing_area_code
from batches.plots.packing_houses.model import PackingHouse
from batches.products.model import Product
from batches.quality.model import Inspection, LabTest
from batches.quality.rules import CHINA_TESTS, Analyte
from batches.quality.service import InspectionReport, LabReport, add_inspection, add_lab_test
from batches.recalls.model import Recall
from batches.recalls.service import recall_batches
from tests.builders import Cooperative, draw, make_batch, make_product
from tests.conftest import BASE_URL, NOW

TODAY = date(2026, 10, 25)
SENT_AT = NOW - timedelta(hours=20)
CAME_AT = NOW - timedelta(hours=2)

Lines = Sequence[tuple[Batch, str]]


def make_weighed(session: Session, cooperative: Cooperative, weight: str = "100", **but: Any) -> Batch:
    """A weighed harvest of so many kilograms."""
    return make_batch(session, cooperative, net_weight_kg=Decimal(weight), fruit_count=None, **but)


def make_carton(session: Session, cooperative: Cooperative, **but: Any) -> Product:
    """A product of the level of a carton."""
    return make_product(session, cooperative.actor, **{"gtin": None, "level": "carton", **but})


def authorise(session: Session, cooperative: Cooperative, house: PackingHouse, **but: Any) -> None:
    """Let the cooperative's growing-area code name a packing house, from 1 October 2026 on."""
    given = {"packing_house_code": house.code, "from_on": date(2026, 10, 1), "until_on": None}
    rows = [Authorisation(**{**given, **but})]
    code_id = cooperative.area_code.id
    change_growing_area_code(session, cooperative.actor, code_id, authorisations=rows, now=NOW)


def make_packing(session: Session, packer: Cooperative, inputs: Lines, **but: Any) -> Packing:
    """All of the inputs becomes one batch of the packer's product today, nothing lost."""
    given = {
        "inputs": [(batch.id, Decimal(weight)) for batch, weight in inputs],
        "product_id": packer.product.id,
        "packed_on": TODAY,
        "net_weight_kg": sum((Decimal(weight) for _, weight in inputs), Decimal(0)),
    }
    edge = {
        name: but.pop(name, usual)
        for name, usual in (
            ("usual_loss_percent", Decimal(3)),
            ("base_url", BASE_URL),
            ("draw", draw),
            ("now", NOW),
        )
    }
    return pack(session, packer.actor, PackingReport(**{**given, **but}), **edge)


def make_packed(session: Session, packer: Cooperative, inputs: Lines, **but: Any) -> Batch:
    """The batch that such a packing makes."""
    return session.get_one(Batch, make_packing(session, packer, inputs, **but).batch_id)


def make_shipment(
    session: Session,
    sender: Cooperative,
    receiver: Cooperative | None,
    lines: Lines,
    *,
    now: datetime = NOW,
    **but: Any,
) -> Movement:
    """A shipment of yesterday; without a receiver here, to a buyer at the market."""
    to = {"to_organisation": receiver.organisation.short_code} if receiver else {"to_text": "Chợ đầu mối"}
    given = {"lines": [(batch.id, Decimal(weight)) for batch, weight in lines], "moved_at": SENT_AT, **to}
    report = MovementReport(**{**given, **but})
    return ship(session, sender.actor, report, base_url=BASE_URL, now=now)


def make_answer(
    session: Session, who: Cooperative, shipment: Movement, answer: str = "accepted", **but: Any
) -> Movement:
    """How a shipment is answered, with a reason where one is wanted."""
    given = {"reason": None if answer == "accepted" else "Thử", "base_url": BASE_URL, "now": NOW}
    return answer_shipment(session, who.actor, shipment.id, answer=answer, **{**given, **but})


def make_receipt(session: Session, receiver: Cooperative, shipment: Movement, **but: Any) -> Movement:
    """All of an accepted shipment came, as heavy as it was sent."""
    given = {
        "lines": [(line.batch_id, line.net_weight_kg) for line in shipment.lines],
        "moved_at": CAME_AT,
    }
    now = but.pop("now", NOW)
    report = MovementReport(**{**given, **but})
    return receive(session, receiver.actor, shipment.id, report, base_url=BASE_URL, now=now)


def hand_over(session: Session, sender: Cooperative, receiver: Cooperative, lines: Lines) -> Movement:
    """Shipped, accepted and received; the receipt."""
    shipment = make_shipment(session, sender, receiver, lines)
    make_answer(session, receiver, shipment)
    return make_receipt(session, receiver, shipment)


def make_inspection(session: Session, who: Cooperative, batches: Sequence[Batch], **but: Any) -> Inspection:
    given = {
        "batch_ids": [batch.id for batch in batches],
        "inspected_on": TODAY,
        "result": "conformant",
    }
    return add_inspection(
        session, who.actor, InspectionReport(**{**given, **but}), base_url=BASE_URL, now=NOW
    )


def make_analyte(name: str = "cadmium", **but: Any) -> Analyte:
    return Analyte(
        **{"name": name, "value": "0.012", "unit": "mg/kg", "limit": "0.05", "passed": True, **but}
    )


def make_lab_test(session: Session, who: Cooperative, batches: Sequence[Batch], **but: Any) -> LabTest:
    """A recognised laboratory passed what China asks for."""
    given = {
        "batch_ids": [batch.id for batch in batches],
        "laboratory": "Phòng thử nghiệm Mẫu",
        "report_no": f"KN-{uuid.uuid4().hex[:8]}",
        "sampled_on": TODAY,
        "reported_on": TODAY,
        "analytes": [make_analyte(name) for name in CHINA_TESTS],
        "is_gacc_recognised": True,
        "sample_fruit_count": 3,
    }
    now = but.pop("now", NOW)
    return add_lab_test(session, who.actor, LabReport(**{**given, **but}), base_url=BASE_URL, now=now)


def make_recall(session: Session, who: Cooperative, batches: Sequence[Batch], **but: Any) -> Recall:
    given = {
        "batch_ids": [batch.id for batch in batches],
        "reason": "Dư lượng vượt mức",
        "decision_no": "01/QĐ-TH",
        "recalled_at": NOW,
        "base_url": BASE_URL,
        "now": NOW,
    }
    return recall_batches(session, who.actor, **{**given, **but})
