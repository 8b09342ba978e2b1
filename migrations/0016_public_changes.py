"""A row for each transaction that changed what pages state, so that kept pages need not be asked for one by one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import index, instant, key

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "public_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        instant("committed_at"),
        key("public_change"),
        sqlite_autoincrement=True,
    )
    index("public_change", "committed_at")


def downgrade() -> None:
    op.drop_table("public_change")
