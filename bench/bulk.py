"""Loads chains by bulk: a million batches in minutes, past the services but into the real schema.

Chains of 50 batches stand beside each other: 40 harvests, and 10 packings of them up to six deep.
All rows are text that both databases read alike.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from bench.bulk_writing import Row, writer
from tests.builders import Cooperative

CHAIN = 50
HARVESTS = 40
PACKED_OF = (
    (*range(8),),
    (*range(8, 16),),
    (*range(16, 24),),
    (*range(24, 32),),
    (40, 41, 32),
    (42, 43, 33),
    (44, 45, 34),
    (46, 35),
    (47, 36),
    (48, 37),
)
"""What each packed batch of a chain was packed of, by place in the chain: the last one is six packings deep."""
LAST = CHAIN - 1
RECALLED_EACH = 20  # one chain in so many has a harvest that is recalled
CHUNK = 20_000
INSTANT = "2026-10-21 02:00:00.000000"
DAY = "2026-10-20"
NOBODY = "0" * 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """What rows need of an organisation, as the database writes ids."""

    organisation: str
    plot: str
    product: str
    area_code: str
    house: str | None

    @classmethod
    def of(cls, cooperative: Cooperative, house: Any = None) -> "Party":
        return cls(
            organisation=cooperative.organisation.id.hex,
            plot=cooperative.plot.id.hex,
            product=cooperative.product.id.hex,
            area_code=cooperative.area_code.id.hex,
            house=house.id.hex if house else None,
        )


def key(table: int, number: int) -> str:
    """An id that sorts by its number, as a UUIDv7 does by its time."""
    return f"{number:012x}7{table:03x}8000{number:012x}"


def batch_key(chain: int, place: int) -> str:
    return key(1, chain * CHAIN + place)


def lot_of(chain: int, place: int) -> str:
    return f"B{chain:07X}{place:02d}"


def load(engine: Engine, growers: Sequence[Party], packers: Sequence[Party], *, batches: int) -> None:
    """Load so many batches; who grows and who packs goes round."""
    write = writer(engine)
    buffers: dict[str, list[Row]] = {}
    for chain in range(batches // CHAIN):
        grower, packer = growers[chain % len(growers)], packers[chain % len(packers)]
        for table, row in _rows(chain, grower, packer):
            buffers.setdefault(table, []).append(row)
        if len(buffers["batch"]) >= CHUNK:
            write(buffers)
            buffers = {}
    write(buffers)
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _rows(chain: int, grower: Party, packer: Party) -> Iterator[tuple[str, Row]]:
    for place in range(HARVESTS):
        yield from _harvest(chain, place, grower)
    yield from _shipment(chain, grower, packer)
    for offset, inputs in enumerate(PACKED_OF):
        yield from _packing(chain, HARVESTS + offset, inputs, packer)
    if chain % RECALLED_EACH == 0:
        recall = key(6, chain)
        yield "recall", (recall, grower.organisation, "Mẫu", None, INSTANT, INSTANT, NOBODY)
        yield "recall_batch", (recall, batch_key(chain, 0))
        yield from _event(chain, 70, "recall", grower, [batch_key(chain, 0)], recall)


def _harvest(chain: int, place: int, grower: Party) -> Iterator[tuple[str, Row]]:
    batch = batch_key(chain, place)
    yield "batch", _batch(batch, lot_of(chain, place), grower, grower.plot)
    yield from _event(chain, place, "harvest", grower, [batch], batch)


def _packing(chain: int, place: int, inputs: Sequence[int], packer: Party) -> Iterator[tuple[str, Row]]:
    batch, packing = batch_key(chain, place), key(3, chain * CHAIN + place)
    yield "batch", _batch(batch, lot_of(chain, place), packer, None)
    sources = [batch_key(chain, source) for source in inputs]
    for source in sources:
        yield "packing_input", (batch, source, 100_000)
    yield from _event(chain, place, "packing", packer, [batch, *sources], packing)
    yield (
        "packing",
        (
            *(packing, packer.organisation, batch, _event_key(chain, place), packer.house, None),
            *(DAY, 0, 0, INSTANT, NOBODY),
        ),
    )


def _shipment(chain: int, grower: Party, packer: Party) -> Iterator[tuple[str, Row]]:
    """All harvests to the packer at once: accepted, and received."""
    shipment, receipt = key(4, chain * 2), key(4, chain * 2 + 1)
    lots = [batch_key(chain, place) for place in range(HARVESTS)]
    moved = (INSTANT, None, None, INSTANT, NOBODY, INSTANT)
    yield "movement", (shipment, grower.organisation, "ship", None, packer.organisation, None, *moved)
    yield "movement", (receipt, packer.organisation, "receive", shipment, None, None, *moved)
    for movement, lot in itertools.product((shipment, receipt), lots):
        yield "movement_line", (movement, lot, 200_000)
    yield "shipment_answer", (key(5, chain), shipment, "accepted", None, INSTANT, NOBODY)
    told = (
        (60, "shipping", grower, packer),
        (61, "accepting", packer, grower),
        (62, "receiving", packer, grower),
    )
    for slot, kind, teller, other in told:
        yield from _event(chain, slot, kind, teller, lots, shipment, other=other.organisation)


def _batch(batch: str, lot: str, maker: Party, plot: str | None) -> Row:
    return (
        *(batch, maker.organisation, plot, maker.product, maker.area_code if plot else None),
        *(lot, f"TRACE.{lot}", DAY, None, 1_000_000, "weighed", 300, None, None, "[]"),
        *(INSTANT, NOBODY, INSTANT, None, INSTANT),
    )


def _event_key(chain: int, slot: int) -> str:
    return key(2, chain * 100 + slot)


def _event(
    chain: int, slot: int, kind: str, teller: Party, batches: list[str], record: str, other: str | None = None
) -> Iterator[tuple[str, Row]]:
    event = _event_key(chain, slot)
    document = (
        '{"action":"OBSERVE","bizStep":"inspecting","eventTime":"2026-10-20T00:00:00+07:00","eventTimeZoneOffset"'
        f':"+07:00","quantityList":[{{"epcClass":"urn:uuid:{batches[0]}","quantity":1000,"uom":"KGM"}}],'
        f'"readPoint":{{"id":"urn:uuid:{teller.organisation}"}},"recordTime":"2026-10-21T02:00:00.000Z",'
        f'"ronguon:record":"urn:uuid:{record}","type":"ObjectEvent"}}'
    )
    name = f"ni:///sha-256;{event}{event}?ver=CBV2.0"
    yield (
        "event",
        (
            *(event, teller.organisation, kind, name, 0, document, INSTANT, INSTANT, NOBODY),
            *(other, None),
        ),
    )
    for batch in batches:
        yield "event_batch", (event, batch)
