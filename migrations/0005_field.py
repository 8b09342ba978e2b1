"""The field: pesticides and the diary; grades, weighings, holds and their decisions."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import drop_columns, index, instant, key, one_of, protect, refers, unique

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DIARY_KINDS = ("pesticide", "fertiliser", "irrigation", "flowering", "other")
INSERT_ONLY = ("diary_entry", "diary_entry_plot", "weighing", "hold", "hold_decision")
TABLES = (
    "hold_decision",
    "hold",
    "weighing",
    "batch_photo",
    "batch_grade",
    "diary_performer",
    "diary_entry_plot",
    "diary_entry",
    "pesticide",
)


def upgrade() -> None:
    _make_diary()
    _make_harvest()
    _make_holds()
    for table in INSERT_ONLY:
        protect(table)
    op.add_column("batch", sa.Column("dry_matter_percent", sa.BigInteger()))
    op.add_column("batch", sa.Column("warnings", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("batch", instant("updated_at", filled=True))
    op.execute("UPDATE batch SET updated_at = registered_at")
    index("batch", "growing_area_code_id", "harvested_on")
    index("batch", "plot_id", "harvested_on")


def downgrade() -> None:
    op.drop_index("ix_batch_growing_area_code_id_harvested_on", "batch")
    op.drop_index("ix_batch_plot_id_harvested_on", "batch")
    drop_columns("batch", "dry_matter_percent", "warnings", "updated_at")
    for table in TABLES:
        op.drop_table(table)


def _make_diary() -> None:
    op.create_table(
        "pesticide",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column("active_ingredient", sa.String()),
        sa.Column("pre_harvest_interval_days", sa.Integer(), nullable=False),
        sa.Column("label_photo_id", sa.Uuid()),
        instant("created_at"),
        instant("updated_at"),
        instant("retired_at", nullable=True),
        refers("pesticide", "organisation_id", "organisation"),
        refers("pesticide", "label_photo_id", "document"),
        key("pesticide"),
    )
    index("pesticide", "organisation_id")
    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("performed_on", sa.Date(), nullable=False),
        sa.Column("pesticide_id", sa.Uuid()),
        sa.Column("product_name", sa.String()),
        sa.Column("pre_harvest_interval_days", sa.Integer()),
        sa.Column("target", sa.String()),
        sa.Column("dose", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("corrects_id", sa.Uuid()),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        one_of("diary_entry", "kind", DIARY_KINDS),
        refers("diary_entry", "organisation_id", "organisation"),
        refers("diary_entry", "pesticide_id", "pesticide"),
        refers("diary_entry", "corrects_id", "diary_entry"),
        key("diary_entry"),
        unique("diary_entry", "corrects_id"),
    )
    index("diary_entry", "organisation_id")
    index("diary_entry", "performed_on")
    op.create_table(
        "diary_entry_plot",
        sa.Column("diary_entry_id", sa.Uuid(), nullable=False),
        sa.Column("plot_id", sa.Uuid(), nullable=False),
        refers("diary_entry_plot", "diary_entry_id", "diary_entry"),
        refers("diary_entry_plot", "plot_id", "plot"),
        key("diary_entry_plot", "diary_entry_id", "plot_id"),
    )
    index("diary_entry_plot", "plot_id")
    op.create_table(
        "diary_performer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("diary_entry_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid()),
        sa.Column("name", sa.String()),
        refers("diary_performer", "diary_entry_id", "diary_entry"),
        refers("diary_performer", "member_id", "member"),
        key("diary_performer"),
        unique("diary_performer", "diary_entry_id"),
    )
    index("diary_performer", "member_id")


def _make_harvest() -> None:
    op.create_table(
        "batch_grade",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.Column("fruit_count", sa.Integer()),
        refers("batch_grade", "batch_id", "batch"),
        key("batch_grade", "batch_id", "position"),
    )
    op.create_table(
        "batch_photo",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        refers("batch_photo", "batch_id", "batch"),
        refers("batch_photo", "document_id", "document"),
        key("batch_photo", "batch_id", "document_id"),
    )
    op.create_table(
        "weighing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("estimated_kg", sa.BigInteger(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.Column("weighed_on", sa.Date(), nullable=False),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        refers("weighing", "batch_id", "batch"),
        key("weighing"),
        unique("weighing", "batch_id"),
    )


def _make_holds() -> None:
    op.create_table(
        "hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        instant("since"),
        refers("hold", "batch_id", "batch"),
        key("hold"),
    )
    index("hold", "batch_id")
    op.create_table(
        "hold_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        instant("decided_at"),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("is_alone", sa.Boolean(), nullable=False),
        one_of("hold_decision", "decision", ("release", "reject")),
        refers("hold_decision", "hold_id", "hold"),
        key("hold_decision"),
        unique("hold_decision", "hold_id"),
    )
