"""Label stocks of organisations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import instant, key, refers, unique

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "label_stock",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        instant("created_at"),
        instant("updated_at"),
        instant("retired_at", nullable=True),
        refers("label_stock", "organisation_id", "organisation"),
        key("label_stock"),
        unique("label_stock", "organisation_id", "key"),
    )


def downgrade() -> None:
    op.drop_table("label_stock")
