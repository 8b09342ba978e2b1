"""The demo's chain: what left the cooperatives, was packed for China and tested, went on, and was recalled."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.demo.data import SHIPPED_ABROAD, Shipped
from app.cli.demo.drawings import draw_product
from app.policy import SCOPES
from app.randomness import draw_crockford
from batches.actors import Actor
from batches.days import VIETNAM
from batches.documents.files import Storage
from batches.documents.service import keep_public_image
from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.movements.service import MovementReport, answer_shipment, receive, ship
from batches.organisations.model import Organisation
from batches.packing.checking import PackingReport
from batches.packing.service import pack
from batches.plots.packing_houses.model import PackingHouse
from batches.products.model import Product
from batches.products.service import add_product
from batches.quality.rules import BASIC_YELLOW_2, CADMIUM, Analyte
from batches.quality.service import LabReport, add_lab_test
from batches.recalls.service import recall_batches

BUYER = "Nhà nhập khẩu mẫu"
VEHICLE = "63C-MẪU.01"
LABORATORY = "Phòng thử nghiệm mẫu"
USUAL_LOSS_PERCENT = Decimal(3)
RECALLED_CUT_ON, RECALL_REASON = date(2026, 10, 2), "Mẫu: nghi dính nước bẩn khi rửa"


def load_chain(
    session: Session, storage: Storage, organisations: Sequence[Organisation], base_url: str
) -> None:
    """Make the chain once: what there is already stays."""
    by_code = {organisation.short_code: organisation for organisation in organisations}
    if session.scalar(select(Movement.id).where(Movement.organisation_id == by_code["PHUU"].id).limit(1)):
        return
    packer = _actor(by_code["SDP"])
    received = [_hand_over(session, by_code, shipped, base_url) for shipped in SHIPPED_ABROAD]
    product = _add_carton(session, storage, packer)
    for packed_on, parts, out_kg, rejected_kg in _packings(received):
        batch = _pack(session, packer, product, packed_on, parts, out_kg, rejected_kg, base_url)
        _test(session, packer, batch, packed_on, base_url)
        _sell(session, packer, batch, packed_on, base_url)
    _recall(session, _actor(by_code["TPT"]), base_url)


def _packings(
    received: Sequence[tuple[Batch, Decimal]],
) -> list[tuple[date, list[tuple[Batch, Decimal]], Decimal, Decimal]]:
    """The first three lots together, and a part of the fourth, of which the rest is packed later or sold as it is."""
    first, second, third, fourth = received
    return [
        (date(2026, 10, 14), [first, second, third], Decimal(2900), Decimal(65)),
        (
            date(2026, 10, 22),
            [(fourth[0], Decimal(1800)), (first[0], Decimal(10))],
            Decimal(1755),
            Decimal(40),
        ),
    ]


def _hand_over(
    session: Session, by_code: dict[str, Organisation], shipped: Shipped, base_url: str
) -> tuple[Batch, Decimal]:
    """Shipped by a cooperative, accepted and received by the packing company; what is left to pack."""
    sender, receiver = _actor(by_code[shipped.short_code]), _actor(by_code["SDP"])
    batch = session.scalars(
        select(Batch)
        .where(
            Batch.organisation_id == sender.organisation_id,
            Batch.harvested_on == shipped.harvested_on,
            Batch.plot_id.is_not(None),
        )
        .order_by(Batch.net_weight_kg.desc() if shipped.is_heaviest else Batch.net_weight_kg)
    ).first()
    assert batch is not None  # noqa: S101 - the data names it
    left, came = _at(shipped.moved_on, 8), _at(shipped.moved_on, 14)
    sent = MovementReport(
        lines=[(batch.id, shipped.sent_kg)],
        moved_at=left,
        to_organisation="SDP",
        vehicle=VEHICLE,
        reference=shipped.reference,
    )
    shipment = ship(session, sender, sent, base_url=base_url, now=left)
    answer_shipment(
        session,
        receiver,
        shipment.id,
        answer="accepted",
        reason=None,
        base_url=base_url,
        now=_at(shipped.moved_on, 9),
    )
    got = MovementReport(lines=[(batch.id, shipped.received_kg)], moved_at=came)
    receive(session, receiver, shipment.id, got, base_url=base_url, now=came)
    return batch, shipped.packed_kg


def _add_carton(session: Session, storage: Storage, packer: Actor) -> Product:
    now = _at(date(2026, 10, 1), 8)
    image = keep_public_image(session, packer, storage, content=draw_product("Ri6"), kind="photo", now=now)
    return add_product(
        session,
        packer,
        name_vi="Sầu riêng Ri6 (thùng)",
        name_en="Ri6 durian, carton",
        name_zh="Ri6 榴莲（箱装）",
        variety="Ri6",
        gtin=None,
        level="carton",
        image_id=image.id,
        draw_code=lambda: draw_crockford(4),
        now=now,
    )


def _pack(
    session: Session,
    packer: Actor,
    product: Product,
    packed_on: date,
    parts: Sequence[tuple[Batch, Decimal]],
    out_kg: Decimal,
    rejected_kg: Decimal,
    base_url: str,
) -> Batch:
    house = session.scalars(
        select(PackingHouse).where(PackingHouse.organisation_id == packer.organisation_id)
    ).one()
    report = PackingReport(
        inputs=[(batch.id, weight) for batch, weight in parts],
        product_id=product.id,
        packing_house_id=house.id,
        market="CN",
        packed_on=packed_on,
        net_weight_kg=out_kg,
        rejected_kg=rejected_kg,
        fruit_count=int(out_kg / Decimal("3.2")),
    )
    packing = pack(
        session,
        packer,
        report,
        usual_loss_percent=USUAL_LOSS_PERCENT,
        base_url=base_url,
        draw=draw_crockford,
        now=_at(packed_on, 17),
    )
    return session.get_one(Batch, packing.batch_id)


def _test(session: Session, packer: Actor, batch: Batch, packed_on: date, base_url: str) -> None:
    reported_on = packed_on.replace(day=packed_on.day + 2)
    report = LabReport(
        batch_ids=[batch.id],
        laboratory=LABORATORY,
        is_gacc_recognised=True,
        report_no=f"MAU-{batch.lot}",
        sampled_on=packed_on,
        reported_on=reported_on,
        sample_fruit_count=2,
        analytes=[
            Analyte(name=CADMIUM, value="0.012", unit="mg/kg", limit="0.05", passed=True),
            Analyte(name=BASIC_YELLOW_2, value="ND", unit=None, limit=None, passed=True),
        ],
    )
    add_lab_test(session, packer, report, base_url=base_url, now=_at(reported_on, 10))


def _sell(session: Session, packer: Actor, batch: Batch, packed_on: date, base_url: str) -> None:
    left = _at(packed_on.replace(day=packed_on.day + 3), 6)
    report = MovementReport(lines=[(batch.id, batch.net_weight_kg)], moved_at=left, to_text=BUYER)
    ship(session, packer, report, base_url=base_url, now=left)


def _recall(session: Session, actor: Actor, base_url: str) -> None:
    """A lot that was sold already: its page warns, and its call list has one name."""
    batch = session.scalars(
        select(Batch).where(
            Batch.organisation_id == actor.organisation_id, Batch.harvested_on == RECALLED_CUT_ON
        )
    ).one()
    left, recalled = _at(date(2026, 10, 3), 7), _at(date(2026, 10, 5), 9)
    report = MovementReport(lines=[(batch.id, batch.net_weight_kg)], moved_at=left, to_text=BUYER)
    ship(session, actor, report, base_url=base_url, now=left)
    recall_batches(
        session,
        actor,
        batch_ids=[batch.id],
        reason=RECALL_REASON,
        decision_no="01/QĐ-MẪU",
        recalled_at=recalled,
        base_url=base_url,
        now=recalled,
    )


def _actor(organisation: Organisation) -> Actor:
    return Actor(id=organisation.id, organisation_id=organisation.id, role="manager", scopes=SCOPES)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)
