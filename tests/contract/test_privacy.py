"""What docs/privacy.md promises is what the code does."""

import re
from pathlib import Path

from flask import Flask

from app.privacy.erasing import STAYS
from app.privacy.purging import OLD
from app.privacy.retention import RETENTION
from batches.base import Base

DOCUMENT = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text()


def test_every_period_stands_in_the_document() -> None:
    """Kind, period and reason, row by row, neither one more nor one less."""
    section = DOCUMENT.partition("## How long")[2].partition("## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", section, flags=re.MULTILINE)

    assert rows[1:] == [(rule.kind, rule.period, rule.why) for rule in RETENTION]


def test_every_period_is_carried_out() -> None:
    """What has an end is purged, what has none is not; each names a table that there is."""
    assert set(OLD) == {rule.table for rule in RETENTION if rule.kept_for is not None}
    assert {rule.table for rule in RETENTION} <= set(Base.metadata.tables)
    assert len({rule.table for rule in RETENTION}) == len({rule.kind for rule in RETENTION}) == len(RETENTION)


def test_what_is_insert_only_is_never_purged() -> None:
    """No period is promised that a trigger would refuse."""
    insert_only = {name for name, table in Base.metadata.tables.items() if table.info.get("insert_only")}

    assert "audit_event" in insert_only
    assert not insert_only & set(OLD)


def test_the_commands_of_the_document_exist(app: Flask) -> None:
    """Each `flask …` that it names."""
    named = set(re.findall(r"flask ((?:person )?[a-z]+)", DOCUMENT))
    group = app.cli.commands["person"]
    known = set(app.cli.commands) | {f"person {name}" for name in getattr(group, "commands", {})}

    assert named == {"purge", "person list", "person erase"}
    assert named <= known


def test_an_erasure_says_why_each_thing_stays() -> None:
    """No entry is without a reason, and backups are among them."""
    assert all(what and why for what, why in STAYS)
    assert any(what.startswith("backups") for what, _ in STAYS)
