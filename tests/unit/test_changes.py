"""Which statements change which table, and which tables are nobody's page."""

import pytest

import app.factory  # noqa: F401 - maps every table
from app.changes import PRIVATE, changed_table
from batches.base import Base


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("SELECT batch.id FROM batch", None),
        ("SELECT plot.id FROM plot FOR UPDATE OF plot", None),
        ("WITH RECURSIVE walk AS (SELECT 1) SELECT * FROM walk", None),
        ("BEGIN IMMEDIATE", None),
        ("PRAGMA foreign_keys = ON", None),
        ("INSERT INTO batch (id) VALUES (?)", "batch"),
        ("INSERT OR IGNORE INTO product (id) VALUES (?)", "product"),
        ('INSERT INTO "plot" (id) VALUES (?) ON CONFLICT DO NOTHING', "plot"),
        ("UPDATE organisation SET name=? WHERE id = ?", "organisation"),
        ("UPDATE ONLY organisation SET name=%s", "organisation"),
        ("DELETE FROM consent WHERE id = ?", "consent"),
        ("delete from Consent", "consent"),
        ("  TRUNCATE TABLE batch", "batch"),
        ("WITH gone AS (DELETE FROM hold RETURNING id) SELECT id FROM gone", "hold"),
        ("WITH some AS (SELECT 1) UPDATE recall SET reason = ''", "recall"),
    ],
)
def test_the_table_that_a_statement_changes(statement: str, table: str | None) -> None:
    """Reading changes none; every form of writing tells its table, behind a WITH, too."""
    assert changed_table(statement) == table


def test_private_tables_are_there() -> None:
    """A table that is renamed would else move the mark with every scan."""
    assert Base.metadata.tables.keys() >= PRIVATE
