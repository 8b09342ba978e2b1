"""Reading a chain looks up what it needs: no statement walks through batches, events, edges or movements."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import text

from app.db import db, reading, transaction
from batches.provenance.queries import find_public_batch
from batches.provenance.trace import trace
from bench.bulk import LAST, Party, batch_key, load, lot_of
from bench.plans import whole_tables
from tests.builders import Cooperative, make_cooperative
from tests.builders_registry import make_packing_house
from tests.conftest import NOW

BATCHES = 2_000


@pytest.fixture
def packer(app: Flask) -> Cooperative:
    """Among two thousand batches, with statistics as a database has them that has been running."""
    with app.app_context(), transaction() as session:
        grower, packer = make_cooperative(session, gtin=None), make_cooperative(session, gtin=None)
        house = make_packing_house(session, packer)
    with app.app_context():
        load(db.engine, [Party.of(grower)], [Party.of(packer, house)], batches=BATCHES)
    return packer


@pytest.mark.parametrize("name", ["back", "forward", "both", "page"])
def test_no_plan_walks_through_a_table(app: Flask, packer: Cooperative, name: str) -> None:
    """On SQLite as it plans with statistics; on PostgreSQL an index is there for each look-up."""
    batch_id = uuid.UUID(batch_key(0, 0 if name == "forward" else LAST))

    def read() -> None:
        if name == "page":
            assert find_public_batch(session, lot=lot_of(0, LAST), now=NOW) is not None
        else:
            assert len(trace(session, packer.actor, batch_id, name).batches) > 6

    with app.app_context(), reading() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SET enable_seqscan = off"))  # of few rows it would rather read all
        assert whole_tables(session, read, least_rows=0) == []
