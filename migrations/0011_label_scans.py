"""How often labels are looked at, and keys that strangers may have."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import index, instant, key, protect, refers

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "label_scan",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        instant("first_at"),
        instant("last_at"),
        sa.Column("count", sa.Integer(), nullable=False),
        refers("label_scan", "run_id", "print_run"),
        key("label_scan", "run_id", "serial"),
    )
    op.create_table(
        "label_visit",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        instant("seen_at"),
        refers("label_visit", "run_id", "print_run"),
        key("label_visit", "run_id", "serial", "visitor"),
    )
    index("label_visit", "seen_at")
    op.create_table(
        "exposed_label_key",
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        instant("recorded_at"),
        key("exposed_label_key", "key_id"),
    )
    protect("exposed_label_key")


def downgrade() -> None:
    op.drop_table("exposed_label_key")
    op.drop_table("label_visit")
    op.drop_table("label_scan")
