"""Every event of the chain is the standard's: valid by GS1's schema, named by the reference's hash, and of nobody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from epcis_event_hash_generator import json_to_py
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.corrections.service import correct_event
from batches.events.hashing import event_hash
from batches.events.model import Event, event_batch
from batches.harvest.model import Batch
from batches.harvest.weighing import record_weighing
from batches.recalls.service import lift_recall
from tests.builders import Cooperative, make_cooperative
from tests.builders_chain import (
    authorise,
    hand_over,
    make_answer,
    make_inspection,
    make_lab_test,
    make_packed,
    make_recall,
    make_shipment,
    make_weighed,
)
from tests.builders_registry import make_packing_house
from tests.conftest import BASE_URL, NOW, Writing
from tests.epcis import document, make_validator, personal, reference_hash

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

PLATE, SLIP, BUYER, NOTE = "63C-123.45", "PXK-0012", "Bà Nguyễn Thị Mua", "Anh Tư đọc nhầm cân"
KINDS = {
    *("harvest", "weighing", "packing", "shipping", "accepting", "void_shipping", "receiving"),
    *("inspection", "lab_sample", "lab_test", "recall", "recall_lift"),
}


@dataclass(frozen=True)
class Recorded:
    """Events of each kind, with the words that must not stand in them."""

    events: list[Event]
    private: list[str]


@pytest.fixture(autouse=True)
def _fresh_reference() -> Iterator[None]:
    """The reference keeps the prefixes of every document it has read in a global: they must not leak."""
    json_to_py._namespaces.clear()
    yield
    json_to_py._namespaces.clear()


@pytest.fixture(params=[BASE_URL, None], ids=["domain", "no domain"])
def recorded(
    app: Flask, writing: Writing, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Recorded:
    """A chain with everything that can happen, under a domain of its own and before one is decided."""
    for module in ("tests.builders", "tests.builders_chain"):
        monkeypatch.setattr(f"{module}.BASE_URL", request.param)
    with writing() as session:
        grower, packer = make_cooperative(session), make_cooperative(session, gtin=None)
        _happen(session, grower, packer, request.param)
        events = list(session.scalars(select(Event).order_by(Event.id)))
        private = [
            *(PLATE, SLIP, BUYER, NOTE),
            *(one.organisation.name for one in (grower, packer)),
            "Phòng thử nghiệm",
        ]
    return Recorded(events, private)


def _happen(session: Session, grower: Cooperative, packer: Cooperative, base_url: str | None) -> None:
    house = make_packing_house(session, packer)
    authorise(session, grower, house)
    cut = make_weighed(session, grower, weight_kind="estimated")
    edge: dict[str, Any] = {"base_url": base_url, "now": NOW}
    record_weighing(
        session, grower.actor, cut.id, net_weight_kg=Decimal("98.75"), weighed_on=NOW.date(), **edge
    )
    other = make_weighed(session, grower, "50.5")
    for answer, who in (("void", grower), ("refused", packer)):
        make_answer(session, who, make_shipment(session, grower, packer, [(cut, "1")]), answer)
    hand_over(session, grower, packer, [(cut, "90"), (other, "40.25")])
    packed = make_packed(
        session, packer, [(cut, "80"), (other, "40")], packing_house_id=house.id, market="CN"
    )
    at_home = make_packed(session, packer, [(packed, "20")], fruit_count=7)
    make_shipment(session, packer, None, [(packed, "50")], to_text=BUYER, vehicle=PLATE, reference=SLIP)
    make_inspection(session, packer, [packed, at_home], note=NOTE)
    make_inspection(session, packer, [at_home], result="non_conformant")
    make_lab_test(session, packer, [packed], report_no="KN-42")
    recall = make_recall(session, grower, [cut, other])
    lift_recall(session, grower.actor, recall, reason="Thử", lifted_by=grower.actor.id, is_alone=True, **edge)
    _correct(session, grower, packer, cut)


def _correct(session: Session, grower: Cooperative, packer: Cooperative, cut: Batch) -> None:
    """A harvest twice and back to the first value, a weighing, a receipt of two lots, and what did not occur."""
    unused = make_weighed(session, grower, "70")
    for weight in ("71", "70"):
        _correct_last(session, grower, unused, "harvest", weight)
    _correct_last(session, grower, unused, "harvest", None)
    _correct_last(session, grower, cut, "weighing", "99")
    _correct_last(session, packer, cut, "receiving", "89.5")
    for kind in ("inspection", "lab_sample", "lab_test"):
        _correct_last(session, packer, None, kind, None)


def _correct_last(
    session: Session, who: Cooperative, batch: Batch | None, kind: str, weight: str | None
) -> None:
    """The last event of the kind, of the batch or of any."""
    mine = select(Event).where(Event.organisation_id == who.organisation.id, Event.kind == kind)
    events = [event for event in session.scalars(mine.order_by(Event.id)) if not event.is_declaration]
    batch_ids = {event.id: _batch_ids(session, event) for event in events}
    event = next(found for found in reversed(events) if batch is None or batch.id in batch_ids[found.id])
    correct_event(
        session,
        who.actor,
        batch.id if batch else batch_ids[event.id][0],
        event.id,
        reason="incorrect_data" if weight else "did_not_occur",
        note=NOTE,
        net_weight_kg=Decimal(weight) if weight else None,
        decided_by=who.actor.id,
        now=NOW,
    )


def _batch_ids(session: Session, event: Event) -> list[Any]:
    return list(session.scalars(select(event_batch.c.batch_id).where(event_batch.c.event_id == event.id)))


def test_every_event_is_the_standards(recorded: Recorded, standards: Path) -> None:
    """GS1's schema takes each, whether right, corrective or a declaration; all kinds are among them."""
    validator = make_validator(standards)
    assert {event.kind for event in recorded.events} == KINDS
    for event in recorded.events:
        errors = [error.message for error in validator.iter_errors(document(json.loads(event.document)))]
        assert errors == [], event.kind


def test_every_event_has_the_references_name(recorded: Recorded) -> None:
    """Anyone can compute it from the published document; a declaration has that of what it declares wrong."""
    ids = {event.id: event for event in recorded.events}
    corrected = [event for event in recorded.events if event.corrects_id is not None]
    for event in recorded.events:
        stored = json.loads(event.document)
        assert stored["eventID"] == event.epcis_event_id == event_hash(stored) == reference_hash(stored)
    for event in corrected:
        wrong = ids[event.corrects_id] if event.corrects_id else event
        assert (event.epcis_event_id == wrong.epcis_event_id) == event.is_declaration
    assert [event.is_declaration for event in corrected].count(True) == 8
    assert len(corrected) == 8 + 4  # and a right one for each weight


def test_no_event_names_a_person(recorded: Recorded) -> None:
    """No name, plate, slip, note or buyer, whatever was written into the records."""
    documents = [event.document for event in recorded.events]

    assert personal(documents, recorded.private) == []
