"""What a POST with an Idempotency-Key answered; when an organisation was last changed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "kept_answer",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_kept_answer")),
    )
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_answer_created_at"), ["created_at"], unique=False)
    _add_updated_at()


def downgrade() -> None:
    op.drop_column("organisation", "updated_at")
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_answer_created_at"))
    op.drop_table("kept_answer")


def _add_updated_at() -> None:
    """In place: batch mode would rebuild a table that others refer to, which SQLite refuses once it has rows."""
    column = sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default="1970-01-01")
    op.add_column("organisation", column)
    op.execute("UPDATE organisation SET updated_at = created_at")
