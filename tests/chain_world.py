"""Makes a chain through the real services: two cooperatives, a trader, a packing company that packs their fruit."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.movements import service as movements
from batches.movements.model import Movement
from batches.movements.service import MovementReport
from batches.packing.checking import PackingReport
from batches.packing.model import Packing
from batches.packing.service import pack
from tests.builders import Cooperative, draw, make_batch, make_cooperative
from tests.builders_registry import make_packing_house
from tests.conftest import BASE_URL, NOW

SHIPPED_AT = datetime(2026, 10, 21, 2, 0, tzinfo=UTC)
PACKED_ON = date(2026, 10, 22)
EDGE: dict[str, Any] = {"base_url": BASE_URL, "now": NOW}


@dataclass(frozen=True, kw_only=True)
class ChainWorld:
    """Fruit of `one` went through `trader` to `packer`, that of `two` straight; `packed` is of both.

    Attributes:
        sold: what `packer` packed of `packed`, for its own shop.
        aside: what `packer` packed of the first harvest alone, which is nobody else's business.
    """

    one: Cooperative
    two: Cooperative
    trader: Cooperative
    packer: Cooperative
    first: Batch
    second: Batch
    packed: Batch
    sold: Batch
    aside: Batch


def make_chain(session: Session, **but: Any) -> ChainWorld:
    """The chain, with 200 kg of the first and 300 kg of the second harvest in 480 kg packed."""
    one, two = make_cooperative(session, **but), make_cooperative(session, gtin=None)
    trader = make_cooperative(session, gtin=None, kind="trader", name="Vựa Thử Giữa Đường")
    packer = make_cooperative(session, gtin="09521234560029", kind="packing_company", name="Cơ sở Đóng Thử")
    house = make_packing_house(session, packer)
    first, second = make_batch(session, one), make_batch(session, two, harvested_on=date(2026, 10, 19))
    hand_over(session, one, trader, [(first, 500)])
    hand_over(session, trader, packer, [(first, 450)])
    hand_over(session, two, packer, [(second, 300)])
    packed = pack_of(session, packer, [(first, 200), (second, 300)], packing_house_id=house.id)
    aside = pack_of(session, packer, [(first, 50)])
    sold = pack_of(session, packer, [(packed, 100)], packed_on=date(2026, 10, 23))
    return ChainWorld(
        one=one,
        two=two,
        trader=trader,
        packer=packer,
        first=first,
        second=second,
        packed=session.get_one(Batch, packed.batch_id),
        sold=session.get_one(Batch, sold.batch_id),
        aside=session.get_one(Batch, aside.batch_id),
    )


def ship(session: Session, sender: Cooperative, lines: list[tuple[Batch, int]], **but: Any) -> Movement:
    report = MovementReport(
        lines=[(batch.id, Decimal(weight)) for batch, weight in lines],
        **{"moved_at": SHIPPED_AT, "vehicle": "66C-123.45", "reference": "PX-0099", **but},
    )
    return movements.ship(session, sender.actor, report, **EDGE)


def accept(session: Session, receiver: Cooperative, shipment_id: uuid.UUID, **but: Any) -> None:
    given = {"answer": "accepted", "reason": None, **EDGE}
    movements.answer_shipment(session, receiver.actor, shipment_id, **{**given, **but})


def hand_over(
    session: Session, sender: Cooperative, receiver: Cooperative, lines: list[tuple[Batch, int]]
) -> Movement:
    """Shipped, accepted, received in full."""
    shipment = ship(session, sender, lines, to_organisation=receiver.organisation.short_code)
    accept(session, receiver, shipment.id)
    report = MovementReport(
        lines=[(batch.id, Decimal(weight)) for batch, weight in lines], moved_at=SHIPPED_AT
    )
    movements.receive(session, receiver.actor, shipment.id, report, **EDGE)
    return shipment


def pack_of(
    session: Session, packer: Cooperative, inputs: list[tuple[Batch | Packing, int]], **but: Any
) -> Packing:
    """Packed with two in a hundred lost."""
    ids = [(getattr(found, "batch_id", None) or found.id, Decimal(weight)) for found, weight in inputs]
    report = PackingReport(
        inputs=ids,
        product_id=packer.product.id,
        **{
            "packed_on": PACKED_ON,
            "net_weight_kg": sum(weight for _, weight in ids) * Decimal("0.98"),
            **but,
        },
    )
    return pack(session, packer.actor, report, usual_loss_percent=Decimal(5), draw=draw, **EDGE)
