"""Which token a token was made with; answers that were kept in clear are emptied.

They may hold secrets. Their keys still stop a second effect.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


INDEXED = ("created_by", "made_with")


def upgrade() -> None:
    op.add_column("api_token", sa.Column("made_with", sa.Uuid(), nullable=True))
    for column in INDEXED:
        op.create_index(op.f(f"ix_api_token_{column}"), "api_token", [column])
    answers = sa.table("kept_answer", sa.column("body", sa.LargeBinary()))
    op.execute(answers.update().values(body=b""))


def downgrade() -> None:
    """What was emptied cannot come back, and sealed answers stay sealed."""
    for column in INDEXED:
        op.drop_index(op.f(f"ix_api_token_{column}"), "api_token")
    op.drop_column("api_token", "made_with")
