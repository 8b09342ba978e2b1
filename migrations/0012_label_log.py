"""The log of print runs, blank runs, approvals; confirmed weights; the smallest plausible fruit of a product."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import drop_columns, index, instant, key, protect, refers, unique

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("product", sa.Column("smallest_fruit_kg", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.alter_column("batch_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.add_column(sa.Column("level", sa.String(), nullable=False, server_default="fruit"))
        batch_op.add_column(
            sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("over_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("open_days", sa.Integer(), nullable=True))
    _protect_again()
    op.create_table(
        "label_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first", sa.Integer()),
        sa.Column("last", sa.Integer()),
        sa.Column("batch_id", sa.Uuid()),
        sa.Column("answers_id", sa.Uuid()),
        sa.Column("reason", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("bytes_sent", sa.Integer()),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("is_alone", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "first IS NULL OR (first >= 1 AND last >= first)", name=op.f("ck_label_entry_serials")
        ),
        refers("label_entry", "run_id", "print_run"),
        refers("label_entry", "batch_id", "batch"),
        refers("label_entry", "answers_id", "label_entry"),
        key("label_entry"),
        unique("label_entry", "run_id", "number"),
    )
    index("label_entry", "batch_id")
    protect("label_entry")
    op.create_table(
        "weight_confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.Column("weighed_kg", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String()),
        instant("confirmed_at"),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.Column("is_alone", sa.Boolean(), nullable=False),
        refers("weight_confirmation", "batch_id", "batch"),
        key("weight_confirmation"),
    )
    index("weight_confirmation", "batch_id")
    protect("weight_confirmation")
    op.create_table(
        "label_sign_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.Column("note", sa.String()),
        instant("signed_at"),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        refers("label_sign_off", "organisation_id", "organisation"),
        refers("label_sign_off", "batch_id", "batch"),
        key("label_sign_off"),
    )
    index("label_sign_off", "batch_id")
    protect("label_sign_off")


def downgrade() -> None:
    """Blank runs have no batch: with some there, the old schema refuses."""
    op.drop_table("label_sign_off")
    op.drop_table("weight_confirmation")
    op.drop_table("label_entry")
    drop_columns("print_run", "open_days", "over_reason", "needs_approval", "level")
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.alter_column("batch_id", existing_type=sa.Uuid(), nullable=False)
    _protect_again()
    drop_columns("product", "smallest_fruit_kg")


def _protect_again() -> None:
    """SQLite made the table anew, without its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        protect("print_run")
