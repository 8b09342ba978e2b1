"""What must hold of a chain at any moment, read from the database and compared with the model."""

import json
import uuid
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db
from batches.errors import NotFound
from batches.events.hashing import event_hash
from batches.events.model import Event
from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.movements.access import get_seen_batch
from batches.movements.ledger import left_kg
from batches.packing.model import Packing
from batches.provenance.call_list import reached_by
from batches.recalls.model import Recall as RecallRow
from batches.recalls.standing import standings
from tests.builders import Cooperative
from tests.chain_model import Model
from tests.epcis import document, find_standards, make_validator


def kg(grams: int) -> Decimal:
    return Decimal(grams) / 1000


def check_lots(session: Session, model: Model, numbers: Mapping[uuid.UUID, int]) -> None:
    """Each batch has a lot of its own, the weight and the status that the model says."""
    batches = session.scalars(select(Batch).where(Batch.id.in_(numbers))).all()
    standing = standings(session, list(numbers))
    assert len({batch.lot for batch in batches}) == len(batches) == len(model.lots)
    for batch in batches:
        number = numbers[batch.id]
        assert batch.net_weight_kg == kg(model.lots[number].grams)
        assert standing[batch.id].status_of(batch) == model.status(number)


def check_balances(session: Session, model: Model, numbers: Mapping[uuid.UUID, int]) -> None:
    """To the gram: what went in is what came out, was rejected and lost. No batch is among its own origins."""
    edges: dict[int, dict[int, int]] = {}
    for edge in session.scalars(select(PackingInput).where(PackingInput.output_id.in_(numbers))):
        inputs = edges.setdefault(numbers[edge.output_id], {})
        inputs[numbers[edge.input_id]] = int(edge.net_weight_kg * 1000)
    assert edges == {number: lot.inputs for number, lot in enumerate(model.lots) if lot.inputs}
    assert all(source < number for number, inputs in edges.items() for source in inputs)
    for packing in session.scalars(select(Packing).where(Packing.batch_id.in_(numbers))):
        number = numbers[packing.batch_id]
        out = kg(model.lots[number].grams) + packing.rejected_kg + packing.shrinkage_kg
        assert kg(sum(edges[number].values())) == out


def check_recalls(
    session: Session, model: Model, numbers: Mapping[uuid.UUID, int], recalls: list[RecallRow]
) -> None:
    """Each reaches exactly what was made of what it names, whoever made it."""
    reached = reached_by(session, recalls)
    for recall, row in zip(model.recalls, recalls, strict=True):
        assert {numbers[batch_id] for batch_id in reached[row.id]} == model.below(recall.named)
    for batch_id, standing in standings(session, list(numbers)).items():
        expected = {
            row.id
            for recall, row in zip(model.recalls, recalls, strict=True)
            if recall.is_open and numbers[batch_id] in model.below(recall.named)
        }
        assert {found.id for found in standing.recalls} == expected


def check_what_each_has(
    session: Session, model: Model, numbers: Mapping[uuid.UUID, int], parties: list[Cooperative]
) -> None:
    """Everybody has what the model says and never less than nothing, and sees what is theirs and nothing else."""
    for owner, party in enumerate(parties):
        for batch_id, number in numbers.items():
            batch = session.get_one(Batch, batch_id)
            left = left_kg(session, party.organisation.id, batch)
            assert left == kg(model.left(owner, number)) >= 0
            try:
                seen = get_seen_batch(session, party.actor, batch_id) is batch
            except NotFound:
                seen = False
            assert seen == model.sees(owner, number)


def check_documents(app: Flask, organisation_ids: list[uuid.UUID]) -> Counter[str]:
    """Every event is valid by GS1's schema, where it is at hand, and named by its hash; how many of each kind."""
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.organisation_id.in_(organisation_ids))).all()
        db.session.close()
    documents = [json.loads(event.document) for event in events]
    for event, stored in zip(events, documents, strict=True):
        assert stored["eventID"] == event.epcis_event_id == event_hash(stored)
    standards = find_standards()
    if standards is not None:
        assert [error.message for error in make_validator(standards).iter_errors(document(*documents))] == []
    return Counter(event.kind for event in events)
