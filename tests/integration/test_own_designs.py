"""Own label designs on both databases: whose they are, their keys, and what their runs keep."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.secrets import label_keys
from batches.errors import NotFound
from batches.paging import Wanted
from labels.design.errors import DesignNotPossible
from labels.own_designs.errors import DesignKeyTaken, DesignRetired
from labels.own_designs.model import OwnDesign
from labels.own_designs.service import DESIGNS
from labels.runs.snapshot import Snapshot
from tests.builders import make_cooperative, make_run
from tests.builders_labels import make_design, make_design_document
from tests.conftest import NOW, Writing


def test_a_key_is_one_design_s_of_an_organisation(writing: Writing) -> None:
    """Two organisations may have the same; the database itself takes none twice."""
    with writing() as session:
        one, other = make_cooperative(session), make_cooperative(session, gtin=None)
        mine = make_design(session, one, key="tem-vuon")
        theirs = make_design(session, other, key="tem-vuon", name_en="Another")
        with pytest.raises(DesignKeyTaken):
            make_design(session, one, key="tem-vuon")
        assert DESIGNS.get(session, one.actor, "tem-vuon") == mine
        assert DESIGNS.get(session, other.actor, "tem-vuon") == theirs
    with pytest.raises(IntegrityError), writing() as session:
        session.add(
            OwnDesign(
                organisation_id=one.organisation.id,
                key="tem-vuon",
                document="{}",
                created_at=NOW,
                updated_at=NOW,
                retired_at=None,
            )
        )


def test_anothers_design_is_not_there(writing: Writing) -> None:
    """To read, to change and in a list."""
    with writing() as session:
        one, other = make_cooperative(session), make_cooperative(session, gtin=None)
        key = make_design(session, one).item.key
        with pytest.raises(NotFound):
            DESIGNS.get(session, other.actor, key)
        with pytest.raises(NotFound):
            DESIGNS.change(session, other.actor, key, changes={"name_vi": "x"}, now=NOW)
        assert all(
            known.is_built_in for known in DESIGNS.list_all(session, other.actor, Wanted(limit=200)).rows
        )


def test_a_refused_change_changes_nothing(writing: Writing) -> None:
    """The design stays as it was, in this transaction too."""
    with writing() as session:
        cooperative = make_cooperative(session)
        before = make_design(session, cooperative)
        with pytest.raises(DesignNotPossible):
            DESIGNS.change(
                session,
                cooperative.actor,
                before.item.key,
                changes={"width_mm": 20, "retired": True},
                now=NOW,
            )
        assert DESIGNS.get(session, cooperative.actor, before.item.key) == before


def test_a_run_keeps_its_design(app: Flask, writing: Writing) -> None:
    """Whatever becomes of the design: changed, retired, or printed with again."""
    with app.app_context(), writing() as session:
        cooperative = make_cooperative(session)
        key = make_design(session, cooperative).item.key
        run = make_run(session, cooperative, label_keys(), quantity=1, design=key, stock="roll-40x30")
        fingerprint, kept = run.fingerprint, Snapshot.of(run).design
        DESIGNS.change(session, cooperative.actor, key, changes={"qr_level": "Q", "retired": True}, now=NOW)
        session.expire_all()

        assert Snapshot.of(run).fingerprint == fingerprint
        assert (Snapshot.of(run).design, kept.qr_level) == (kept, "M")
        with pytest.raises(DesignRetired):
            DESIGNS.get_to_print(session, cooperative.actor, key)


def test_an_own_design_stays_when_the_service_brings_its_key(writing: Writing) -> None:
    """What an organisation prints is not replaced by a new version of the service, and no list has a key twice."""
    with writing() as session:
        cooperative = make_cooperative(session)
        own = make_design(session, cooperative).item
        row = session.query(OwnDesign).one()
        row.key, row.document = "fruit-a4", row.document.replace(own.key, "fruit-a4")
        session.flush()

        assert DESIGNS.get_to_print(session, cooperative.actor, "fruit-a4").name_vi == own.name_vi
        keys = [
            known.item.key for known in DESIGNS.list_all(session, cooperative.actor, Wanted(limit=200)).rows
        ]
        assert len(keys) == len(set(keys))
        with pytest.raises(DesignKeyTaken):
            DESIGNS.add(session, cooperative.actor, document=make_design_document(key="fruit-35x22"), now=NOW)
