"""Designs and stocks of snapshots are kept once for all runs; old cartons are counted as cartons.

Only JSON is cut and joined here: what a snapshot says, and its fingerprint, are the same before and after.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import rfc8785
import sqlalchemy as sa
from alembic import op

from migrations.steps import key, let_change, protect, refuse_change_again, unique

revision: str = "0014"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

CHUNK = 500
SHARED = ("design", "stock")
OF_THE_ROW = ("number", "quantity", "key_id")


def upgrade() -> None:
    op.create_table(
        "snapshot_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        key("snapshot_part"),
        unique("snapshot_part", "sha256"),
    )
    for part in SHARED:
        op.add_column("print_run", sa.Column(f"{part}_id", sa.Integer(), nullable=True))
    let_change("print_run")
    _take_apart(op.get_bind())
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        for part in SHARED:
            batch_op.alter_column(f"{part}_id", existing_type=sa.Integer(), nullable=False)
            name = op.f(f"fk_print_run_{part}_id_snapshot_part")
            batch_op.create_foreign_key(name, "snapshot_part", [f"{part}_id"], ["id"])
    refuse_change_again("print_run")
    protect("snapshot_part")


def downgrade() -> None:
    let_change("print_run")
    _put_together(op.get_bind())
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        for part in SHARED:
            batch_op.drop_constraint(op.f(f"fk_print_run_{part}_id_snapshot_part"), type_="foreignkey")
            batch_op.drop_column(f"{part}_id")
    refuse_change_again("print_run")
    op.drop_table("snapshot_part")


def _take_apart(bind: sa.Connection) -> None:
    ids: dict[str, int] = {}
    change = sa.text(
        "UPDATE print_run SET snapshot = :own, level = :level, design_id = :design, stock_id = :stock"
        " WHERE number = :number"
    )
    for rows in _chunks(bind, "number, quantity, key_id, snapshot, fingerprint"):
        for *of_the_row, snapshot, fingerprint in rows:
            plain = json.loads(snapshot)
            _check(plain, of_the_row, fingerprint)
            row = {"number": of_the_row[0], "level": plain["design"]["packaging_level"]}
            for part in SHARED:
                body = _canonical(plain.pop(part))
                if body not in ids:
                    ids[body] = _keep(bind, body)
                row[part] = ids[body]
            own = {name: value for name, value in plain.items() if name not in OF_THE_ROW}
            bind.execute(change, {**row, "own": _canonical(own)})


def _check(plain: dict[str, Any], of_the_row: list[Any], fingerprint: str) -> None:
    """Nothing is taken apart that could not be put together again."""
    if [plain[name] for name in OF_THE_ROW] != of_the_row or _sha256(_canonical(plain)) != fingerprint:
        raise ValueError(f"print run {of_the_row[0]}: its snapshot is not what its row and fingerprint say")


def _put_together(bind: sa.Connection) -> None:
    parts = {
        part_id: json.loads(body)
        for part_id, body in bind.execute(sa.text("SELECT id, body FROM snapshot_part"))
    }
    change = sa.text("UPDATE print_run SET snapshot = :whole WHERE number = :number")
    for rows in _chunks(bind, "number, quantity, key_id, snapshot, design_id, stock_id"):
        for *of_the_row, own, design_id, stock_id in rows:
            whole = json.loads(own) | dict(zip(OF_THE_ROW, of_the_row, strict=True))
            whole |= {"design": parts[design_id], "stock": parts[stock_id]}
            bind.execute(change, {"number": whole["number"], "whole": _canonical(whole)})


def _chunks(bind: sa.Connection, columns: str) -> Any:
    """The rows of all runs, some at a time, by their numbers."""
    run = sa.table("print_run", *(sa.column(name) for name in columns.split(", ")))
    found = sa.select(run).where(run.c.number > sa.bindparam("after")).order_by(run.c.number).limit(CHUNK)
    after = -1
    while rows := bind.execute(found, {"after": after}).all():
        yield rows
        after = rows[-1].number


def _keep(bind: sa.Connection, body: str) -> int:
    new = sa.text("INSERT INTO snapshot_part (sha256, body) VALUES (:sha256, :body) RETURNING id")
    part_id: int = bind.execute(new, {"sha256": _sha256(body), "body": body}).scalar_one()
    return part_id


def _canonical(plain: Any) -> str:
    return rfc8785.dumps(plain).decode()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
