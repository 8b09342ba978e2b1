"""What people report of labels, fruit and pages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import index, instant, key, one_of, refers, unique

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "problem_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid()),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("lot", sa.String()),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("contact", sa.String()),
        sa.Column("answer", sa.String()),
        instant("answered_at", nullable=True),
        sa.Column("answered_by", sa.Uuid()),
        instant("created_at"),
        instant("updated_at"),
        one_of("problem_report", "kind", ("label", "fruit", "information")),
        refers("problem_report", "organisation_id", "organisation"),
        key("problem_report"),
        unique("problem_report", "case_number"),
        unique("problem_report", "form_id"),
    )
    index("problem_report", "organisation_id")
    index("problem_report", "created_at")


def downgrade() -> None:
    op.drop_table("problem_report")
