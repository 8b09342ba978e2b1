"""Answers that were kept in clear are emptied: they may hold secrets. Their keys still stop a second effect."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    answers = sa.table("kept_answer", sa.column("body", sa.LargeBinary()))
    op.execute(answers.update().values(body=b""))


def downgrade() -> None:
    """Nothing: what was emptied cannot come back, and sealed answers stay sealed."""
