"""Own label stocks on both databases: whose they are, their keys, and what their runs keep."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.secrets import label_keys
from batches.errors import NotFound
from batches.paging import Wanted
from labels.own_stocks.errors import StockKeyTaken, StockRetired
from labels.own_stocks.model import OwnStock
from labels.own_stocks.service import STOCKS
from labels.runs.snapshot import Snapshot
from labels.stock.errors import StockNotPossible
from tests.builders import make_cooperative, make_run
from tests.builders_labels import make_stock
from tests.conftest import NOW, Writing


def test_a_key_is_one_stock_s_of_an_organisation(writing: Writing) -> None:
    """Two organisations may have the same; the database itself takes none twice."""
    with writing() as session:
        one, other = make_cooperative(session), make_cooperative(session, gtin=None)
        mine = make_stock(session, one, key="cuon-kho")
        theirs = make_stock(session, other, key="cuon-kho", name_en="Another")
        with pytest.raises(StockKeyTaken):
            make_stock(session, one, key="cuon-kho")
        assert STOCKS.get(session, one.actor, "cuon-kho") == mine
        assert STOCKS.get(session, other.actor, "cuon-kho") == theirs
    with pytest.raises(IntegrityError), writing() as session:
        session.add(
            OwnStock(
                organisation_id=one.organisation.id,
                key="cuon-kho",
                document="{}",
                created_at=NOW,
                updated_at=NOW,
                retired_at=None,
            )
        )


def test_anothers_stock_is_not_there(writing: Writing) -> None:
    """To read, to change and in a list."""
    with writing() as session:
        one, other = make_cooperative(session), make_cooperative(session, gtin=None)
        key = make_stock(session, one).item.key
        with pytest.raises(NotFound):
            STOCKS.get(session, other.actor, key)
        with pytest.raises(NotFound):
            STOCKS.change(session, other.actor, key, changes={"name_vi": "x"}, now=NOW)
        assert all(
            known.is_built_in for known in STOCKS.list_all(session, other.actor, Wanted(limit=200)).rows
        )


def test_a_refused_change_changes_nothing(writing: Writing) -> None:
    """The stock stays as it was, in this transaction too."""
    with writing() as session:
        cooperative = make_cooperative(session)
        before = make_stock(session, cooperative)
        with pytest.raises(StockNotPossible):
            STOCKS.change(
                session,
                cooperative.actor,
                before.item.key,
                changes={"page_width_mm": 78.0, "retired": True},
                now=NOW,
            )
        assert STOCKS.get(session, cooperative.actor, before.item.key) == before


def test_a_run_keeps_its_stock(app: Flask, writing: Writing) -> None:
    """Whatever becomes of the stock: changed, or retired."""
    with app.app_context(), writing() as session:
        cooperative = make_cooperative(session)
        stock = make_stock(session, cooperative).item
        run = make_run(session, cooperative, label_keys(), quantity=3, design="fruit-35x22", stock=stock.key)
        fingerprint = run.fingerprint
        changes = {"gap_x_mm": 3.0, "retired": True}
        STOCKS.change(session, cooperative.actor, stock.key, changes=changes, now=NOW)
        session.expire_all()

        assert Snapshot.of(run).fingerprint == fingerprint
        assert Snapshot.of(run).stock == stock
        assert Snapshot.of(run).printer_dpi == stock.printer_dpi == 203
        with pytest.raises(StockRetired):
            STOCKS.get_to_print(session, cooperative.actor, stock.key)
