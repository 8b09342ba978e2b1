"""Printers of organisations, and what was read off their test pages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import index, instant, key, protect, refers, unique

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "label_printer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stock", sa.String(), nullable=False),
        sa.Column("dpi", sa.Integer()),
        sa.Column("language", sa.String(), nullable=False),
        *_measures("offset_x_mm", "offset_y_mm", "scale_x", "scale_y"),
        instant("calibrated_at", nullable=True),
        instant("created_at"),
        instant("updated_at"),
        instant("retired_at", nullable=True),
        refers("label_printer", "organisation_id", "organisation"),
        key("label_printer"),
        unique("label_printer", "organisation_id", "name"),
    )
    op.create_table(
        "printer_calibration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("printer_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        *_measures("left_mm", "right_mm", "top_mm", "bottom_mm"),
        *_measures("offset_x_mm", "offset_y_mm", "scale_x", "scale_y"),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        refers("printer_calibration", "printer_id", "label_printer"),
        key("printer_calibration"),
    )
    index("printer_calibration", "printer_id")
    protect("printer_calibration")


def downgrade() -> None:
    op.drop_table("printer_calibration")
    op.drop_table("label_printer")


def _measures(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double(), nullable=False) for name in names]
