"""When a batch was rejected, and indexes that hold all that quota and yield are summed from.

They take the place of those that began with the same columns.
"""

from collections.abc import Sequence

from alembic import op

from migrations.steps import instant

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


SUMMED = ["harvested_on", "net_weight_kg", "rejected_at"]
SUBJECTS = {
    "code": ["growing_area_code_id", *SUMMED, "plot_id"],
    "plot": ["plot_id", *SUMMED],
}


def upgrade() -> None:
    op.add_column("batch", instant("rejected_at", nullable=True))
    op.execute(
        "UPDATE batch SET rejected_at = (SELECT min(hold_decision.decided_at) FROM hold, hold_decision "
        "WHERE hold.batch_id = batch.id AND hold_decision.hold_id = hold.id AND hold_decision.decision = 'reject')"
    )
    for subject, columns in SUBJECTS.items():
        op.create_index(op.f(f"ix_batch_{subject}_sums"), "batch", columns)
        op.drop_index(op.f(f"ix_batch_{columns[0]}_harvested_on"), "batch")
        op.drop_index(op.f(f"ix_batch_{columns[0]}"), "batch")


def downgrade() -> None:
    for subject, columns in SUBJECTS.items():
        op.create_index(op.f(f"ix_batch_{columns[0]}"), "batch", columns[:1])
        op.create_index(op.f(f"ix_batch_{columns[0]}_harvested_on"), "batch", columns[:2])
        op.drop_index(op.f(f"ix_batch_{subject}_sums"), "batch")
    op.drop_column("batch", "rejected_at")
